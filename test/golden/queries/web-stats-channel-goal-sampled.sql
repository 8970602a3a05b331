-- rows
SELECT
    per_session.value AS shown,
    uniqExactIf(per_session.person_key, (per_session.is_current AND (ifNull((per_session.views > {p0:UInt8}), {p1:UInt8}) OR ifNull((per_session.conversions > {p2:UInt8}), {p3:UInt8})))) AS visitors_current,
    sumIf(per_session.conversions, per_session.is_current) AS total_conversions_current,
    uniqExactIf(per_session.person_key, (per_session.is_current AND ifNull((per_session.conversions > {p4:UInt8}), {p5:UInt8}))) AS unique_conversions_current,
    if((uniqExactIf(per_session.person_key, (per_session.is_current AND (ifNull((per_session.views > {p6:UInt8}), {p7:UInt8}) OR ifNull((per_session.conversions > {p8:UInt8}), {p9:UInt8})))) = {p10:UInt8}), NULL, (uniqExactIf(per_session.person_key, (per_session.is_current AND ifNull((per_session.conversions > {p11:UInt8}), {p12:UInt8}))) / uniqExactIf(per_session.person_key, (per_session.is_current AND (ifNull((per_session.views > {p13:UInt8}), {p14:UInt8}) OR ifNull((per_session.conversions > {p15:UInt8}), {p16:UInt8})))))) AS conversion_rate_current,
    uniqExactIf(per_session.person_key, (per_session.is_previous AND (ifNull((per_session.views > {p17:UInt8}), {p18:UInt8}) OR ifNull((per_session.conversions > {p19:UInt8}), {p20:UInt8})))) AS visitors_previous,
    sumIf(per_session.conversions, per_session.is_previous) AS total_conversions_previous,
    uniqExactIf(per_session.person_key, (per_session.is_previous AND ifNull((per_session.conversions > {p21:UInt8}), {p22:UInt8}))) AS unique_conversions_previous,
    if((uniqExactIf(per_session.person_key, (per_session.is_previous AND (ifNull((per_session.views > {p23:UInt8}), {p24:UInt8}) OR ifNull((per_session.conversions > {p25:UInt8}), {p26:UInt8})))) = {p27:UInt8}), NULL, (uniqExactIf(per_session.person_key, (per_session.is_previous AND ifNull((per_session.conversions > {p28:UInt8}), {p29:UInt8}))) / uniqExactIf(per_session.person_key, (per_session.is_previous AND (ifNull((per_session.views > {p30:UInt8}), {p31:UInt8}) OR ifNull((per_session.conversions > {p32:UInt8}), {p33:UInt8})))))) AS conversion_rate_previous
