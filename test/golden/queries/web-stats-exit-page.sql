-- rows
SELECT
    per_session.value AS shown,
    uniqExactIf(per_session.person_key, (per_session.is_current AND (ifNull((per_session.views > {p0:UInt8}), {p1:UInt8}) OR ifNull((per_session.conversions > {p2:UInt8}), {p3:UInt8})))) AS visitors_current,
    sumIf(per_session.views, per_session.is_current) AS views_current,
    uniqExactIf(per_session.person_key, (per_session.is_previous AND (ifNull((per_session.views > {p4:UInt8}), {p5:UInt8}) OR ifNull((per_session.conversions > {p6:UInt8}), {p7:UInt8})))) AS visitors_previous,
    sumIf(per_session.views, per_session.is_previous) AS views_previous
FROM
(
    SELECT
        each_visit.session_key AS session_key,
        tupleElement(each_visit.visit, {p8:UInt8}) AS value,
        any(each_visit.person_key) AS person_key,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        sum(tupleElement(each_visit.visit, {p9:UInt8})) AS views,
        sum(tupleElement(each_visit.visit, {p10:UInt8})) AS conversions
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
                anyIf(events.person_id, ((events.event IN ({p11:Array(String)})) AND (((events.timestamp >= {p12:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p13:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p14:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p15:DateTime64(6, 'UTC')}))))) AS person_key,
                countIf(((events.event IN ({p16:Array(String)})) AND (((events.timestamp >= {p17:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p18:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p19:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p20:DateTime64(6, 'UTC')}))))) AS views,
                countIf({p21:Bool}) AS conversions,
                dateDiff({p22:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p23:String})) = {p24:UInt8}), NULL, ((countIf((events.event = {p25:String})) <= {p26:UInt8}) AND (countIf((events.event = {p27:String})) = {p28:UInt8}) AND (dateDiff({p29:String}, min(events.timestamp), max(events.timestamp)) < {p30:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p31:DateTime64(6, 'UTC')}), {p32:UInt8}) AND ifNull((min(events.timestamp) <= {p33:DateTime64(6, 'UTC')}), {p34:UInt8})) AS is_current,
                (ifNull((min(events.timestamp) >= {p35:DateTime64(6, 'UTC')}), {p36:UInt8}) AND ifNull((min(events.timestamp) <= {p37:DateTime64(6, 'UTC')}), {p38:UInt8})) AS is_previous,
                array(tuple(argMaxIf(coalesce(nullIf(toString(events.properties.`$pathname`), {p39:String}), nullIf(toString(path(events.properties.`$current_url`)), {p40:String})), events.timestamp, isNotNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p41:String}), nullIf(toString(path(events.properties.`$current_url`)), {p42:String})))), countIf(((events.event IN ({p43:Array(String)})) AND (((events.timestamp >= {p44:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p45:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p46:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p47:DateTime64(6, 'UTC')}))))), countIf({p48:Bool}))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p49:Int64}) AND ((events.timestamp >= {p50:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p51:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p52:String}), {p53:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p54:UInt8}) OR (conversions > {p55:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING {p56:Bool}
ORDER BY
    visitors_current DESC,
    visitors_previous DESC,
    views_current DESC,
    views_previous DESC,
    shown ASC
LIMIT {p58:UInt8}, {p57:UInt8}
-- p0 = 0
-- p1 = 0
-- p2 = 0
-- p3 = 0
-- p4 = 0
-- p5 = 0
-- p6 = 0
-- p7 = 0
-- p8 = 1
-- p9 = 2
-- p10 = 3
-- p11 = ["$pageview","$screen"]
-- p12 = "2024-03-04 00:00:00.000000"
-- p13 = "2024-03-08 23:59:59.999999"
-- p14 = "2024-02-26 00:00:00.000000"
-- p15 = "2024-03-01 23:59:59.999999"
-- p16 = ["$pageview","$screen"]
-- p17 = "2024-03-04 00:00:00.000000"
-- p18 = "2024-03-08 23:59:59.999999"
-- p19 = "2024-02-26 00:00:00.000000"
-- p20 = "2024-03-01 23:59:59.999999"
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
-- p35 = "2024-02-26 00:00:00.000000"
-- p36 = 0
-- p37 = "2024-03-01 23:59:59.999999"
-- p38 = 0
-- p39 = ""
-- p40 = ""
-- p41 = ""
-- p42 = ""
-- p43 = ["$pageview","$screen"]
-- p44 = "2024-03-04 00:00:00.000000"
-- p45 = "2024-03-08 23:59:59.999999"
-- p46 = "2024-02-26 00:00:00.000000"
-- p47 = "2024-03-01 23:59:59.999999"
-- p48 = false
-- p49 = 1
-- p50 = "2024-02-25 00:00:00.000000"
-- p51 = "2024-03-09 23:59:59.999000"
-- p52 = ""
-- p53 = 0
-- p54 = 0
-- p55 = 0
-- p56 = true
-- p57 = 101
-- p58 = 0
