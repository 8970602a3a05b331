-- overview
SELECT
    uniqExactIf(sessions_seen.person_key, sessions_seen.is_current) AS visitors_current,
    sumIf(sessions_seen.views, sessions_seen.is_current) AS views_current,
    countIf(sessions_seen.is_current) AS sessions_current,
    avgIf(sessions_seen.duration, sessions_seen.is_current) AS duration_current,
    (avgIf(sessions_seen.bounced, sessions_seen.is_current) * {p0:UInt8}) AS bounce_current,
    uniqExactIf(sessions_seen.person_key, sessions_seen.is_previous) AS visitors_previous,
    sumIf(sessions_seen.views, sessions_seen.is_previous) AS views_previous,
    countIf(sessions_seen.is_previous) AS sessions_previous,
    avgIf(sessions_seen.duration, sessions_seen.is_previous) AS duration_previous,
    (avgIf(sessions_seen.bounced, sessions_seen.is_previous) * {p1:UInt8}) AS bounce_previous
FROM
(
    SELECT
        events.properties.`$session_id` AS session_key,
        anyIf(events.person_id, ((events.event IN ({p2:Array(String)})) AND (((events.timestamp >= {p3:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p4:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p5:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p6:DateTime64(6, 'UTC')}))))) AS person_key,
        countIf(((events.event IN ({p7:Array(String)})) AND (((events.timestamp >= {p8:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p9:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p10:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p11:DateTime64(6, 'UTC')}))))) AS views,
        countIf({p12:Bool}) AS conversions,
        dateDiff({p13:String}, min(events.timestamp), max(events.timestamp)) AS duration,
        if((countIf((events.event = {p14:String})) = {p15:UInt8}), NULL, ((countIf((events.event = {p16:String})) <= {p17:UInt8}) AND (countIf((events.event = {p18:String})) = {p19:UInt8}) AND (dateDiff({p20:String}, min(events.timestamp), max(events.timestamp)) < {p21:UInt8}))) AS bounced,
        (ifNull((min(events.timestamp) >= {p22:DateTime64(6, 'UTC')}), {p23:UInt8}) AND ifNull((min(events.timestamp) <= {p24:DateTime64(6, 'UTC')}), {p25:UInt8})) AS is_current,
        (ifNull((min(events.timestamp) >= {p26:DateTime64(6, 'UTC')}), {p27:UInt8}) AND ifNull((min(events.timestamp) <= {p28:DateTime64(6, 'UTC')}), {p29:UInt8})) AS is_previous
    FROM events AS events
    WHERE ((events.team_id = {p30:Int64}) AND ((events.timestamp >= {p31:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p32:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p33:String}), {p34:UInt8}))))
    GROUP BY session_key
    HAVING (((views > {p35:UInt8}) OR (conversions > {p36:UInt8})) AND (is_current OR is_previous))
) AS sessions_seen
-- p0 = 100
-- p1 = 100
-- p2 = ["$pageview","$screen"]
-- p3 = "2024-03-04 00:00:00.000000"
-- p4 = "2024-03-08 23:59:59.999999"
-- p5 = "2024-02-26 00:00:00.000000"
-- p6 = "2024-03-01 23:59:59.999999"
-- p7 = ["$pageview","$screen"]
-- p8 = "2024-03-04 00:00:00.000000"
-- p9 = "2024-03-08 23:59:59.999999"
-- p10 = "2024-02-26 00:00:00.000000"
-- p11 = "2024-03-01 23:59:59.999999"
-- p12 = false
-- p13 = "second"
-- p14 = "$pageview"
-- p15 = 0
-- p16 = "$pageview"
-- p17 = 1
-- p18 = "$autocapture"
-- p19 = 0
-- p20 = "second"
-- p21 = 10
-- p22 = "2024-03-04 00:00:00.000000"
-- p23 = 0
-- p24 = "2024-03-08 23:59:59.999999"
-- p25 = 0
-- p26 = "2024-02-26 00:00:00.000000"
-- p27 = 0
-- p28 = "2024-03-01 23:59:59.999999"
-- p29 = 0
-- p30 = 1
-- p31 = "2024-02-25 00:00:00.000000"
-- p32 = "2024-03-09 23:59:59.999000"
-- p33 = ""
-- p34 = 0
-- p35 = 0
-- p36 = 0
