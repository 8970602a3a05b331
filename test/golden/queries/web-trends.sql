-- buckets
SELECT
    toDate(sessions_seen.begins) AS bucket,
    uniqExact(sessions_seen.person_key) AS UniqueUsers,
    sum(sessions_seen.views) AS PageViews,
    sum(sessions_seen.bounced) AS Bounces
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
        min(events.timestamp) AS begins
    FROM events AS events
    WHERE ((events.team_id = {p21:Int64}) AND ((events.timestamp >= {p22:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p23:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p24:String}), {p25:UInt8}))))
    GROUP BY session_key
    HAVING (((views > {p26:UInt8}) OR (conversions > {p27:UInt8})) AND (is_current OR is_previous))
) AS sessions_seen
GROUP BY bucket
ORDER BY bucket ASC
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
-- p21 = 1
-- p22 = "2024-03-03 00:00:00.000000"
-- p23 = "2024-03-09 23:59:59.999000"
-- p24 = ""
-- p25 = 0
-- p26 = 0
-- p27 = 0
