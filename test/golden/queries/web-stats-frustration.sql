-- rows
SELECT
    per_session.value AS shown,
    sumIf(per_session.rage_clicks, per_session.is_current) AS rage_clicks_current,
    sumIf(per_session.dead_clicks, per_session.is_current) AS dead_clicks_current,
    sumIf(per_session.errors, per_session.is_current) AS errors_current,
    sumIf(per_session.rage_clicks, per_session.is_previous) AS rage_clicks_previous,
    sumIf(per_session.dead_clicks, per_session.is_previous) AS dead_clicks_previous,
    sumIf(per_session.errors, per_session.is_previous) AS errors_previous
FROM
(
    SELECT
        each_visit.session_key AS session_key,
        each_visit.visit.1 AS value,
        any(each_visit.person_key) AS person_key,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        sum(each_visit.visit.2) AS rage_clicks,
        sum(each_visit.visit.3) AS dead_clicks,
        sum(each_visit.visit.4) AS errors
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
                anyIf(events.person_id, ((events.event IN ({p0:Array(String)})) AND ((events.timestamp >= {p1:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p2:DateTime64(6, 'UTC')})))) AS person_key,
                countIf(((events.event IN ({p3:Array(String)})) AND ((events.timestamp >= {p4:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')})))) AS views,
                countIf({p6:Bool}) AS conversions,
                dateDiff({p7:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p8:String})) = {p9:UInt8}), NULL, ((countIf((events.event = {p10:String})) <= {p11:UInt8}) AND (countIf((events.event = {p12:String})) = {p13:UInt8}) AND (dateDiff({p14:String}, min(events.timestamp), max(events.timestamp)) < {p15:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p16:DateTime64(6, 'UTC')}), {p17:UInt8}) AND ifNull((min(events.timestamp) <= {p18:DateTime64(6, 'UTC')}), {p19:UInt8})) AS is_current,
                {p20:Bool} AS is_previous,
                groupArrayIf(tuple(coalesce(nullIf(toString(events.properties.`$pathname`), {p21:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p22:String})), if((events.event = {p23:String}), {p24:UInt8}, {p25:UInt8}), if((events.event = {p26:String}), {p27:UInt8}, {p28:UInt8}), if((events.event = {p29:String}), {p30:UInt8}, {p31:UInt8})), (((events.event IN ({p32:Array(String)})) OR ((events.event = {p33:String}) OR (events.event = {p34:String}) OR (events.event = {p35:String}))) AND ((events.timestamp >= {p36:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p37:DateTime64(6, 'UTC')})))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p38:Int64}) AND ((events.timestamp >= {p39:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p40:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p41:String}), {p42:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p43:UInt8}) OR (conversions > {p44:UInt8}) OR (countIf((((events.event IN ({p45:Array(String)})) OR ((events.event = {p46:String}) OR (events.event = {p47:String}) OR (events.event = {p48:String}))) AND ((events.timestamp >= {p49:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p50:DateTime64(6, 'UTC')})))) > {p51:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING ((sum(per_session.rage_clicks) > {p52:UInt8}) OR (sum(per_session.dead_clicks) > {p53:UInt8}) OR (sum(per_session.errors) > {p54:UInt8}))
ORDER BY
    errors_current DESC,
    errors_previous DESC,
    rage_clicks_current DESC,
    rage_clicks_previous DESC,
    dead_clicks_current DESC,
    dead_clicks_previous DESC,
    shown ASC
LIMIT {p56:UInt8}, {p55:UInt8}
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
-- p21 = ""
-- p22 = ""
-- p23 = "$rageclick"
-- p24 = 1
-- p25 = 0
-- p26 = "$dead_click"
-- p27 = 1
-- p28 = 0
-- p29 = "$exception"
-- p30 = 1
-- p31 = 0
-- p32 = ["$pageview","$screen"]
-- p33 = "$rageclick"
-- p34 = "$dead_click"
-- p35 = "$exception"
-- p36 = "2024-03-04 00:00:00.000000"
-- p37 = "2024-03-08 23:59:59.999999"
-- p38 = 1
-- p39 = "2024-03-03 00:00:00.000000"
-- p40 = "2024-03-09 23:59:59.999000"
-- p41 = ""
-- p42 = 0
-- p43 = 0
-- p44 = 0
-- p45 = ["$pageview","$screen"]
-- p46 = "$rageclick"
-- p47 = "$dead_click"
-- p48 = "$exception"
-- p49 = "2024-03-04 00:00:00.000000"
-- p50 = "2024-03-08 23:59:59.999999"
-- p51 = 0
-- p52 = 0
-- p53 = 0
-- p54 = 0
-- p55 = 101
-- p56 = 0
