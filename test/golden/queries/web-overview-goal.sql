-- overview
SELECT
    uniqExactIf(sessions_seen.person_key, sessions_seen.is_current) AS visitors_current,
    sumIf(sessions_seen.conversions, sessions_seen.is_current) AS conversions_current,
    uniqExactIf(sessions_seen.person_key, (sessions_seen.is_current AND (sessions_seen.conversions > {p0:UInt8}))) AS converted_current,
    ((uniqExactIf(sessions_seen.person_key, (sessions_seen.is_current AND (sessions_seen.conversions > {p1:UInt8}))) / uniqExactIf(sessions_seen.person_key, sessions_seen.is_current)) * {p2:UInt8}) AS rate_current,
    uniqExactIf(sessions_seen.person_key, sessions_seen.is_previous) AS visitors_previous,
    sumIf(sessions_seen.conversions, sessions_seen.is_previous) AS conversions_previous,
    uniqExactIf(sessions_seen.person_key, (sessions_seen.is_previous AND (sessions_seen.conversions > {p3:UInt8}))) AS converted_previous,
    ((uniqExactIf(sessions_seen.person_key, (sessions_seen.is_previous AND (sessions_seen.conversions > {p4:UInt8}))) / uniqExactIf(sessions_seen.person_key, sessions_seen.is_previous)) * {p5:UInt8}) AS rate_previous
FROM
(
    SELECT
        events.properties.`$session_id` AS session_key,
        anyIf(events.person_id, (((events.event IN ({p6:Array(String)})) AND ((events.timestamp >= {p7:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p8:DateTime64(6, 'UTC')}))) OR ((events.event = {p9:String}) AND ((events.timestamp >= {p10:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p11:DateTime64(6, 'UTC')}))))) AS person_key,
        countIf(((events.event IN ({p12:Array(String)})) AND ((events.timestamp >= {p13:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p14:DateTime64(6, 'UTC')})))) AS views,
        countIf(((events.event = {p15:String}) AND ((events.timestamp >= {p16:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p17:DateTime64(6, 'UTC')})))) AS conversions,
        dateDiff({p18:String}, min(events.timestamp), max(events.timestamp)) AS duration,
        if((countIf((events.event = {p19:String})) = {p20:UInt8}), NULL, ((countIf((events.event = {p21:String})) <= {p22:UInt8}) AND (countIf((events.event = {p23:String})) = {p24:UInt8}) AND (dateDiff({p25:String}, min(events.timestamp), max(events.timestamp)) < {p26:UInt8}))) AS bounced,
        (ifNull((min(events.timestamp) >= {p27:DateTime64(6, 'UTC')}), {p28:UInt8}) AND ifNull((min(events.timestamp) <= {p29:DateTime64(6, 'UTC')}), {p30:UInt8})) AS is_current,
        {p31:Bool} AS is_previous
    FROM events AS events
    WHERE ((events.team_id = {p32:Int64}) AND ((events.timestamp >= {p33:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p34:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p35:String}), {p36:UInt8}))))
    GROUP BY session_key
    HAVING (((views > {p37:UInt8}) OR (conversions > {p38:UInt8})) AND (is_current OR is_previous))
) AS sessions_seen
-- p0 = 0
-- p1 = 0
-- p2 = 100
-- p3 = 0
-- p4 = 0
-- p5 = 100
-- p6 = ["$pageview","$screen"]
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = "2024-03-08 23:59:59.999999"
-- p9 = "signup"
-- p10 = "2024-03-04 00:00:00.000000"
-- p11 = "2024-03-08 23:59:59.999999"
-- p12 = ["$pageview","$screen"]
-- p13 = "2024-03-04 00:00:00.000000"
-- p14 = "2024-03-08 23:59:59.999999"
-- p15 = "signup"
-- p16 = "2024-03-04 00:00:00.000000"
-- p17 = "2024-03-08 23:59:59.999999"
-- p18 = "second"
-- p19 = "$pageview"
-- p20 = 0
-- p21 = "$pageview"
-- p22 = 1
-- p23 = "$autocapture"
-- p24 = 0
-- p25 = "second"
-- p26 = 10
-- p27 = "2024-03-04 00:00:00.000000"
-- p28 = 0
-- p29 = "2024-03-08 23:59:59.999999"
-- p30 = 0
-- p31 = false
-- p32 = 1
-- p33 = "2024-03-03 00:00:00.000000"
-- p34 = "2024-03-09 23:59:59.999000"
-- p35 = ""
-- p36 = 0
-- p37 = 0
-- p38 = 0
