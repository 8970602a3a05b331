-- rows
SELECT
    per_session.value AS shown,
    uniqExactIf(per_session.person, (per_session.is_current AND (ifNull((per_session.views > {p0:UInt8}), {p1:UInt8}) OR ifNull((per_session.conversions > {p2:UInt8}), {p3:UInt8})))) AS visitors_current,
    sumIf(per_session.conversions, per_session.is_current) AS total_conversions_current,
    uniqExactIf(per_session.person, (per_session.is_current AND ifNull((per_session.conversions > {p4:UInt8}), {p5:UInt8}))) AS unique_conversions_current,
    if((uniqExactIf(per_session.person, (per_session.is_current AND (ifNull((per_session.views > {p6:UInt8}), {p7:UInt8}) OR ifNull((per_session.conversions > {p8:UInt8}), {p9:UInt8})))) = {p10:UInt8}), NULL, (uniqExactIf(per_session.person, (per_session.is_current AND ifNull((per_session.conversions > {p11:UInt8}), {p12:UInt8}))) / uniqExactIf(per_session.person, (per_session.is_current AND (ifNull((per_session.views > {p13:UInt8}), {p14:UInt8}) OR ifNull((per_session.conversions > {p15:UInt8}), {p16:UInt8})))))) AS conversion_rate_current,
    uniqExactIf(per_session.person, (per_session.is_previous AND (ifNull((per_session.views > {p17:UInt8}), {p18:UInt8}) OR ifNull((per_session.conversions > {p19:UInt8}), {p20:UInt8})))) AS visitors_previous,
    sumIf(per_session.conversions, per_session.is_previous) AS total_conversions_previous,
    uniqExactIf(per_session.person, (per_session.is_previous AND ifNull((per_session.conversions > {p21:UInt8}), {p22:UInt8}))) AS unique_conversions_previous,
    if((uniqExactIf(per_session.person, (per_session.is_previous AND (ifNull((per_session.views > {p23:UInt8}), {p24:UInt8}) OR ifNull((per_session.conversions > {p25:UInt8}), {p26:UInt8})))) = {p27:UInt8}), NULL, (uniqExactIf(per_session.person, (per_session.is_previous AND ifNull((per_session.conversions > {p28:UInt8}), {p29:UInt8}))) / uniqExactIf(per_session.person, (per_session.is_previous AND (ifNull((per_session.views > {p30:UInt8}), {p31:UInt8}) OR ifNull((per_session.conversions > {p32:UInt8}), {p33:UInt8})))))) AS conversion_rate_previous
