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
        each_visit.visit.1 AS value,
        any(each_visit.person_key) AS person_key,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        sum(each_visit.visit.2) AS views,
        sum(each_visit.visit.3) AS conversions
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
                anyIf(events.person_id, (((events.event IN ({p34:Array(String)})) AND ((events.timestamp >= {p35:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p36:DateTime64(6, 'UTC')}))) OR ((events.event = {p37:String}) AND ((events.timestamp >= {p38:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p39:DateTime64(6, 'UTC')}))))) AS person_key,
                countIf(((events.event IN ({p40:Array(String)})) AND ((events.timestamp >= {p41:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p42:DateTime64(6, 'UTC')})))) AS views,
                countIf(((events.event = {p43:String}) AND ((events.timestamp >= {p44:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p45:DateTime64(6, 'UTC')})))) AS conversions,
                dateDiff({p46:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p47:String})) = {p48:UInt8}), NULL, ((countIf((events.event = {p49:String})) <= {p50:UInt8}) AND (countIf((events.event = {p51:String})) = {p52:UInt8}) AND (dateDiff({p53:String}, min(events.timestamp), max(events.timestamp)) < {p54:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p55:DateTime64(6, 'UTC')}), {p56:UInt8}) AND ifNull((min(events.timestamp) <= {p57:DateTime64(6, 'UTC')}), {p58:UInt8})) AS is_current,
                {p59:Bool} AS is_previous,
                array(tuple(nullIf(toString(multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p60:Array(String)})))))), {p61:String}), {p62:UInt8}), {p63:String}, ((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p64:Array(String)})))))) IN ({p65:Array(String)})) OR ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p66:Array(String)})))))), {p67:String}), {p68:UInt8}) OR isNotNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.gclid), {p69:String}), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p70:String})), nullIf(toJSONString(events.properties.^gclid), {p71:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.gclid), {p72:String}), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p73:String})), nullIf(toJSONString(events.properties.^gclid), {p74:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.gclid), {p75:String}), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p76:String})), nullIf(toJSONString(events.properties.^gclid), {p77:String}))) NOT IN ({p78:Array(String)}))))) OR isNotNull(toString(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p79:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p80:String})), nullIf(toJSONString(events.properties.^gad_source), {p81:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p82:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p83:String})), nullIf(toJSONString(events.properties.^gad_source), {p84:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p85:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p86:String})), nullIf(toJSONString(events.properties.^gad_source), {p87:String}))) NOT IN ({p88:Array(String)}))))))), coalesce(multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p89:Array(String)})))))), {p90:String}), {p91:UInt8}), {p92:String}, ifNull((lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p93:Array(String)})))))) = {p94:String}), {p95:UInt8}), {p96:String}, ifNull((lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p97:Array(String)})))))) = {p98:String}), {p99:UInt8}), {p100:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p101:Array(String)})))))), {p102:String}), {p103:UInt8}), {p104:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p105:Array(String)})))))), {p106:String}), {p107:UInt8}), {p108:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p109:Array(String)})))))), {p110:String}), {p111:UInt8}), {p112:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p113:Array(String)})))))), {p114:String}), {p115:UInt8}), {p116:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p117:Array(String)})))))), {p118:String}), {p119:UInt8}), {p120:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p121:Array(String)})))))), {p122:String}), {p123:UInt8}), {p124:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p125:Array(String)})))))), {p126:String}), {p127:UInt8}), {p128:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p129:Array(String)})))))), {p130:String}), {p131:UInt8}), {p132:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p133:Array(String)})))))) IN ({p134:Array(String)})), {p135:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p136:Array(String)})))))) = {p137:String}), {p138:UInt8}), {p139:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p140:Array(String)})))))) = {p141:String}), {p142:UInt8}), {p143:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p144:Array(String)})))))) = {p145:String}), {p146:UInt8}), {p147:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p148:Array(String)})))))) = {p149:String}), {p150:UInt8}), {p151:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p152:Array(String)})))))) IN ({p153:Array(String)})), {p154:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p155:Array(String)})))))) IN ({p156:Array(String)})), {p157:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p158:Array(String)})))))), {p159:String}), {p160:UInt8}), {p161:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p162:Array(String)})))))) = {p163:String}), {p164:UInt8}), {p165:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p166:Array(String)})))))) = {p167:String}), {p168:UInt8}), {p169:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p170:Array(String)})))))), {p171:String}), {p172:UInt8}), {p173:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p174:Array(String)})))))), {p175:String}), {p176:UInt8}), {p177:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p178:Array(String)})))))), {p179:String}), {p180:UInt8}), {p181:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p182:Array(String)})))))), {p183:String}), {p184:UInt8}), {p185:String}, NULL), multiIf(ifNull((toString(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p186:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p187:String})), nullIf(toJSONString(events.properties.^gad_source), {p188:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p189:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p190:String})), nullIf(toJSONString(events.properties.^gad_source), {p191:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p192:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p193:String})), nullIf(toJSONString(events.properties.^gad_source), {p194:String}))) NOT IN ({p195:Array(String)}))))) = {p196:String}), {p197:UInt8}), {p198:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p199:Array(String)})))))), {p200:String}), {p201:UInt8}), {p202:String}, isNotNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p203:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p204:String})), nullIf(toJSONString(events.properties.^fbclid), {p205:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p206:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p207:String})), nullIf(toJSONString(events.properties.^fbclid), {p208:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p209:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p210:String})), nullIf(toJSONString(events.properties.^fbclid), {p211:String}))) NOT IN ({p212:Array(String)}))))), {p213:String}, {p214:String})), (ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p215:Array(String)})))))) = {p216:String}), {p217:UInt8}) AND (isNull(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p218:Array(String)}))))))) AND (isNull(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p219:Array(String)}))))))) OR (lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p220:Array(String)})))))) IN ({p221:Array(String)}))) AND isNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p222:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p223:String})), nullIf(toJSONString(events.properties.^fbclid), {p224:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p225:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p226:String})), nullIf(toJSONString(events.properties.^fbclid), {p227:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p228:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p229:String})), nullIf(toJSONString(events.properties.^fbclid), {p230:String}))) NOT IN ({p231:Array(String)}))))))), {p232:String}, coalesce(multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p233:Array(String)})))))), {p234:String}), {p235:UInt8}), {p236:String}, ifNull((lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p237:Array(String)})))))) = {p238:String}), {p239:UInt8}), {p240:String}, ifNull((lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p241:Array(String)})))))) = {p242:String}), {p243:UInt8}), {p244:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p245:Array(String)})))))), {p246:String}), {p247:UInt8}), {p248:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p249:Array(String)})))))), {p250:String}), {p251:UInt8}), {p252:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p253:Array(String)})))))), {p254:String}), {p255:UInt8}), {p256:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p257:Array(String)})))))), {p258:String}), {p259:UInt8}), {p260:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p261:Array(String)})))))), {p262:String}), {p263:UInt8}), {p264:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p265:Array(String)})))))), {p266:String}), {p267:UInt8}), {p268:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p269:Array(String)})))))), {p270:String}), {p271:UInt8}), {p272:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p273:Array(String)})))))), {p274:String}), {p275:UInt8}), {p276:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p277:Array(String)})))))) IN ({p278:Array(String)})), {p279:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p280:Array(String)})))))) = {p281:String}), {p282:UInt8}), {p283:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p284:Array(String)})))))) = {p285:String}), {p286:UInt8}), {p287:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p288:Array(String)})))))) = {p289:String}), {p290:UInt8}), {p291:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p292:Array(String)})))))) = {p293:String}), {p294:UInt8}), {p295:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p296:Array(String)})))))) IN ({p297:Array(String)})), {p298:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p299:Array(String)})))))) IN ({p300:Array(String)})), {p301:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p302:Array(String)})))))), {p303:String}), {p304:UInt8}), {p305:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p306:Array(String)})))))) = {p307:String}), {p308:UInt8}), {p309:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p310:Array(String)})))))) = {p311:String}), {p312:UInt8}), {p313:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p314:Array(String)})))))), {p315:String}), {p316:UInt8}), {p317:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p318:Array(String)})))))), {p319:String}), {p320:UInt8}), {p321:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p322:Array(String)})))))), {p323:String}), {p324:UInt8}), {p325:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p326:Array(String)})))))), {p327:String}), {p328:UInt8}), {p329:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p330:Array(String)})))))), {p331:String}), {p332:UInt8}), {p333:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p334:Array(String)})))))), {p335:String}), {p336:UInt8}), {p337:String}, isNotNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p338:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p339:String})), nullIf(toJSONString(events.properties.^fbclid), {p340:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p341:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p342:String})), nullIf(toJSONString(events.properties.^fbclid), {p343:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p344:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p345:String})), nullIf(toJSONString(events.properties.^fbclid), {p346:String}))) NOT IN ({p347:Array(String)}))))), {p348:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p349:Array(String)})))))) = {p350:String}), {p351:UInt8}), {p352:String}, isNotNull(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p353:Array(String)}))))))), {p354:String}, {p355:String})))), {p356:String}), countIf(((events.event IN ({p357:Array(String)})) AND ((events.timestamp >= {p358:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p359:DateTime64(6, 'UTC')})))), countIf(((events.event = {p360:String}) AND ((events.timestamp >= {p361:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p362:DateTime64(6, 'UTC')})))))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p363:Int64}) AND (((cityHash64(events.person_id) % {p364:UInt16}) < {p365:UInt16}) AND ((events.timestamp >= {p366:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p367:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p368:String}), {p369:UInt8})))))
            GROUP BY session_key
            HAVING (((views > {p370:UInt8}) OR (conversions > {p371:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING {p372:Bool}
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
LIMIT {p374:UInt8}, {p373:UInt8}
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
-- p34 = ["$pageview","$screen"]
-- p35 = "2024-03-04 00:00:00.000000"
-- p36 = "2024-03-08 23:59:59.999999"
-- p37 = "purchase"
-- p38 = "2024-03-04 00:00:00.000000"
-- p39 = "2024-03-08 23:59:59.999999"
-- p40 = ["$pageview","$screen"]
-- p41 = "2024-03-04 00:00:00.000000"
-- p42 = "2024-03-08 23:59:59.999999"
-- p43 = "purchase"
-- p44 = "2024-03-04 00:00:00.000000"
-- p45 = "2024-03-08 23:59:59.999999"
-- p46 = "second"
-- p47 = "$pageview"
-- p48 = 0
-- p49 = "$pageview"
-- p50 = 1
-- p51 = "$autocapture"
-- p52 = 0
-- p53 = "second"
-- p54 = 10
-- p55 = "2024-03-04 00:00:00.000000"
-- p56 = 0
-- p57 = "2024-03-08 23:59:59.999999"
-- p58 = 0
-- p59 = false
-- p60 = ["","null"]
-- p61 = "cross-network"
-- p62 = 0
-- p63 = "Cross Network"
-- p64 = ["","null"]
-- p65 = ["cpc","cpm","cpv","cpa","ppc","retargeting"]
-- p66 = ["","null"]
-- p67 = "^paid"
-- p68 = 0
-- p69 = "Array"
-- p70 = "Nullable(String)"
-- p71 = "{}"
-- p72 = "Array"
-- p73 = "Nullable(String)"
-- p74 = "{}"
-- p75 = "Array"
-- p76 = "Nullable(String)"
-- p77 = "{}"
-- p78 = ["","null"]
-- p79 = "Array"
-- p80 = "Nullable(String)"
-- p81 = "{}"
-- p82 = "Array"
-- p83 = "Nullable(String)"
-- p84 = "{}"
-- p85 = "Array"
-- p86 = "Nullable(String)"
-- p87 = "{}"
-- p88 = ["","null"]
-- p89 = ["","null"]
-- p90 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p91 = 0
-- p92 = "Email"
-- p93 = ["","null"]
-- p94 = "sms"
-- p95 = 0
-- p96 = "SMS"
-- p97 = ["","null"]
-- p98 = "firebase"
-- p99 = 0
-- p100 = "Push"
-- p101 = ["","null"]
-- p102 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p103 = 0
-- p104 = "Paid Shopping"
-- p105 = ["","null"]
-- p106 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p107 = 0
-- p108 = "Paid Video"
-- p109 = ["","null"]
-- p110 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$"
-- p111 = 0
-- p112 = "Paid Social"
-- p113 = ["","null"]
-- p114 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p115 = 0
-- p116 = "Paid Search"
-- p117 = ["","null"]
-- p118 = "(?:^|[^a-df-z])shop|shopping"
-- p119 = 0
-- p120 = "Paid Shopping"
-- p121 = ["","null"]
-- p122 = "^(?:social(?:[-_ ]?(?:network|media))?|sm)$"
-- p123 = 0
-- p124 = "Paid Social"
-- p125 = ["","null"]
-- p126 = "^e[-_ ]?mail$"
-- p127 = 0
-- p128 = "Email"
-- p129 = ["","null"]
-- p130 = "^(?:affiliates?|partnerships?)$"
-- p131 = 0
-- p132 = "Affiliate"
-- p133 = ["","null"]
-- p134 = ["banner","cpm","display","expandable","interstitial"]
-- p135 = "Display"
-- p136 = ["","null"]
-- p137 = "audio"
-- p138 = 0
-- p139 = "Audio"
-- p140 = ["","null"]
-- p141 = "sms"
-- p142 = 0
-- p143 = "SMS"
-- p144 = ["","null"]
-- p145 = "video"
-- p146 = 0
-- p147 = "Paid Video"
-- p148 = ["","null"]
-- p149 = "organic"
-- p150 = 0
-- p151 = "Paid Search"
-- p152 = ["","null"]
-- p153 = ["push","mobile","notification"]
-- p154 = "Push"
-- p155 = ["","null"]
-- p156 = ["referral","app","link"]
-- p157 = "Referral"
-- p158 = ["","null"]
-- p159 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p160 = 0
-- p161 = "Email"
-- p162 = ["","null"]
-- p163 = "sms"
-- p164 = 0
-- p165 = "SMS"
-- p166 = ["","null"]
-- p167 = "firebase"
-- p168 = 0
-- p169 = "Push"
-- p170 = ["","null"]
-- p171 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p172 = 0
-- p173 = "Paid Shopping"
-- p174 = ["","null"]
-- p175 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p176 = 0
-- p177 = "Paid Video"
-- p178 = ["","null"]
-- p179 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$"
-- p180 = 0
-- p181 = "Paid Social"
-- p182 = ["","null"]
-- p183 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p184 = 0
-- p185 = "Paid Search"
-- p186 = "Array"
-- p187 = "Nullable(String)"
-- p188 = "{}"
-- p189 = "Array"
-- p190 = "Nullable(String)"
-- p191 = "{}"
-- p192 = "Array"
-- p193 = "Nullable(String)"
-- p194 = "{}"
-- p195 = ["","null"]
-- p196 = "1"
-- p197 = 0
-- p198 = "Paid Search"
-- p199 = ["","null"]
-- p200 = "video"
-- p201 = 0
-- p202 = "Paid Video"
-- p203 = "Array"
-- p204 = "Nullable(String)"
-- p205 = "{}"
-- p206 = "Array"
-- p207 = "Nullable(String)"
-- p208 = "{}"
-- p209 = "Array"
-- p210 = "Nullable(String)"
-- p211 = "{}"
-- p212 = ["","null"]
-- p213 = "Paid Social"
-- p214 = "Paid Unknown"
-- p215 = ["","null"]
-- p216 = "$direct"
-- p217 = 0
-- p218 = ["","null"]
-- p219 = ["","null"]
-- p220 = ["","null"]
-- p221 = ["direct","(direct)","$direct"]
-- p222 = "Array"
-- p223 = "Nullable(String)"
-- p224 = "{}"
-- p225 = "Array"
-- p226 = "Nullable(String)"
-- p227 = "{}"
-- p228 = "Array"
-- p229 = "Nullable(String)"
-- p230 = "{}"
-- p231 = ["","null"]
-- p232 = "Direct"
-- p233 = ["","null"]
-- p234 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p235 = 0
-- p236 = "Email"
-- p237 = ["","null"]
-- p238 = "sms"
-- p239 = 0
-- p240 = "SMS"
-- p241 = ["","null"]
-- p242 = "firebase"
-- p243 = 0
-- p244 = "Push"
-- p245 = ["","null"]
-- p246 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p247 = 0
-- p248 = "Organic Shopping"
-- p249 = ["","null"]
-- p250 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p251 = 0
-- p252 = "Organic Video"
-- p253 = ["","null"]
-- p254 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$"
-- p255 = 0
-- p256 = "Organic Social"
-- p257 = ["","null"]
-- p258 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p259 = 0
-- p260 = "Organic Search"
-- p261 = ["","null"]
-- p262 = "(?:^|[^a-df-z])shop|shopping"
-- p263 = 0
-- p264 = "Organic Shopping"
-- p265 = ["","null"]
-- p266 = "^(?:social(?:[-_ ]?(?:network|media))?|sm)$"
-- p267 = 0
-- p268 = "Organic Social"
-- p269 = ["","null"]
-- p270 = "^e[-_ ]?mail$"
-- p271 = 0
-- p272 = "Email"
-- p273 = ["","null"]
-- p274 = "^(?:affiliates?|partnerships?)$"
-- p275 = 0
-- p276 = "Affiliate"
-- p277 = ["","null"]
-- p278 = ["banner","cpm","display","expandable","interstitial"]
-- p279 = "Display"
-- p280 = ["","null"]
-- p281 = "audio"
-- p282 = 0
-- p283 = "Audio"
-- p284 = ["","null"]
-- p285 = "sms"
-- p286 = 0
-- p287 = "SMS"
-- p288 = ["","null"]
-- p289 = "video"
-- p290 = 0
-- p291 = "Organic Video"
-- p292 = ["","null"]
-- p293 = "organic"
-- p294 = 0
-- p295 = "Organic Search"
-- p296 = ["","null"]
-- p297 = ["push","mobile","notification"]
-- p298 = "Push"
-- p299 = ["","null"]
-- p300 = ["referral","app","link"]
-- p301 = "Referral"
-- p302 = ["","null"]
-- p303 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p304 = 0
-- p305 = "Email"
-- p306 = ["","null"]
-- p307 = "sms"
-- p308 = 0
-- p309 = "SMS"
-- p310 = ["","null"]
-- p311 = "firebase"
-- p312 = 0
-- p313 = "Push"
-- p314 = ["","null"]
-- p315 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p316 = 0
-- p317 = "Organic Shopping"
-- p318 = ["","null"]
-- p319 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p320 = 0
-- p321 = "Organic Video"
-- p322 = ["","null"]
-- p323 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$"
-- p324 = 0
-- p325 = "Organic Social"
-- p326 = ["","null"]
-- p327 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p328 = 0
-- p329 = "Organic Search"
-- p330 = ["","null"]
-- p331 = "video"
-- p332 = 0
-- p333 = "Organic Video"
-- p334 = ["","null"]
-- p335 = "push$"
-- p336 = 0
-- p337 = "Push"
-- p338 = "Array"
-- p339 = "Nullable(String)"
-- p340 = "{}"
-- p341 = "Array"
-- p342 = "Nullable(String)"
-- p343 = "{}"
-- p344 = "Array"
-- p345 = "Nullable(String)"
-- p346 = "{}"
-- p347 = ["","null"]
-- p348 = "Organic Social"
-- p349 = ["","null"]
-- p350 = "$direct"
-- p351 = 0
-- p352 = "Direct"
-- p353 = ["","null"]
-- p354 = "Referral"
-- p355 = "Unknown"
-- p356 = ""
-- p357 = ["$pageview","$screen"]
-- p358 = "2024-03-04 00:00:00.000000"
-- p359 = "2024-03-08 23:59:59.999999"
-- p360 = "purchase"
-- p361 = "2024-03-04 00:00:00.000000"
-- p362 = "2024-03-08 23:59:59.999999"
-- p363 = 1
-- p364 = 10000
-- p365 = 5000
-- p366 = "2024-03-03 00:00:00.000000"
-- p367 = "2024-03-09 23:59:59.999000"
-- p368 = ""
-- p369 = 0
-- p370 = 0
-- p371 = 0
-- p372 = true
-- p373 = 101
-- p374 = 0
