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
        if((length(groupUniqArrayIf(events.properties.`$current_url`, (ifNull(toString(events.properties.`$current_url`), {p10:String}) NOT IN ({p11:Array(String)})))) = {p12:UInt8}), NULL, ((length(groupUniqArrayIf(events.properties.`$current_url`, (ifNull(toString(events.properties.`$current_url`), {p13:String}) NOT IN ({p14:Array(String)})))) <= {p15:UInt8}) AND (countIf((events.event = {p16:String})) = {p17:UInt8}) AND (dateDiff({p18:String}, min(events.timestamp), max(events.timestamp)) < {p19:UInt8}))) AS bounced,
        (ifNull((min(events.timestamp) >= {p20:DateTime64(6, 'UTC')}), {p21:UInt8}) AND ifNull((min(events.timestamp) <= {p22:DateTime64(6, 'UTC')}), {p23:UInt8})) AS is_current,
        {p24:Bool} AS is_previous
    FROM events AS events
    WHERE ((events.team_id = {p25:Int64}) AND ((events.timestamp >= {p26:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p27:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p28:String}), {p29:UInt8}))))
    GROUP BY session_key
    HAVING (((views > {p30:UInt8}) OR (conversions > {p31:UInt8})) AND (is_current OR is_previous))
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
-- p10 = ""
-- p11 = ["","null"]
-- p12 = 0
-- p13 = ""
-- p14 = ["","null"]
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
-- p25 = 1
-- p26 = "2024-03-03 00:00:00.000000"
-- p27 = "2024-03-09 23:59:59.999000"
-- p28 = ""
-- p29 = 0
-- p30 = 0
-- p31 = 0
