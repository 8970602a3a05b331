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
        tupleElement(each_visit.visit, {p15:UInt8}) AS value,
        any(each_visit.person_key) AS person_key,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        sum(tupleElement(each_visit.visit, {p16:UInt8})) AS views,
        sum(tupleElement(each_visit.visit, {p17:UInt8})) AS conversions
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
                anyIf(events.person_id, ((events.event IN ({p18:Array(String)})) AND ((events.timestamp >= {p19:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p20:DateTime64(6, 'UTC')})))) AS person_key,
                countIf(((events.event IN ({p21:Array(String)})) AND ((events.timestamp >= {p22:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p23:DateTime64(6, 'UTC')})))) AS views,
                countIf({p24:Bool}) AS conversions,
                dateDiff({p25:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p26:String})) = {p27:UInt8}), NULL, ((countIf((events.event = {p28:String})) <= {p29:UInt8}) AND (countIf((events.event = {p30:String})) = {p31:UInt8}) AND (dateDiff({p32:String}, min(events.timestamp), max(events.timestamp)) < {p33:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p34:DateTime64(6, 'UTC')}), {p35:UInt8}) AND ifNull((min(events.timestamp) <= {p36:DateTime64(6, 'UTC')}), {p37:UInt8})) AS is_current,
                {p38:Bool} AS is_previous,
                groupArrayIf(tuple(nullIf(toString(events.properties.`$browser_language`), {p39:String}), if(((events.event IN ({p40:Array(String)})) AND ((events.timestamp >= {p41:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p42:DateTime64(6, 'UTC')}))), {p43:UInt8}, {p44:UInt8}), if({p45:Bool}, {p46:UInt8}, {p47:UInt8})), ((events.event IN ({p48:Array(String)})) AND ((events.timestamp >= {p49:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p50:DateTime64(6, 'UTC')})))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p51:Int64}) AND ((events.timestamp >= {p52:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p53:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p54:String}), {p55:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p56:UInt8}) OR (conversions > {p57:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING {p58:Bool}
ORDER BY
    visitors_current DESC,
    visitors_previous DESC,
    views_current DESC,
    views_previous DESC,
    shown ASC
LIMIT {p60:UInt8}, {p59:UInt8}
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
-- p15 = 1
-- p16 = 2
-- p17 = 3
-- p18 = ["$pageview","$screen"]
-- p19 = "2024-03-04 00:00:00.000000"
-- p20 = "2024-03-08 23:59:59.999999"
-- p21 = ["$pageview","$screen"]
-- p22 = "2024-03-04 00:00:00.000000"
-- p23 = "2024-03-08 23:59:59.999999"
-- p24 = false
-- p25 = "second"
-- p26 = "$pageview"
-- p27 = 0
-- p28 = "$pageview"
-- p29 = 1
-- p30 = "$autocapture"
-- p31 = 0
-- p32 = "second"
-- p33 = 10
-- p34 = "2024-03-04 00:00:00.000000"
-- p35 = 0
-- p36 = "2024-03-08 23:59:59.999999"
-- p37 = 0
-- p38 = false
-- p39 = ""
-- p40 = ["$pageview","$screen"]
-- p41 = "2024-03-04 00:00:00.000000"
-- p42 = "2024-03-08 23:59:59.999999"
-- p43 = 1
-- p44 = 0
-- p45 = false
-- p46 = 1
-- p47 = 0
-- p48 = ["$pageview","$screen"]
-- p49 = "2024-03-04 00:00:00.000000"
-- p50 = "2024-03-08 23:59:59.999999"
-- p51 = 1
-- p52 = "2024-03-03 00:00:00.000000"
-- p53 = "2024-03-09 23:59:59.999000"
-- p54 = ""
-- p55 = 0
-- p56 = 0
-- p57 = 0
-- p58 = true
-- p59 = 101
-- p60 = 0
