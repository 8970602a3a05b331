-- rows
SELECT
    if(isNull(per_session.value), NULL, arrayElement(splitByChar({p0:String}, assumeNotNull(per_session.value)), {p1:UInt8})) AS shown,
    arrayElement(arraySort(region -> countEqual(groupArray(arrayElement(splitByChar({p2:String}, assumeNotNull(per_session.value)), {p3:UInt8})), region), arrayReverseSort(arrayDistinct(groupArray(arrayElement(splitByChar({p4:String}, assumeNotNull(per_session.value)), {p5:UInt8}))))), {p6:Int8}) AS region,
    uniqExactIf(per_session.person_key, (per_session.is_current AND (ifNull((per_session.views > {p7:UInt8}), {p8:UInt8}) OR ifNull((per_session.conversions > {p9:UInt8}), {p10:UInt8})))) AS visitors_current,
    sumIf(per_session.views, per_session.is_current) AS views_current,
    uniqExactIf(per_session.person_key, (per_session.is_previous AND (ifNull((per_session.views > {p11:UInt8}), {p12:UInt8}) OR ifNull((per_session.conversions > {p13:UInt8}), {p14:UInt8})))) AS visitors_previous,
    sumIf(per_session.views, per_session.is_previous) AS views_previous
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
                anyIf(events.person_id, ((events.event IN ({p15:Array(String)})) AND ((events.timestamp >= {p16:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p17:DateTime64(6, 'UTC')})))) AS person_key,
                countIf(((events.event IN ({p18:Array(String)})) AND ((events.timestamp >= {p19:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p20:DateTime64(6, 'UTC')})))) AS views,
                countIf({p21:Bool}) AS conversions,
                dateDiff({p22:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p23:String})) = {p24:UInt8}), NULL, ((countIf((events.event = {p25:String})) <= {p26:UInt8}) AND (countIf((events.event = {p27:String})) = {p28:UInt8}) AND (dateDiff({p29:String}, min(events.timestamp), max(events.timestamp)) < {p30:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p31:DateTime64(6, 'UTC')}), {p32:UInt8}) AND ifNull((min(events.timestamp) <= {p33:DateTime64(6, 'UTC')}), {p34:UInt8})) AS is_current,
                {p35:Bool} AS is_previous,
                groupArrayIf(tuple(nullIf(toString(events.properties.`$browser_language`), {p36:String}), if(((events.event IN ({p37:Array(String)})) AND ((events.timestamp >= {p38:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p39:DateTime64(6, 'UTC')}))), {p40:UInt8}, {p41:UInt8}), if({p42:Bool}, {p43:UInt8}, {p44:UInt8})), ((events.event IN ({p45:Array(String)})) AND ((events.timestamp >= {p46:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p47:DateTime64(6, 'UTC')})))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p48:Int64}) AND ((events.timestamp >= {p49:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p50:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p51:String}), {p52:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p53:UInt8}) OR (conversions > {p54:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING {p55:Bool}
ORDER BY
    visitors_current DESC,
    visitors_previous DESC,
    views_current DESC,
    views_previous DESC,
    shown ASC
LIMIT {p57:UInt8}, {p56:UInt8}
-- p0 = "-"
-- p1 = 1
-- p2 = "-"
-- p3 = 2
-- p4 = "-"
-- p5 = 2
-- p6 = -1
-- p7 = 0
-- p8 = 0
-- p9 = 0
-- p10 = 0
-- p11 = 0
-- p12 = 0
-- p13 = 0
-- p14 = 0
-- p15 = ["$pageview","$screen"]
-- p16 = "2024-03-04 00:00:00.000000"
-- p17 = "2024-03-08 23:59:59.999999"
-- p18 = ["$pageview","$screen"]
-- p19 = "2024-03-04 00:00:00.000000"
-- p20 = "2024-03-08 23:59:59.999999"
-- p21 = false
-- p22 = "second"
-- p23 = "$pageview"
-- p24 = 0
-- p25 = "$pageview"
-- p26 = 1
-- p27 = "$autocapture"
-- p28 = 0
-- p29 = "second"
-- p30 = 10
-- p31 = "2024-03-04 00:00:00.000000"
-- p32 = 0
-- p33 = "2024-03-08 23:59:59.999999"
-- p34 = 0
-- p35 = false
-- p36 = ""
-- p37 = ["$pageview","$screen"]
-- p38 = "2024-03-04 00:00:00.000000"
-- p39 = "2024-03-08 23:59:59.999999"
-- p40 = 1
-- p41 = 0
-- p42 = false
-- p43 = 1
-- p44 = 0
-- p45 = ["$pageview","$screen"]
-- p46 = "2024-03-04 00:00:00.000000"
-- p47 = "2024-03-08 23:59:59.999999"
-- p48 = 1
-- p49 = "2024-03-03 00:00:00.000000"
-- p50 = "2024-03-09 23:59:59.999000"
-- p51 = ""
-- p52 = 0
-- p53 = 0
-- p54 = 0
-- p55 = true
-- p56 = 101
-- p57 = 0
