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
        anyIf(events.person_id, ((events.event IN ({p2:Array(String)})) AND ((events.timestamp >= {p3:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p4:DateTime64(6, 'UTC')})))) AS person_key,
        countIf(((events.event IN ({p5:Array(String)})) AND ((events.timestamp >= {p6:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p7:DateTime64(6, 'UTC')})))) AS views,
        countIf({p8:Bool}) AS conversions,
        dateDiff({p9:String}, min(events.timestamp), max(events.timestamp)) AS duration,
        if((length(groupUniqArrayIf(events.properties.`$current_url`, (isNotNull(events.properties.`$current_url`) AND (toString(events.properties.`$current_url`) NOT IN ({p10:Array(String)}))))) = {p11:UInt8}), NULL, ((length(groupUniqArrayIf(events.properties.`$current_url`, (isNotNull(events.properties.`$current_url`) AND (toString(events.properties.`$current_url`) NOT IN ({p12:Array(String)}))))) <= {p13:UInt8}) AND (countIf((events.event = {p14:String})) = {p15:UInt8}) AND (dateDiff({p16:String}, min(events.timestamp), max(events.timestamp)) < {p17:UInt8}))) AS bounced,
        (ifNull((min(events.timestamp) >= {p18:DateTime64(6, 'UTC')}), {p19:UInt8}) AND ifNull((min(events.timestamp) <= {p20:DateTime64(6, 'UTC')}), {p21:UInt8})) AS is_current,
        {p22:Bool} AS is_previous
    FROM events AS events
    WHERE ((events.team_id = {p23:Int64}) AND ((events.timestamp >= {p24:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p25:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p26:String}), {p27:UInt8}))))
    GROUP BY session_key
    HAVING (((views > {p28:UInt8}) OR (conversions > {p29:UInt8})) AND (is_current OR is_previous))
) AS sessions_seen
-- p0 = 100
-- p1 = 100
-- p2 = ["$pageview","$screen"]
-- p3 = "2024-03-04 00:00:00.000000"
-- p4 = "2024-03-08 23:59:59.999999"
-- p5 = ["$pageview","$screen"]
-- p6 = "2024-03-04 00:00:00.000000"
-- p7 = "2024-03-08 23:59:59.999999"
-- p8 = false
-- p9 = "second"
-- p10 = ["","null"]
-- p11 = 0
-- p12 = ["","null"]
-- p13 = 1
-- p14 = "$autocapture"
-- p15 = 0
-- p16 = "second"
-- p17 = 10
-- p18 = "2024-03-04 00:00:00.000000"
-- p19 = 0
-- p20 = "2024-03-08 23:59:59.999999"
-- p21 = 0
-- p22 = false
-- p23 = 1
-- p24 = "2024-03-03 00:00:00.000000"
-- p25 = "2024-03-09 23:59:59.999000"
-- p26 = ""
-- p27 = 0
-- p28 = 0
-- p29 = 0