FROM
(
    SELECT
        each_visit.session_key AS session_key,
        tupleElement(each_visit.visit, {p34:UInt8}) AS value,
        any(each_visit.person) AS person,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        sum(tupleElement(each_visit.visit, {p35:UInt8})) AS views,
        sum(tupleElement(each_visit.visit, {p36:UInt8})) AS conversions
    FROM
    (
        SELECT
            sessions_seen.session_key AS session_key,
            sessions_seen.person AS person,
            sessions_seen.bounced AS bounced,
            sessions_seen.is_current AS is_current,
            sessions_seen.is_previous AS is_previous,
            arrayJoin(sessions_seen.visits) AS visit
        FROM
        (
            SELECT
                events.properties.`$session_id` AS session_key,
                anyIf(events.person_id, (((events.event IN ({p37:Array(String)})) AND ((events.timestamp >= {p38:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p39:DateTime64(6, 'UTC')}))) OR ((events.event = {p40:String}) AND ((events.timestamp >= {p41:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p42:DateTime64(6, 'UTC')}))))) AS person,
                countIf(((events.event IN ({p43:Array(String)})) AND ((events.timestamp >= {p44:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p45:DateTime64(6, 'UTC')})))) AS views,
                countIf(((events.event = {p46:String}) AND ((events.timestamp >= {p47:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p48:DateTime64(6, 'UTC')})))) AS conversions,
                dateDiff({p49:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p50:String})) = {p51:UInt8}), NULL, ((countIf((events.event = {p52:String})) <= {p53:UInt8}) AND (countIf((events.event = {p54:String})) = {p55:UInt8}) AND (dateDiff({p56:String}, min(events.timestamp), max(events.timestamp)) < {p57:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p58:DateTime64(6, 'UTC')}), {p59:UInt8}) AND ifNull((min(events.timestamp) <= {p60:DateTime64(6, 'UTC')}), {p61:UInt8})) AS is_current,
                {p62:Bool} AS is_previous,
                array(tuple(nullIf(toString(multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p63:Array(String)})))))), {p64:String}), {p65:UInt8}), {p66:String}, ((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p67:Array(String)})))))) IN ({p68:Array(String)})) OR ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p69:Array(String)})))))), {p70:String}), {p71:UInt8}) OR isNotNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.gclid), {p72:String}), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p73:String})), nullIf(toJSONString(events.properties.^gclid), {p74:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.gclid), {p75:String}), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p76:String})), nullIf(toJSONString(events.properties.^gclid), {p77:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.gclid), {p78:String}), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p79:String})), nullIf(toJSONString(events.properties.^gclid), {p80:String}))) NOT IN ({p81:Array(String)}))))) OR isNotNull(toString(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p82:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p83:String})), nullIf(toJSONString(events.properties.^gad_source), {p84:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p85:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p86:String})), nullIf(toJSONString(events.properties.^gad_source), {p87:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p88:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p89:String})), nullIf(toJSONString(events.properties.^gad_source), {p90:String}))) NOT IN ({p91:Array(String)}))))))), coalesce(multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p92:Array(String)})))))), {p93:String}), {p94:UInt8}), {p95:String}, ifNull((lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p96:Array(String)})))))) = {p97:String}), {p98:UInt8}), {p99:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p100:Array(String)})))))), {p101:String}), {p102:UInt8}), {p103:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p104:Array(String)})))))), {p105:String}), {p106:UInt8}), {p107:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p108:Array(String)})))))), {p109:String}), {p110:UInt8}), {p111:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p112:Array(String)})))))), {p113:String}), {p114:UInt8}), {p115:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p116:Array(String)})))))), {p117:String}), {p118:UInt8}), {p119:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p120:Array(String)})))))), {p121:String}), {p122:UInt8}), {p123:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p124:Array(String)})))))), {p125:String}), {p126:UInt8}), {p127:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p128:Array(String)})))))), {p129:String}), {p130:UInt8}), {p131:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p132:Array(String)})))))) = {p133:String}), {p134:UInt8}), {p135:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p136:Array(String)})))))) = {p137:String}), {p138:UInt8}), {p139:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p140:Array(String)})))))) = {p141:String}), {p142:UInt8}), {p143:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p144:Array(String)})))))) = {p145:String}), {p146:UInt8}), {p147:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p148:Array(String)})))))) IN ({p149:Array(String)})), {p150:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p151:Array(String)})))))) IN ({p152:Array(String)})), {p153:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p154:Array(String)})))))), {p155:String}), {p156:UInt8}), {p157:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p158:Array(String)})))))) = {p159:String}), {p160:UInt8}), {p161:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p162:Array(String)})))))), {p163:String}), {p164:UInt8}), {p165:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p166:Array(String)})))))), {p167:String}), {p168:UInt8}), {p169:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p170:Array(String)})))))), {p171:String}), {p172:UInt8}), {p173:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p174:Array(String)})))))), {p175:String}), {p176:UInt8}), {p177:String}, NULL), multiIf(ifNull((toString(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p178:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p179:String})), nullIf(toJSONString(events.properties.^gad_source), {p180:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p181:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p182:String})), nullIf(toJSONString(events.properties.^gad_source), {p183:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p184:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p185:String})), nullIf(toJSONString(events.properties.^gad_source), {p186:String}))) NOT IN ({p187:Array(String)}))))) = {p188:String}), {p189:UInt8}), {p190:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p191:Array(String)})))))), {p192:String}), {p193:UInt8}), {p194:String}, isNotNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p195:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p196:String})), nullIf(toJSONString(events.properties.^fbclid), {p197:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p198:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p199:String})), nullIf(toJSONString(events.properties.^fbclid), {p200:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p201:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p202:String})), nullIf(toJSONString(events.properties.^fbclid), {p203:String}))) NOT IN ({p204:Array(String)}))))), {p205:String}, {p206:String})), (ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p207:Array(String)})))))) = {p208:String}), {p209:UInt8}) AND (isNull(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p210:Array(String)}))))))) AND (isNull(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p211:Array(String)}))))))) OR (lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p212:Array(String)})))))) IN ({p213:Array(String)}))) AND isNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p214:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p215:String})), nullIf(toJSONString(events.properties.^fbclid), {p216:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p217:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p218:String})), nullIf(toJSONString(events.properties.^fbclid), {p219:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p220:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p221:String})), nullIf(toJSONString(events.properties.^fbclid), {p222:String}))) NOT IN ({p223:Array(String)}))))))), {p224:String}, coalesce(multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p225:Array(String)})))))), {p226:String}), {p227:UInt8}), {p228:String}, ifNull((lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p229:Array(String)})))))) = {p230:String}), {p231:UInt8}), {p232:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p233:Array(String)})))))), {p234:String}), {p235:UInt8}), {p236:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p237:Array(String)})))))), {p238:String}), {p239:UInt8}), {p240:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p241:Array(String)})))))), {p242:String}), {p243:UInt8}), {p244:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (isNotNull(events.properties.utm_source) AND (toString(events.properties.utm_source) NOT IN ({p245:Array(String)})))))), {p246:String}), {p247:UInt8}), {p248:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p249:Array(String)})))))), {p250:String}), {p251:UInt8}), {p252:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p253:Array(String)})))))), {p254:String}), {p255:UInt8}), {p256:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p257:Array(String)})))))), {p258:String}), {p259:UInt8}), {p260:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p261:Array(String)})))))), {p262:String}), {p263:UInt8}), {p264:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p265:Array(String)})))))) = {p266:String}), {p267:UInt8}), {p268:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p269:Array(String)})))))) = {p270:String}), {p271:UInt8}), {p272:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p273:Array(String)})))))) = {p274:String}), {p275:UInt8}), {p276:String}, ifNull((lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p277:Array(String)})))))) = {p278:String}), {p279:UInt8}), {p280:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p281:Array(String)})))))) IN ({p282:Array(String)})), {p283:String}, (lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p284:Array(String)})))))) IN ({p285:Array(String)})), {p286:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p287:Array(String)})))))), {p288:String}), {p289:UInt8}), {p290:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p291:Array(String)})))))) = {p292:String}), {p293:UInt8}), {p294:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p295:Array(String)})))))), {p296:String}), {p297:UInt8}), {p298:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p299:Array(String)})))))), {p300:String}), {p301:UInt8}), {p302:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p303:Array(String)})))))), {p304:String}), {p305:UInt8}), {p306:String}, ifNull(match(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p307:Array(String)})))))), {p308:String}), {p309:UInt8}), {p310:String}, NULL), multiIf(ifNull(match(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (isNotNull(events.properties.utm_campaign) AND (toString(events.properties.utm_campaign) NOT IN ({p311:Array(String)})))))), {p312:String}), {p313:UInt8}), {p314:String}, ifNull(match(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (isNotNull(events.properties.utm_medium) AND (toString(events.properties.utm_medium) NOT IN ({p315:Array(String)})))))), {p316:String}), {p317:UInt8}), {p318:String}, isNotNull(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p319:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p320:String})), nullIf(toJSONString(events.properties.^fbclid), {p321:String})), events.timestamp, (isNotNull(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p322:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p323:String})), nullIf(toJSONString(events.properties.^fbclid), {p324:String}))) AND (toString(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p325:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p326:String})), nullIf(toJSONString(events.properties.^fbclid), {p327:String}))) NOT IN ({p328:Array(String)}))))), {p329:String}, ifNull((lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p330:Array(String)})))))) = {p331:String}), {p332:UInt8}), {p333:String}, isNotNull(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (isNotNull(events.properties.`$referring_domain`) AND (toString(events.properties.`$referring_domain`) NOT IN ({p334:Array(String)}))))))), {p335:String}, {p336:String})))), {p337:String}), countIf(((events.event IN ({p338:Array(String)})) AND ((events.timestamp >= {p339:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p340:DateTime64(6, 'UTC')})))), countIf(((events.event = {p341:String}) AND ((events.timestamp >= {p342:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p343:DateTime64(6, 'UTC')})))))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p344:Int64}) AND (((cityHash64(events.person_id) % {p345:UInt16}) < {p346:UInt16}) AND ((events.timestamp >= {p347:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p348:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((events.properties.`$session_id` = {p349:String}), {p350:UInt8}))))))
            GROUP BY session_key
            HAVING (((views > {p351:UInt8}) OR (conversions > {p352:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING {p353:Bool}
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
LIMIT {p355:UInt8}, {p354:UInt8}
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
-- p93 = "^(?:e-?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|outlook\\.live|outlook\\.office)\\.com$"
-- p94 = 0
-- p95 = "Email"
-- p96 = ["","null"]
-- p97 = "sms"
-- p98 = 0
-- p99 = "SMS"
-- p100 = ["","null"]
-- p101 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|flipkart|taobao|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$"
-- p102 = 0
-- p103 = "Paid Shopping"
-- p104 = ["","null"]
-- p105 = "(?:^|\\.)(?:youtube|youtu\\.be|vimeo|twitch|dailymotion|netflix|hulu|youku|iqiyi|wistia)(?:\\.[a-z.]{2,6})?$"
-- p106 = 0
-- p107 = "Paid Video"
-- p108 = ["","null"]
-- p109 = "(?:^|\\.)(?:facebook|fb|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|weibo|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|social|meta)(?:\\.[a-z.]{2,6})?$"
-- p110 = 0
-- p111 = "Paid Social"
-- p112 = ["","null"]
-- p113 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|baidu|ecosia|qwant|startpage|brave|naver|daum|seznam|aol|ask|sogou|kagi|dogpile|lycos|mojeek|presearch|swisscows|adwords)(?:\\.[a-z.]{2,6})?$"
-- p114 = 0
-- p115 = "Paid Search"
-- p116 = ["","null"]
-- p117 = "(?:^|[^a-df-z])shop|shopping"
-- p118 = 0
-- p119 = "Paid Shopping"
-- p120 = ["","null"]
-- p121 = "^(?:social(?:[-_ ]?(?:network|media))?|sm)$"
-- p122 = 0
-- p123 = "Paid Social"
-- p124 = ["","null"]
-- p125 = "^e[-_ ]?mail$"
-- p126 = 0
-- p127 = "Email"
-- p128 = ["","null"]
-- p129 = "^affiliates?$"
-- p130 = 0
-- p131 = "Affiliate"
-- p132 = ["","null"]
-- p133 = "audio"
-- p134 = 0
-- p135 = "Audio"
-- p136 = ["","null"]
-- p137 = "sms"
-- p138 = 0
-- p139 = "SMS"
-- p140 = ["","null"]
-- p141 = "video"
-- p142 = 0
-- p143 = "Paid Video"
-- p144 = ["","null"]
-- p145 = "organic"
-- p146 = 0
-- p147 = "Paid Search"
-- p148 = ["","null"]
-- p149 = ["push","mobile","notification"]
-- p150 = "Push"
-- p151 = ["","null"]
-- p152 = ["referral","app","link"]
-- p153 = "Referral"
-- p154 = ["","null"]
-- p155 = "^(?:e-?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|outlook\\.live|outlook\\.office)\\.com$"
-- p156 = 0
-- p157 = "Email"
-- p158 = ["","null"]
-- p159 = "sms"
-- p160 = 0
-- p161 = "SMS"
-- p162 = ["","null"]
-- p163 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|flipkart|taobao|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$"
-- p164 = 0
-- p165 = "Paid Shopping"
-- p166 = ["","null"]
-- p167 = "(?:^|\\.)(?:youtube|youtu\\.be|vimeo|twitch|dailymotion|netflix|hulu|youku|iqiyi|wistia)(?:\\.[a-z.]{2,6})?$"
-- p168 = 0
-- p169 = "Paid Video"
-- p170 = ["","null"]
-- p171 = "(?:^|\\.)(?:facebook|fb|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|weibo|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|social|meta)(?:\\.[a-z.]{2,6})?$"
-- p172 = 0
-- p173 = "Paid Social"
-- p174 = ["","null"]
-- p175 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|baidu|ecosia|qwant|startpage|brave|naver|daum|seznam|aol|ask|sogou|kagi|dogpile|lycos|mojeek|presearch|swisscows|adwords)(?:\\.[a-z.]{2,6})?$"
-- p176 = 0
-- p177 = "Paid Search"
-- p178 = "Array"
-- p179 = "Nullable(String)"
-- p180 = "{}"
-- p181 = "Array"
-- p182 = "Nullable(String)"
-- p183 = "{}"
-- p184 = "Array"
-- p185 = "Nullable(String)"
-- p186 = "{}"
-- p187 = ["","null"]
-- p188 = "1"
-- p189 = 0
-- p190 = "Paid Search"
-- p191 = ["","null"]
-- p192 = "video"
-- p193 = 0
-- p194 = "Paid Video"
-- p195 = "Array"
-- p196 = "Nullable(String)"
-- p197 = "{}"
-- p198 = "Array"
-- p199 = "Nullable(String)"
-- p200 = "{}"
-- p201 = "Array"
-- p202 = "Nullable(String)"
-- p203 = "{}"
-- p204 = ["","null"]
-- p205 = "Paid Social"
-- p206 = "Paid Unknown"
-- p207 = ["","null"]
-- p208 = "$direct"
-- p209 = 0
-- p210 = ["","null"]
-- p211 = ["","null"]
-- p212 = ["","null"]
-- p213 = ["direct","(direct)","$direct"]
-- p214 = "Array"
-- p215 = "Nullable(String)"
-- p216 = "{}"
-- p217 = "Array"
-- p218 = "Nullable(String)"
-- p219 = "{}"
-- p220 = "Array"
-- p221 = "Nullable(String)"
-- p222 = "{}"
-- p223 = ["","null"]
-- p224 = "Direct"
-- p225 = ["","null"]
-- p226 = "^(?:e-?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|outlook\\.live|outlook\\.office)\\.com$"
-- p227 = 0
-- p228 = "Email"
-- p229 = ["","null"]
-- p230 = "sms"
-- p231 = 0
-- p232 = "SMS"
-- p233 = ["","null"]
-- p234 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|flipkart|taobao|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$"
-- p235 = 0
-- p236 = "Organic Shopping"
-- p237 = ["","null"]
-- p238 = "(?:^|\\.)(?:youtube|youtu\\.be|vimeo|twitch|dailymotion|netflix|hulu|youku|iqiyi|wistia)(?:\\.[a-z.]{2,6})?$"
-- p239 = 0
-- p240 = "Organic Video"
-- p241 = ["","null"]
-- p242 = "(?:^|\\.)(?:facebook|fb|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|weibo|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|social|meta)(?:\\.[a-z.]{2,6})?$"
-- p243 = 0
-- p244 = "Organic Social"
-- p245 = ["","null"]
-- p246 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|baidu|ecosia|qwant|startpage|brave|naver|daum|seznam|aol|ask|sogou|kagi|dogpile|lycos|mojeek|presearch|swisscows|adwords)(?:\\.[a-z.]{2,6})?$"
-- p247 = 0
-- p248 = "Organic Search"
-- p249 = ["","null"]
-- p250 = "(?:^|[^a-df-z])shop|shopping"
-- p251 = 0
-- p252 = "Organic Shopping"
-- p253 = ["","null"]
-- p254 = "^(?:social(?:[-_ ]?(?:network|media))?|sm)$"
-- p255 = 0
-- p256 = "Organic Social"
-- p257 = ["","null"]
-- p258 = "^e[-_ ]?mail$"
-- p259 = 0
-- p260 = "Email"
-- p261 = ["","null"]
-- p262 = "^affiliates?$"
-- p263 = 0
-- p264 = "Affiliate"
-- p265 = ["","null"]
-- p266 = "audio"
-- p267 = 0
-- p268 = "Audio"
-- p269 = ["","null"]
-- p270 = "sms"
-- p271 = 0
-- p272 = "SMS"
-- p273 = ["","null"]
-- p274 = "video"
-- p275 = 0
-- p276 = "Organic Video"
-- p277 = ["","null"]
-- p278 = "organic"
-- p279 = 0
-- p280 = "Organic Search"
-- p281 = ["","null"]
-- p282 = ["push","mobile","notification"]
-- p283 = "Push"
-- p284 = ["","null"]
-- p285 = ["referral","app","link"]
-- p286 = "Referral"
-- p287 = ["","null"]
-- p288 = "^(?:e-?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|outlook\\.live|outlook\\.office)\\.com$"
-- p289 = 0
-- p290 = "Email"
-- p291 = ["","null"]
-- p292 = "sms"
-- p293 = 0
-- p294 = "SMS"
-- p295 = ["","null"]
-- p296 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|flipkart|taobao|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$"
-- p297 = 0
-- p298 = "Organic Shopping"
-- p299 = ["","null"]
-- p300 = "(?:^|\\.)(?:youtube|youtu\\.be|vimeo|twitch|dailymotion|netflix|hulu|youku|iqiyi|wistia)(?:\\.[a-z.]{2,6})?$"
-- p301 = 0
-- p302 = "Organic Video"
-- p303 = ["","null"]
-- p304 = "(?:^|\\.)(?:facebook|fb|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|weibo|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|social|meta)(?:\\.[a-z.]{2,6})?$"
-- p305 = 0
-- p306 = "Organic Social"
-- p307 = ["","null"]
-- p308 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|baidu|ecosia|qwant|startpage|brave|naver|daum|seznam|aol|ask|sogou|kagi|dogpile|lycos|mojeek|presearch|swisscows|adwords)(?:\\.[a-z.]{2,6})?$"
-- p309 = 0
-- p310 = "Organic Search"
-- p311 = ["","null"]
-- p312 = "video"
-- p313 = 0
-- p314 = "Organic Video"
-- p315 = ["","null"]
-- p316 = "push$"
-- p317 = 0
-- p318 = "Push"
-- p319 = "Array"
-- p320 = "Nullable(String)"
-- p321 = "{}"
-- p322 = "Array"
-- p323 = "Nullable(String)"
-- p324 = "{}"
-- p325 = "Array"
-- p326 = "Nullable(String)"
-- p327 = "{}"
-- p328 = ["","null"]
-- p329 = "Organic Social"
-- p330 = ["","null"]
-- p331 = "$direct"
-- p332 = 0
-- p333 = "Direct"
-- p334 = ["","null"]
-- p335 = "Referral"
-- p336 = "Unknown"
-- p337 = ""
-- p338 = ["$pageview","$screen"]
-- p339 = "2024-03-04 00:00:00.000000"
-- p340 = "2024-03-08 23:59:59.999999"
-- p341 = "purchase"
-- p342 = "2024-03-04 00:00:00.000000"
-- p343 = "2024-03-08 23:59:59.999999"
-- p344 = 1
-- p345 = 10000
-- p346 = 5000
-- p347 = "2024-03-03 00:00:00.000000"
-- p348 = "2024-03-09 23:59:59.999000"
-- p349 = ""
-- p350 = 0
-- p351 = 0
-- p352 = 0
-- p353 = true
-- p354 = 101
-- p355 = 0
