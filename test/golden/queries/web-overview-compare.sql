-- overview
SELECT
    uniqExactIf(sessions_seen.person, sessions_seen.is_current) AS visitors_current,
    sumIf(sessions_seen.views, sessions_seen.is_current) AS views_current,
    countIf(sessions_seen.is_current) AS sessions_current,
    avgIf(sessions_seen.duration, sessions_seen.is_current) AS duration_current,
    (avgIf(sessions_seen.bounced, sessions_seen.is_current) * {p0:UInt8}) AS bounce_current,
    uniqExactIf(sessions_seen.person, sessions_seen.is_previous) AS visitors_previous,
    sumIf(sessions_seen.views, sessions_seen.is_previous) AS views_previous,
    countIf(sessions_seen.is_previous) AS sessions_previous,
    avgIf(sessions_seen.duration, sessions_seen.is_previous) AS duration_previous,
    (avgIf(sessions_seen.bounced, sessions_seen.is_previous) * {p1:UInt8}) AS bounce_previous
FROM
(
    SELECT
        events.properties.`$session_id` AS session,
        anyIf(events.person_id, (events.event IN ({p2:Array(String)}))) AS person,
        countIf((events.event IN ({p3:Array(String)}))) AS views,
        countIf({p4:Bool}) AS conversions,
        dateDiff({p5:String}, min(events.timestamp), max(events.timestamp)) AS duration,
        if((countIf((events.event = {p6:String})) = {p7:UInt8}), NULL, ((countIf((events.event = {p8:String})) <= {p9:UInt8}) AND (countIf((events.event = {p10:String})) = {p11:UInt8}) AND (dateDiff({p12:String}, min(events.timestamp), max(events.timestamp)) < {p13:UInt8}))) AS bounced,
        (ifNull((min(events.timestamp) >= {p14:DateTime64(6, 'UTC')}), {p15:UInt8}) AND ifNull((min(events.timestamp) <= {p16:DateTime64(6, 'UTC')}), {p17:UInt8})) AS is_current,
        (ifNull((min(events.timestamp) >= {p18:DateTime64(6, 'UTC')}), {p19:UInt8}) AND ifNull((min(events.timestamp) <= {p20:DateTime64(6, 'UTC')}), {p21:UInt8})) AS is_previous
    FROM events AS events
    ANY LEFT JOIN
    (
        SELECT events.properties.`$session_id` AS session_id
        FROM events AS events
        WHERE ((events.team_id = {p22:Int64}) AND (isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((events.properties.`$session_id` = {p23:String}), {p24:UInt8})))))
        GROUP BY events.properties.`$session_id`
    ) AS events__session ON (events.properties.`$session_id` = events__session.session_id)
    WHERE ((events.team_id = {p25:Int64}) AND ((events.timestamp >= {p26:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p27:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((events.properties.`$session_id` = {p28:String}), {p29:UInt8})))))
    GROUP BY session
    HAVING (((views > {p30:UInt8}) OR (conversions > {p31:UInt8})) AND (is_current OR is_previous))
) AS sessions_seen
-- p0 = 100
-- p1 = 100
-- p2 = ["$pageview","$screen"]
-- p3 = ["$pageview","$screen"]
-- p4 = false
-- p5 = "second"
-- p6 = "$pageview"
-- p7 = 0
-- p8 = "$pageview"
-- p9 = 1
-- p10 = "$autocapture"
-- p11 = 0
-- p12 = "second"
-- p13 = 10
-- p14 = "2024-03-04 00:00:00.000000"
-- p15 = 0
-- p16 = "2024-03-08 23:59:59.999999"
-- p17 = 0
-- p18 = "2024-02-26 00:00:00.000000"
-- p19 = 0
-- p20 = "2024-03-01 23:59:59.999999"
-- p21 = 0
-- p22 = 1
-- p23 = ""
-- p24 = 0
-- p25 = 1
-- p26 = "2024-02-25 00:00:00.000000"
-- p27 = "2024-03-09 23:59:59.999000"
-- p28 = ""
-- p29 = 0
-- p30 = 0
-- p31 = 0
