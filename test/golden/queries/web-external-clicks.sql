-- rows
SELECT
    each_click.url AS url,
    uniqExactIf(each_click.visitor, each_click.is_current) AS visitors_current,
    countIf(each_click.is_current) AS clicks_current,
    uniqExactIf(each_click.visitor, each_click.is_previous) AS visitors_previous,
    countIf(each_click.is_previous) AS clicks_previous
FROM
(
    SELECT
        sessions_seen.visitor AS visitor,
        sessions_seen.is_current AS is_current,
        sessions_seen.is_previous AS is_previous,
        arrayJoin(sessions_seen.links) AS url
    FROM
    (
        SELECT
            events.properties.`$session_id` AS session_key,
            anyIf(events.person_id, ((events.event IN ({p0:Array(String)})) AND ((events.timestamp >= {p1:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p2:DateTime64(6, 'UTC')})))) AS person_key,
            countIf(((events.event IN ({p3:Array(String)})) AND ((events.timestamp >= {p4:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')})))) AS views,
            countIf({p6:Bool}) AS conversions,
            dateDiff({p7:String}, min(events.timestamp), max(events.timestamp)) AS duration,
            if((countIf((events.event = {p8:String})) = {p9:UInt8}), NULL, ((countIf((events.event = {p10:String})) <= {p11:UInt8}) AND (countIf((events.event = {p12:String})) = {p13:UInt8}) AND (dateDiff({p14:String}, min(events.timestamp), max(events.timestamp)) < {p15:UInt8}))) AS bounced,
            (ifNull((min(events.timestamp) >= {p16:DateTime64(6, 'UTC')}), {p17:UInt8}) AND ifNull((min(events.timestamp) <= {p18:DateTime64(6, 'UTC')}), {p19:UInt8})) AS is_current,
            {p20:Bool} AS is_previous,
            anyIf(events.person_id, (((events.event = {p21:String}) AND ifNull((events.properties.`$event_type` = {p22:String}), {p23:UInt8}) AND (ifNull(toString(if(isNull(CAST(events.properties.`$external_click_url`, {p24:String})), if(notEmpty(JSONAllPaths(events.properties.^`$external_click_url`)), toJSONString(events.properties.^`$external_click_url`), NULL), if((startsWith(CAST(events.properties.`$external_click_url`, {p25:String}), {p26:String}) AND startsWith(dynamicType(events.properties.`$external_click_url`), {p27:String})), toJSONString(events.properties.`$external_click_url`), CAST(events.properties.`$external_click_url`, {p28:String})))), {p29:String}) != {p30:String}) AND (cutToFirstSignificantSubdomain(ifNull(toString(if(isNull(CAST(events.properties.`$external_click_url`, {p31:String})), if(notEmpty(JSONAllPaths(events.properties.^`$external_click_url`)), toJSONString(events.properties.^`$external_click_url`), NULL), if((startsWith(CAST(events.properties.`$external_click_url`, {p32:String}), {p33:String}) AND startsWith(dynamicType(events.properties.`$external_click_url`), {p34:String})), toJSONString(events.properties.`$external_click_url`), CAST(events.properties.`$external_click_url`, {p35:String})))), {p36:String})) != cutToFirstSignificantSubdomain(ifNull(toString(events.properties.`$host`), {p37:String})))) AND ((events.timestamp >= {p38:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p39:DateTime64(6, 'UTC')})))) AS visitor,
            groupArrayIf(cutQueryStringAndFragment(ifNull(toString(if(isNull(CAST(events.properties.`$external_click_url`, {p40:String})), if(notEmpty(JSONAllPaths(events.properties.^`$external_click_url`)), toJSONString(events.properties.^`$external_click_url`), NULL), if((startsWith(CAST(events.properties.`$external_click_url`, {p41:String}), {p42:String}) AND startsWith(dynamicType(events.properties.`$external_click_url`), {p43:String})), toJSONString(events.properties.`$external_click_url`), CAST(events.properties.`$external_click_url`, {p44:String})))), {p45:String})), (((events.event = {p46:String}) AND ifNull((events.properties.`$event_type` = {p47:String}), {p48:UInt8}) AND (ifNull(toString(if(isNull(CAST(events.properties.`$external_click_url`, {p49:String})), if(notEmpty(JSONAllPaths(events.properties.^`$external_click_url`)), toJSONString(events.properties.^`$external_click_url`), NULL), if((startsWith(CAST(events.properties.`$external_click_url`, {p50:String}), {p51:String}) AND startsWith(dynamicType(events.properties.`$external_click_url`), {p52:String})), toJSONString(events.properties.`$external_click_url`), CAST(events.properties.`$external_click_url`, {p53:String})))), {p54:String}) != {p55:String}) AND (cutToFirstSignificantSubdomain(ifNull(toString(if(isNull(CAST(events.properties.`$external_click_url`, {p56:String})), if(notEmpty(JSONAllPaths(events.properties.^`$external_click_url`)), toJSONString(events.properties.^`$external_click_url`), NULL), if((startsWith(CAST(events.properties.`$external_click_url`, {p57:String}), {p58:String}) AND startsWith(dynamicType(events.properties.`$external_click_url`), {p59:String})), toJSONString(events.properties.`$external_click_url`), CAST(events.properties.`$external_click_url`, {p60:String})))), {p61:String})) != cutToFirstSignificantSubdomain(ifNull(toString(events.properties.`$host`), {p62:String})))) AND ((events.timestamp >= {p63:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p64:DateTime64(6, 'UTC')})))) AS links
        FROM events AS events
        WHERE ((events.team_id = {p65:Int64}) AND ((events.timestamp >= {p66:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p67:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p68:String}), {p69:UInt8}))))
        GROUP BY session_key
        HAVING (((views > {p70:UInt8}) OR (conversions > {p71:UInt8}) OR notEmpty(links)) AND (is_current OR is_previous))
    ) AS sessions_seen
) AS each_click
GROUP BY each_click.url
ORDER BY
    clicks_current DESC,
    each_click.url ASC
LIMIT {p73:UInt8}, {p72:UInt8}
-- p0 = ["$pageview","$screen"]
-- p1 = "2024-03-04 00:00:00.000000"
-- p2 = "2024-03-08 23:59:59.999999"
-- p3 = ["$pageview","$screen"]
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "2024-03-08 23:59:59.999999"
-- p6 = false
-- p7 = "second"
-- p8 = "$pageview"
-- p9 = 0
-- p10 = "$pageview"
-- p11 = 1
-- p12 = "$autocapture"
-- p13 = 0
-- p14 = "second"
-- p15 = 10
-- p16 = "2024-03-04 00:00:00.000000"
-- p17 = 0
-- p18 = "2024-03-08 23:59:59.999999"
-- p19 = 0
-- p20 = false
-- p21 = "$autocapture"
-- p22 = "click"
-- p23 = 0
-- p24 = "Nullable(String)"
-- p25 = "Nullable(String)"
-- p26 = "["
-- p27 = "Array"
-- p28 = "Nullable(String)"
-- p29 = ""
-- p30 = ""
-- p31 = "Nullable(String)"
-- p32 = "Nullable(String)"
-- p33 = "["
-- p34 = "Array"
-- p35 = "Nullable(String)"
-- p36 = ""
-- p37 = ""
-- p38 = "2024-03-04 00:00:00.000000"
-- p39 = "2024-03-08 23:59:59.999999"
-- p40 = "Nullable(String)"
-- p41 = "Nullable(String)"
-- p42 = "["
-- p43 = "Array"
-- p44 = "Nullable(String)"
-- p45 = ""
-- p46 = "$autocapture"
-- p47 = "click"
-- p48 = 0
-- p49 = "Nullable(String)"
-- p50 = "Nullable(String)"
-- p51 = "["
-- p52 = "Array"
-- p53 = "Nullable(String)"
-- p54 = ""
-- p55 = ""
-- p56 = "Nullable(String)"
-- p57 = "Nullable(String)"
-- p58 = "["
-- p59 = "Array"
-- p60 = "Nullable(String)"
-- p61 = ""
-- p62 = ""
-- p63 = "2024-03-04 00:00:00.000000"
-- p64 = "2024-03-08 23:59:59.999999"
-- p65 = 1
-- p66 = "2024-03-03 00:00:00.000000"
-- p67 = "2024-03-09 23:59:59.999000"
-- p68 = ""
-- p69 = 0
-- p70 = 0
-- p71 = 0
-- p72 = 101
-- p73 = 0
