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
            anyIf(events.person_id, (((events.event = {p21:String}) AND ifNull((events.properties.`$event_type` = {p22:String}), {p23:UInt8}) AND (ifNull(toString(coalesce(if(startsWith(dynamicType(events.properties.`$external_click_url`), {p24:String}), toJSONString(events.properties.`$external_click_url`), CAST(events.properties.`$external_click_url`, {p25:String})), nullIf(toJSONString(events.properties.^`$external_click_url`), {p26:String}))), {p27:String}) != {p28:String}) AND (cutToFirstSignificantSubdomain(ifNull(toString(coalesce(if(startsWith(dynamicType(events.properties.`$external_click_url`), {p29:String}), toJSONString(events.properties.`$external_click_url`), CAST(events.properties.`$external_click_url`, {p30:String})), nullIf(toJSONString(events.properties.^`$external_click_url`), {p31:String}))), {p32:String})) != cutToFirstSignificantSubdomain(ifNull(toString(events.properties.`$host`), {p33:String})))) AND ((events.timestamp >= {p34:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p35:DateTime64(6, 'UTC')})))) AS visitor,
            groupArrayIf(cutQueryStringAndFragment(ifNull(toString(coalesce(if(startsWith(dynamicType(events.properties.`$external_click_url`), {p36:String}), toJSONString(events.properties.`$external_click_url`), CAST(events.properties.`$external_click_url`, {p37:String})), nullIf(toJSONString(events.properties.^`$external_click_url`), {p38:String}))), {p39:String})), (((events.event = {p40:String}) AND ifNull((events.properties.`$event_type` = {p41:String}), {p42:UInt8}) AND (ifNull(toString(coalesce(if(startsWith(dynamicType(events.properties.`$external_click_url`), {p43:String}), toJSONString(events.properties.`$external_click_url`), CAST(events.properties.`$external_click_url`, {p44:String})), nullIf(toJSONString(events.properties.^`$external_click_url`), {p45:String}))), {p46:String}) != {p47:String}) AND (cutToFirstSignificantSubdomain(ifNull(toString(coalesce(if(startsWith(dynamicType(events.properties.`$external_click_url`), {p48:String}), toJSONString(events.properties.`$external_click_url`), CAST(events.properties.`$external_click_url`, {p49:String})), nullIf(toJSONString(events.properties.^`$external_click_url`), {p50:String}))), {p51:String})) != cutToFirstSignificantSubdomain(ifNull(toString(events.properties.`$host`), {p52:String})))) AND ((events.timestamp >= {p53:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p54:DateTime64(6, 'UTC')})))) AS links
        FROM events AS events
        WHERE ((events.team_id = {p55:Int64}) AND ((events.timestamp >= {p56:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p57:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p58:String}), {p59:UInt8}))))
        GROUP BY session_key
        HAVING (((views > {p60:UInt8}) OR (conversions > {p61:UInt8}) OR notEmpty(links)) AND (is_current OR is_previous))
    ) AS sessions_seen
) AS each_click
GROUP BY each_click.url
ORDER BY
    clicks_current DESC,
    each_click.url ASC
LIMIT {p63:UInt8}, {p62:UInt8}
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
-- p24 = "Array"
-- p25 = "Nullable(String)"
-- p26 = "{}"
-- p27 = ""
-- p28 = ""
-- p29 = "Array"
-- p30 = "Nullable(String)"
-- p31 = "{}"
-- p32 = ""
-- p33 = ""
-- p34 = "2024-03-04 00:00:00.000000"
-- p35 = "2024-03-08 23:59:59.999999"
-- p36 = "Array"
-- p37 = "Nullable(String)"
-- p38 = "{}"
-- p39 = ""
-- p40 = "$autocapture"
-- p41 = "click"
-- p42 = 0
-- p43 = "Array"
-- p44 = "Nullable(String)"
-- p45 = "{}"
-- p46 = ""
-- p47 = ""
-- p48 = "Array"
-- p49 = "Nullable(String)"
-- p50 = "{}"
-- p51 = ""
-- p52 = ""
-- p53 = "2024-03-04 00:00:00.000000"
-- p54 = "2024-03-08 23:59:59.999999"
-- p55 = 1
-- p56 = "2024-03-03 00:00:00.000000"
-- p57 = "2024-03-09 23:59:59.999000"
-- p58 = ""
-- p59 = 0
-- p60 = 0
-- p61 = 0
-- p62 = 101
-- p63 = 0
