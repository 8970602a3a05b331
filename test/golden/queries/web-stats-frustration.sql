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
        tupleElement(each_visit.visit, {p0:UInt8}) AS value,
        any(each_visit.person_key) AS person_key,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        sum(tupleElement(each_visit.visit, {p1:UInt8})) AS rage_clicks,
        sum(tupleElement(each_visit.visit, {p2:UInt8})) AS dead_clicks,
        sum(tupleElement(each_visit.visit, {p3:UInt8})) AS errors
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
                anyIf(events.person_id, ((events.event IN ({p4:Array(String)})) AND ((events.timestamp >= {p5:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p6:DateTime64(6, 'UTC')})))) AS person_key,
                countIf(((events.event IN ({p7:Array(String)})) AND ((events.timestamp >= {p8:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p9:DateTime64(6, 'UTC')})))) AS views,
                countIf({p10:Bool}) AS conversions,
                dateDiff({p11:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p12:String})) = {p13:UInt8}), NULL, ((countIf((events.event = {p14:String})) <= {p15:UInt8}) AND (countIf((events.event = {p16:String})) = {p17:UInt8}) AND (dateDiff({p18:String}, min(events.timestamp), max(events.timestamp)) < {p19:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p20:DateTime64(6, 'UTC')}), {p21:UInt8}) AND ifNull((min(events.timestamp) <= {p22:DateTime64(6, 'UTC')}), {p23:UInt8})) AS is_current,
                {p24:Bool} AS is_previous,
                groupArrayIf(tuple(coalesce(nullIf(toString(events.properties.`$pathname`), {p25:String}), nullIf(toString(path(events.properties.`$current_url`)), {p26:String})), if((events.event = {p27:String}), {p28:UInt8}, {p29:UInt8}), if((events.event = {p30:String}), {p31:UInt8}, {p32:UInt8}), if((events.event = {p33:String}), {p34:UInt8}, {p35:UInt8})), (((events.event IN ({p36:Array(String)})) OR ((events.event = {p37:String}) OR (events.event = {p38:String}) OR (events.event = {p39:String}))) AND ((events.timestamp >= {p40:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p41:DateTime64(6, 'UTC')})))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p42:Int64}) AND ((events.timestamp >= {p43:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p44:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p45:String}), {p46:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p47:UInt8}) OR (conversions > {p48:UInt8}) OR (countIf((((events.event IN ({p49:Array(String)})) OR ((events.event = {p50:String}) OR (events.event = {p51:String}) OR (events.event = {p52:String}))) AND ((events.timestamp >= {p53:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p54:DateTime64(6, 'UTC')})))) > {p55:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING ((sum(per_session.rage_clicks) > {p56:UInt8}) OR (sum(per_session.dead_clicks) > {p57:UInt8}) OR (sum(per_session.errors) > {p58:UInt8}))
ORDER BY
    errors_current DESC,
    errors_previous DESC,
    rage_clicks_current DESC,
    rage_clicks_previous DESC,
    dead_clicks_current DESC,
    dead_clicks_previous DESC,
    shown ASC
LIMIT {p60:UInt8}, {p59:UInt8}
-- p0 = 1
-- p1 = 2
-- p2 = 3
-- p3 = 4
-- p4 = ["$pageview","$screen"]
-- p5 = "2024-03-04 00:00:00.000000"
-- p6 = "2024-03-08 23:59:59.999999"
-- p7 = ["$pageview","$screen"]
-- p8 = "2024-03-04 00:00:00.000000"
-- p9 = "2024-03-08 23:59:59.999999"
-- p10 = false
-- p11 = "second"
-- p12 = "$pageview"
-- p13 = 0
-- p14 = "$pageview"
-- p15 = 1
-- p16 = "$autocapture"
-- p17 = 0
-- p18 = "second"
-- p19 = 10
-- p20 = "2024-03-04 00:00:00.000000"
-- p21 = 0
-- p22 = "2024-03-08 23:59:59.999999"
-- p23 = 0
-- p24 = false
-- p25 = ""
-- p26 = ""
-- p27 = "$rageclick"
-- p28 = 1
-- p29 = 0
-- p30 = "$dead_click"
-- p31 = 1
-- p32 = 0
-- p33 = "$exception"
-- p34 = 1
-- p35 = 0
-- p36 = ["$pageview","$screen"]
-- p37 = "$rageclick"
-- p38 = "$dead_click"
-- p39 = "$exception"
-- p40 = "2024-03-04 00:00:00.000000"
-- p41 = "2024-03-08 23:59:59.999999"
-- p42 = 1
-- p43 = "2024-03-03 00:00:00.000000"
-- p44 = "2024-03-09 23:59:59.999000"
-- p45 = ""
-- p46 = 0
-- p47 = 0
-- p48 = 0
-- p49 = ["$pageview","$screen"]
-- p50 = "$rageclick"
-- p51 = "$dead_click"
-- p52 = "$exception"
-- p53 = "2024-03-04 00:00:00.000000"
-- p54 = "2024-03-08 23:59:59.999999"
-- p55 = 0
-- p56 = 0
-- p57 = 0
-- p58 = 0
-- p59 = 101
-- p60 = 0