FROM
(
    SELECT
        each_visit.session_key AS session_key,
        tupleElement(each_visit.visit, {p34:UInt8}) AS value,
        any(each_visit.person_key) AS person_key,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        sum(tupleElement(each_visit.visit, {p35:UInt8})) AS views,
        sum(tupleElement(each_visit.visit, {p36:UInt8})) AS conversions
    FROM
    (
        SELECT
            sessions_seen.session_key AS session_key,
            sessions_seen.person_key AS person_key,
            sessions_seen.bounced AS bounced,
            sessions_seen.is_current AS is_current,
            sessions_seen.is_previous AS is_previous,
            arrayJoin(sessions_seen.visits) AS visit
        FROM
        (
            SELECT
                events.properties.`$session_id` AS session_key,
                anyIf(events.person_id, (((events.event IN ({p37:Array(String)})) AND ((events.timestamp >= {p38:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p39:DateTime64(6, 'UTC')}))) OR ((events.event = {p40:String}) AND ((events.timestamp >= {p41:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p42:DateTime64(6, 'UTC')}))))) AS person_key,
                countIf(((events.event IN ({p43:Array(String)})) AND ((events.timestamp >= {p44:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p45:DateTime64(6, 'UTC')})))) AS views,
                countIf(((events.event = {p46:String}) AND ((events.timestamp >= {p47:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p48:DateTime64(6, 'UTC')})))) AS conversions,
                dateDiff({p49:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p50:String})) = {p51:UInt8}), NULL, ((countIf((events.event = {p52:String})) <= {p53:UInt8}) AND (countIf((events.event = {p54:String})) = {p55:UInt8}) AND (dateDiff({p56:String}, min(events.timestamp), max(events.timestamp)) < {p57:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p58:DateTime64(6, 'UTC')}), {p59:UInt8}) AND ifNull((min(events.timestamp) <= {p60:DateTime64(6, 'UTC')}), {p61:UInt8})) AS is_current,
                {p62:Bool} AS is_previous,
                array(tuple(nullIf(toString(multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p63:Array(String)})))))), {p64:String}), {p65:UInt8}), {p66:String}, ((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p67:Array(String)})))))) IN ({p68:Array(String)})) OR ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p69:Array(String)})))))), {p70:String}), {p71:UInt8}) OR isNotNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.gclid), {p72:String}), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p73:String})), nullIf(toJSONString(events.properties.^gclid), {p74:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.gclid), {p75:String}), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p76:String})), nullIf(toJSONString(events.properties.^gclid), {p77:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.gclid), {p78:String}), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p79:String})), nullIf(toJSONString(events.properties.^gclid), {p80:String}))) NOT IN ({p81:Array(String)}))))) OR isNotNull(toString(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p82:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p83:String})), nullIf(toJSONString(events.properties.^gad_source), {p84:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p85:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p86:String})), nullIf(toJSONString(events.properties.^gad_source), {p87:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p88:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p89:String})), nullIf(toJSONString(events.properties.^gad_source), {p90:String}))) NOT IN ({p91:Array(String)}))))))), coalesce(multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p92:Array(String)})))))), {p93:String}), {p94:UInt8}), {p95:String}, ifNull((lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p96:Array(String)})))))) = {p97:String}), {p98:UInt8}), {p99:String}, ifNull((lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p100:Array(String)})))))) = {p101:String}), {p102:UInt8}), {p103:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p104:Array(String)})))))), {p105:String}), {p106:UInt8}), {p107:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p108:Array(String)})))))), {p109:String}), {p110:UInt8}), {p111:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p112:Array(String)})))))), {p113:String}), {p114:UInt8}), {p115:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p116:Array(String)})))))), {p117:String}), {p118:UInt8}), {p119:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p120:Array(String)})))))), {p121:String}), {p122:UInt8}), {p123:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p124:Array(String)})))))), {p125:String}), {p126:UInt8}), {p127:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p128:Array(String)})))))), {p129:String}), {p130:UInt8}), {p131:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p132:Array(String)})))))), {p133:String}), {p134:UInt8}), {p135:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p136:Array(String)})))))) IN ({p137:Array(String)})), {p138:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p139:Array(String)})))))) = {p140:String}), {p141:UInt8}), {p142:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p143:Array(String)})))))) = {p144:String}), {p145:UInt8}), {p146:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p147:Array(String)})))))) = {p148:String}), {p149:UInt8}), {p150:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p151:Array(String)})))))) = {p152:String}), {p153:UInt8}), {p154:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p155:Array(String)})))))) IN ({p156:Array(String)})), {p157:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p158:Array(String)})))))) IN ({p159:Array(String)})), {p160:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p161:Array(String)})))))), {p162:String}), {p163:UInt8}), {p164:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p165:Array(String)})))))) = {p166:String}), {p167:UInt8}), {p168:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p169:Array(String)})))))) = {p170:String}), {p171:UInt8}), {p172:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p173:Array(String)})))))), {p174:String}), {p175:UInt8}), {p176:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p177:Array(String)})))))), {p178:String}), {p179:UInt8}), {p180:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p181:Array(String)})))))), {p182:String}), {p183:UInt8}), {p184:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p185:Array(String)})))))), {p186:String}), {p187:UInt8}), {p188:String}, NULL), multiIf(ifNull((toString(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p189:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p190:String})), nullIf(toJSONString(events.properties.^gad_source), {p191:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p192:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p193:String})), nullIf(toJSONString(events.properties.^gad_source), {p194:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p195:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p196:String})), nullIf(toJSONString(events.properties.^gad_source), {p197:String}))) NOT IN ({p198:Array(String)}))))) = {p199:String}), {p200:UInt8}), {p201:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p202:Array(String)})))))), {p203:String}), {p204:UInt8}), {p205:String}, isNotNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p206:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p207:String})), nullIf(toJSONString(events.properties.^fbclid), {p208:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p209:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p210:String})), nullIf(toJSONString(events.properties.^fbclid), {p211:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p212:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p213:String})), nullIf(toJSONString(events.properties.^fbclid), {p214:String}))) NOT IN ({p215:Array(String)}))))), {p216:String}, {p217:String})), (ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p218:Array(String)})))))) = {p219:String}), {p220:UInt8}) AND (isNull(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p221:Array(String)}))))))) AND (isNull(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p222:Array(String)}))))))) OR (lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p223:Array(String)})))))) IN ({p224:Array(String)}))) AND isNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p225:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p226:String})), nullIf(toJSONString(events.properties.^fbclid), {p227:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p228:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p229:String})), nullIf(toJSONString(events.properties.^fbclid), {p230:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p231:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p232:String})), nullIf(toJSONString(events.properties.^fbclid), {p233:String}))) NOT IN ({p234:Array(String)}))))))), {p235:String}, coalesce(multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p236:Array(String)})))))), {p237:String}), {p238:UInt8}), {p239:String}, ifNull((lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p240:Array(String)})))))) = {p241:String}), {p242:UInt8}), {p243:String}, ifNull((lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p244:Array(String)})))))) = {p245:String}), {p246:UInt8}), {p247:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p248:Array(String)})))))), {p249:String}), {p250:UInt8}), {p251:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p252:Array(String)})))))), {p253:String}), {p254:UInt8}), {p255:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p256:Array(String)})))))), {p257:String}), {p258:UInt8}), {p259:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p260:Array(String)})))))), {p261:String}), {p262:UInt8}), {p263:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p264:Array(String)})))))), {p265:String}), {p266:UInt8}), {p267:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p268:Array(String)})))))), {p269:String}), {p270:UInt8}), {p271:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p272:Array(String)})))))), {p273:String}), {p274:UInt8}), {p275:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p276:Array(String)})))))), {p277:String}), {p278:UInt8}), {p279:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p280:Array(String)})))))) IN ({p281:Array(String)})), {p282:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p283:Array(String)})))))) = {p284:String}), {p285:UInt8}), {p286:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p287:Array(String)})))))) = {p288:String}), {p289:UInt8}), {p290:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p291:Array(String)})))))) = {p292:String}), {p293:UInt8}), {p294:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p295:Array(String)})))))) = {p296:String}), {p297:UInt8}), {p298:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p299:Array(String)})))))) IN ({p300:Array(String)})), {p301:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p302:Array(String)})))))) IN ({p303:Array(String)})), {p304:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p305:Array(String)})))))), {p306:String}), {p307:UInt8}), {p308:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p309:Array(String)})))))) = {p310:String}), {p311:UInt8}), {p312:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p313:Array(String)})))))) = {p314:String}), {p315:UInt8}), {p316:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p317:Array(String)})))))), {p318:String}), {p319:UInt8}), {p320:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p321:Array(String)})))))), {p322:String}), {p323:UInt8}), {p324:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p325:Array(String)})))))), {p326:String}), {p327:UInt8}), {p328:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p329:Array(String)})))))), {p330:String}), {p331:UInt8}), {p332:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p333:Array(String)})))))), {p334:String}), {p335:UInt8}), {p336:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p337:Array(String)})))))), {p338:String}), {p339:UInt8}), {p340:String}, isNotNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p341:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p342:String})), nullIf(toJSONString(events.properties.^fbclid), {p343:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p344:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p345:String})), nullIf(toJSONString(events.properties.^fbclid), {p346:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p347:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p348:String})), nullIf(toJSONString(events.properties.^fbclid), {p349:String}))) NOT IN ({p350:Array(String)}))))), {p351:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p352:Array(String)})))))) = {p353:String}), {p354:UInt8}), {p355:String}, isNotNull(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p356:Array(String)}))))))), {p357:String}, {p358:String})))), {p359:String}), countIf(((events.event IN ({p360:Array(String)})) AND ((events.timestamp >= {p361:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p362:DateTime64(6, 'UTC')})))), countIf(((events.event = {p363:String}) AND ((events.timestamp >= {p364:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p365:DateTime64(6, 'UTC')})))))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p366:Int64}) AND (((cityHash64(events.person_id) % {p367:UInt16}) < {p368:UInt16}) AND ((events.timestamp >= {p369:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p370:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p371:String}), {p372:UInt8})))))
            GROUP BY session_key
            HAVING (((views > {p373:UInt8}) OR (conversions > {p374:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING {p375:Bool}
ORDER BY
    conversion_rate_current ASC,
    conversion_rate_previous ASC,
    unique_conversions_current ASC,
    unique_conversions_previous ASC,
    total_conversions_current ASC,
    total_conversions_previous ASC,
    visitors_current ASC,
    visitors_previous ASC,
    shown ASC
LIMIT {p377:UInt8}, {p376:UInt8}
-- p0 = 0
-- p1 = 0
-- p2 = 0
-- p3 = 0
-- p4 = 0
-- p5 = 0
-- p6 = 0
-- p7 = 0
-- p8 = 0
-- p9 = 0
-- p10 = 0
-- p11 = 0
-- p12 = 0
-- p13 = 0
-- p14 = 0
-- p15 = 0
-- p16 = 0
-- p17 = 0
-- p18 = 0
-- p19 = 0
-- p20 = 0
-- p21 = 0
-- p22 = 0
-- p23 = 0
-- p24 = 0
-- p25 = 0
-- p26 = 0
-- p27 = 0
-- p28 = 0
-- p29 = 0
-- p30 = 0
-- p31 = 0
-- p32 = 0
-- p33 = 0
-- p34 = 1
-- p35 = 2
-- p36 = 3
-- p37 = ["$pageview","$screen"]
-- p38 = "2024-03-04 00:00:00.000000"
-- p39 = "2024-03-08 23:59:59.999999"
-- p40 = "purchase"
-- p41 = "2024-03-04 00:00:00.000000"
-- p42 = "2024-03-08 23:59:59.999999"
-- p43 = ["$pageview","$screen"]
-- p44 = "2024-03-04 00:00:00.000000"
-- p45 = "2024-03-08 23:59:59.999999"
-- p46 = "purchase"
-- p47 = "2024-03-04 00:00:00.000000"
-- p48 = "2024-03-08 23:59:59.999999"
-- p49 = "second"
-- p50 = "$pageview"
-- p51 = 0
-- p52 = "$pageview"
-- p53 = 1
-- p54 = "$autocapture"
-- p55 = 0
-- p56 = "second"
-- p57 = 10
-- p58 = "2024-03-04 00:00:00.000000"
-- p59 = 0
-- p60 = "2024-03-08 23:59:59.999999"
-- p61 = 0
-- p62 = false
-- p63 = ["","null"]
-- p64 = "cross-network"
-- p65 = 0
-- p66 = "Cross Network"
-- p67 = ["","null"]
-- p68 = ["cpc","cpm","cpv","cpa","ppc","retargeting"]
-- p69 = ["","null"]
-- p70 = "^paid"
-- p71 = 0
-- p72 = "Array"
-- p73 = "Nullable(String)"
-- p74 = "{}"
-- p75 = "Array"
-- p76 = "Nullable(String)"
-- p77 = "{}"
-- p78 = "Array"
-- p79 = "Nullable(String)"
-- p80 = "{}"
-- p81 = ["","null"]
-- p82 = "Array"
-- p83 = "Nullable(String)"
-- p84 = "{}"
-- p85 = "Array"
-- p86 = "Nullable(String)"
-- p87 = "{}"
-- p88 = "Array"
-- p89 = "Nullable(String)"
-- p90 = "{}"
-- p91 = ["","null"]
-- p92 = ["","null"]
-- p93 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p94 = 0
-- p95 = "Email"
-- p96 = ["","null"]
-- p97 = "sms"
-- p98 = 0
-- p99 = "SMS"
-- p100 = ["","null"]
-- p101 = "firebase"
-- p102 = 0
-- p103 = "Push"
-- p104 = ["","null"]
-- p105 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p106 = 0
-- p107 = "Paid Shopping"
-- p108 = ["","null"]
-- p109 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p110 = 0
-- p111 = "Paid Video"
-- p112 = ["","null"]
-- p113 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$"
-- p114 = 0
-- p115 = "Paid Social"
-- p116 = ["","null"]
-- p117 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p118 = 0
-- p119 = "Paid Search"
-- p120 = ["","null"]
-- p121 = "(?:^|[^a-df-z])shop|shopping"
-- p122 = 0
-- p123 = "Paid Shopping"
-- p124 = ["","null"]
-- p125 = "^(?:social(?:[-_ ]?(?:network|media))?|sm)$"
-- p126 = 0
-- p127 = "Paid Social"
-- p128 = ["","null"]
-- p129 = "^e[-_ ]?mail$"
-- p130 = 0
-- p131 = "Email"
-- p132 = ["","null"]
-- p133 = "^(?:affiliates?|partnerships?)$"
-- p134 = 0
-- p135 = "Affiliate"
-- p136 = ["","null"]
-- p137 = ["banner","cpm","display","expandable","interstitial"]
-- p138 = "Display"
-- p139 = ["","null"]
-- p140 = "audio"
-- p141 = 0
-- p142 = "Audio"
-- p143 = ["","null"]
-- p144 = "sms"
-- p145 = 0
-- p146 = "SMS"
-- p147 = ["","null"]
-- p148 = "video"
-- p149 = 0
-- p150 = "Paid Video"
-- p151 = ["","null"]
-- p152 = "organic"
-- p153 = 0
-- p154 = "Paid Search"
-- p155 = ["","null"]
-- p156 = ["push","mobile","notification"]
-- p157 = "Push"
-- p158 = ["","null"]
-- p159 = ["referral","app","link"]
-- p160 = "Referral"
-- p161 = ["","null"]
-- p162 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p163 = 0
-- p164 = "Email"
-- p165 = ["","null"]
-- p166 = "sms"
-- p167 = 0
-- p168 = "SMS"
-- p169 = ["","null"]
-- p170 = "firebase"
-- p171 = 0
-- p172 = "Push"
-- p173 = ["","null"]
-- p174 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p175 = 0
-- p176 = "Paid Shopping"
-- p177 = ["","null"]
-- p178 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p179 = 0
-- p180 = "Paid Video"
-- p181 = ["","null"]
-- p182 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$"
-- p183 = 0
-- p184 = "Paid Social"
-- p185 = ["","null"]
-- p186 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p187 = 0
-- p188 = "Paid Search"
-- p189 = "Array"
-- p190 = "Nullable(String)"
-- p191 = "{}"
-- p192 = "Array"
-- p193 = "Nullable(String)"
-- p194 = "{}"
-- p195 = "Array"
-- p196 = "Nullable(String)"
-- p197 = "{}"
-- p198 = ["","null"]
-- p199 = "1"
-- p200 = 0
-- p201 = "Paid Search"
-- p202 = ["","null"]
-- p203 = "video"
-- p204 = 0
-- p205 = "Paid Video"
-- p206 = "Array"
-- p207 = "Nullable(String)"
-- p208 = "{}"
-- p209 = "Array"
-- p210 = "Nullable(String)"
-- p211 = "{}"
-- p212 = "Array"
-- p213 = "Nullable(String)"
-- p214 = "{}"
-- p215 = ["","null"]
-- p216 = "Paid Social"
-- p217 = "Paid Unknown"
-- p218 = ["","null"]
-- p219 = "$direct"
-- p220 = 0
-- p221 = ["","null"]
-- p222 = ["","null"]
-- p223 = ["","null"]
-- p224 = ["direct","(direct)","$direct"]
-- p225 = "Array"
-- p226 = "Nullable(String)"
-- p227 = "{}"
-- p228 = "Array"
-- p229 = "Nullable(String)"
-- p230 = "{}"
-- p231 = "Array"
-- p232 = "Nullable(String)"
-- p233 = "{}"
-- p234 = ["","null"]
-- p235 = "Direct"
-- p236 = ["","null"]
-- p237 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p238 = 0
-- p239 = "Email"
-- p240 = ["","null"]
-- p241 = "sms"
-- p242 = 0
-- p243 = "SMS"
-- p244 = ["","null"]
-- p245 = "firebase"
-- p246 = 0
-- p247 = "Push"
-- p248 = ["","null"]
-- p249 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p250 = 0
-- p251 = "Organic Shopping"
-- p252 = ["","null"]
-- p253 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p254 = 0
-- p255 = "Organic Video"
-- p256 = ["","null"]
-- p257 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$"
-- p258 = 0
-- p259 = "Organic Social"
-- p260 = ["","null"]
-- p261 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p262 = 0
-- p263 = "Organic Search"
-- p264 = ["","null"]
-- p265 = "(?:^|[^a-df-z])shop|shopping"
-- p266 = 0
-- p267 = "Organic Shopping"
-- p268 = ["","null"]
-- p269 = "^(?:social(?:[-_ ]?(?:network|media))?|sm)$"
-- p270 = 0
-- p271 = "Organic Social"
-- p272 = ["","null"]
-- p273 = "^e[-_ ]?mail$"
-- p274 = 0
-- p275 = "Email"
-- p276 = ["","null"]
-- p277 = "^(?:affiliates?|partnerships?)$"
-- p278 = 0
-- p279 = "Affiliate"
-- p280 = ["","null"]
-- p281 = ["banner","cpm","display","expandable","interstitial"]
-- p282 = "Display"
-- p283 = ["","null"]
-- p284 = "audio"
-- p285 = 0
-- p286 = "Audio"
-- p287 = ["","null"]
-- p288 = "sms"
-- p289 = 0
-- p290 = "SMS"
-- p291 = ["","null"]
-- p292 = "video"
-- p293 = 0
-- p294 = "Organic Video"
-- p295 = ["","null"]
-- p296 = "organic"
-- p297 = 0
-- p298 = "Organic Search"
-- p299 = ["","null"]
-- p300 = ["push","mobile","notification"]
-- p301 = "Push"
-- p302 = ["","null"]
-- p303 = ["referral","app","link"]
-- p304 = "Referral"
-- p305 = ["","null"]
-- p306 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p307 = 0
-- p308 = "Email"
-- p309 = ["","null"]
-- p310 = "sms"
-- p311 = 0
-- p312 = "SMS"
-- p313 = ["","null"]
-- p314 = "firebase"
-- p315 = 0
-- p316 = "Push"
-- p317 = ["","null"]
-- p318 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p319 = 0
-- p320 = "Organic Shopping"
-- p321 = ["","null"]
-- p322 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p323 = 0
-- p324 = "Organic Video"
-- p325 = ["","null"]
-- p326 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$"
-- p327 = 0
-- p328 = "Organic Social"
-- p329 = ["","null"]
-- p330 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p331 = 0
-- p332 = "Organic Search"
-- p333 = ["","null"]
-- p334 = "video"
-- p335 = 0
-- p336 = "Organic Video"
-- p337 = ["","null"]
-- p338 = "push$"
-- p339 = 0
-- p340 = "Push"
-- p341 = "Array"
-- p342 = "Nullable(String)"
-- p343 = "{}"
-- p344 = "Array"
-- p345 = "Nullable(String)"
-- p346 = "{}"
-- p347 = "Array"
-- p348 = "Nullable(String)"
-- p349 = "{}"
-- p350 = ["","null"]
-- p351 = "Organic Social"
-- p352 = ["","null"]
-- p353 = "$direct"
-- p354 = 0
-- p355 = "Direct"
-- p356 = ["","null"]
-- p357 = "Referral"
-- p358 = "Unknown"
-- p359 = ""
-- p360 = ["$pageview","$screen"]
-- p361 = "2024-03-04 00:00:00.000000"
-- p362 = "2024-03-08 23:59:59.999999"
-- p363 = "purchase"
-- p364 = "2024-03-04 00:00:00.000000"
-- p365 = "2024-03-08 23:59:59.999999"
-- p366 = 1
-- p367 = 10000
-- p368 = 5000
-- p369 = "2024-03-03 00:00:00.000000"
-- p370 = "2024-03-09 23:59:59.999000"
-- p371 = ""
-- p372 = 0
-- p373 = 0
-- p374 = 0
-- p375 = true
-- p376 = 101
-- p377 = 0
