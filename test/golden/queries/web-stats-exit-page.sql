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
                anyIf(events.person_id, ((events.event IN ({p8:Array(String)})) AND (((events.timestamp >= {p9:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p10:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p11:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p12:DateTime64(6, 'UTC')}))))) AS person_key,
                countIf(((events.event IN ({p13:Array(String)})) AND (((events.timestamp >= {p14:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p15:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p16:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p17:DateTime64(6, 'UTC')}))))) AS views,
                countIf({p18:Bool}) AS conversions,
                dateDiff({p19:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p20:String})) = {p21:UInt8}), NULL, ((countIf((events.event = {p22:String})) <= {p23:UInt8}) AND (countIf((events.event = {p24:String})) = {p25:UInt8}) AND (dateDiff({p26:String}, min(events.timestamp), max(events.timestamp)) < {p27:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p28:DateTime64(6, 'UTC')}), {p29:UInt8}) AND ifNull((min(events.timestamp) <= {p30:DateTime64(6, 'UTC')}), {p31:UInt8})) AS is_current,
                (ifNull((min(events.timestamp) >= {p32:DateTime64(6, 'UTC')}), {p33:UInt8}) AND ifNull((min(events.timestamp) <= {p34:DateTime64(6, 'UTC')}), {p35:UInt8})) AS is_previous,
                array(tuple(argMaxIf(coalesce(nullIf(toString(events.properties.`$pathname`), {p36:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p37:String})), events.timestamp, isNotNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p38:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p39:String})))), countIf(((events.event IN ({p40:Array(String)})) AND (((events.timestamp >= {p41:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p42:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p43:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p44:DateTime64(6, 'UTC')}))))), countIf({p45:Bool}))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p46:Int64}) AND ((events.timestamp >= {p47:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p48:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p49:String}), {p50:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p51:UInt8}) OR (conversions > {p52:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING {p53:Bool}
ORDER BY
    visitors_current DESC,
    visitors_previous DESC,
    views_current DESC,
    views_previous DESC,
    shown ASC
LIMIT {p55:UInt8}, {p54:UInt8}
-- p0 = 0
-- p1 = 0
-- p2 = 0
-- p3 = 0
-- p4 = 0
-- p5 = 0
-- p6 = 0
-- p7 = 0
-- p8 = ["$pageview","$screen"]
-- p9 = "2024-03-04 00:00:00.000000"
-- p10 = "2024-03-08 23:59:59.999999"
-- p11 = "2024-02-26 00:00:00.000000"
-- p12 = "2024-03-01 23:59:59.999999"
-- p13 = ["$pageview","$screen"]
-- p14 = "2024-03-04 00:00:00.000000"
-- p15 = "2024-03-08 23:59:59.999999"
-- p16 = "2024-02-26 00:00:00.000000"
-- p17 = "2024-03-01 23:59:59.999999"
-- p18 = false
-- p19 = "second"
-- p20 = "$pageview"
-- p21 = 0
-- p22 = "$pageview"
-- p23 = 1
-- p24 = "$autocapture"
-- p25 = 0
-- p26 = "second"
-- p27 = 10
-- p28 = "2024-03-04 00:00:00.000000"
-- p29 = 0
-- p30 = "2024-03-08 23:59:59.999999"
-- p31 = 0
-- p32 = "2024-02-26 00:00:00.000000"
-- p33 = 0
-- p34 = "2024-03-01 23:59:59.999999"
-- p35 = 0
-- p36 = ""
-- p37 = ""
-- p38 = ""
-- p39 = ""
-- p40 = ["$pageview","$screen"]
-- p41 = "2024-03-04 00:00:00.000000"
-- p42 = "2024-03-08 23:59:59.999999"
-- p43 = "2024-02-26 00:00:00.000000"
-- p44 = "2024-03-01 23:59:59.999999"
-- p45 = false
-- p46 = 1
-- p47 = "2024-02-25 00:00:00.000000"
-- p48 = "2024-03-09 23:59:59.999000"
-- p49 = ""
-- p50 = 0
-- p51 = 0
-- p52 = 0
-- p53 = true
-- p54 = 101
-- p55 = 0
