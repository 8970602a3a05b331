-- overview
SELECT
    uniqExactIf(sessions_seen.person, sessions_seen.is_current) AS visitors_current,
    sumIf(sessions_seen.conversions, sessions_seen.is_current) AS conversions_current,
    uniqExactIf(sessions_seen.person, (sessions_seen.is_current AND (sessions_seen.conversions > {p0:UInt8}))) AS converted_current,
    ((uniqExactIf(sessions_seen.person, (sessions_seen.is_current AND (sessions_seen.conversions > {p1:UInt8}))) / uniqExactIf(sessions_seen.person, sessions_seen.is_current)) * {p2:UInt8}) AS rate_current,
    uniqExactIf(sessions_seen.person, sessions_seen.is_previous) AS visitors_previous,
    sumIf(sessions_seen.conversions, sessions_seen.is_previous) AS conversions_previous,
    uniqExactIf(sessions_seen.person, (sessions_seen.is_previous AND (sessions_seen.conversions > {p3:UInt8}))) AS converted_previous,
    ((uniqExactIf(sessions_seen.person, (sessions_seen.is_previous AND (sessions_seen.conversions > {p4:UInt8}))) / uniqExactIf(sessions_seen.person, sessions_seen.is_previous)) * {p5:UInt8}) AS rate_previous
FROM
(
    SELECT
        events.properties.`$session_id` AS session,
        anyIf(events.person_id, ((events.event IN ({p6:Array(String)})) OR (events.event = {p7:String}))) AS person,
        countIf((events.event IN ({p8:Array(String)}))) AS views,
        countIf((events.event = {p9:String})) AS conversions,
        dateDiff({p10:String}, min(events.timestamp), max(events.timestamp)) AS duration,
        if((countIf((events.event = {p11:String})) = {p12:UInt8}), NULL, ((countIf((events.event = {p13:String})) <= {p14:UInt8}) AND (countIf((events.event = {p15:String})) = {p16:UInt8}) AND (dateDiff({p17:String}, min(events.timestamp), max(events.timestamp)) < {p18:UInt8}))) AS bounced,
        (ifNull((min(events.timestamp) >= {p19:DateTime64(6, 'UTC')}), {p20:UInt8}) AND ifNull((min(events.timestamp) <= {p21:DateTime64(6, 'UTC')}), {p22:UInt8})) AS is_current,
        {p23:Bool} AS is_previous
    FROM events AS events
    ANY LEFT JOIN
    (
        SELECT events.properties.`$session_id` AS session_id
        FROM events AS events
        WHERE ((events.team_id = {p24:Int64}) AND (isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((events.properties.`$session_id` = {p25:String}), {p26:UInt8})))))
        GROUP BY events.properties.`$session_id`
    ) AS events__session ON (events.properties.`$session_id` = events__session.session_id)
    WHERE ((events.team_id = {p27:Int64}) AND ((events.timestamp >= {p28:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p29:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((events.properties.`$session_id` = {p30:String}), {p31:UInt8})))))
    GROUP BY session
    HAVING (((views > {p32:UInt8}) OR (conversions > {p33:UInt8})) AND (is_current OR is_previous))
) AS sessions_seen
-- p0 = 0
-- p1 = 0
-- p2 = 100
-- p3 = 0
-- p4 = 0
-- p5 = 100
-- p6 = ["$pageview","$screen"]
-- p7 = "signup"
-- p8 = ["$pageview","$screen"]
-- p9 = "signup"
-- p10 = "second"
-- p11 = "$pageview"
-- p12 = 0
-- p13 = "$pageview"
-- p14 = 1
-- p15 = "$autocapture"
-- p16 = 0
-- p17 = "second"
-- p18 = 10
-- p19 = "2024-03-04 00:00:00.000000"
-- p20 = 0
-- p21 = "2024-03-08 23:59:59.999999"
-- p22 = 0
-- p23 = false
-- p24 = 1
-- p25 = ""
-- p26 = 0
-- p27 = 1
-- p28 = "2024-03-03 00:00:00.000000"
-- p29 = "2024-03-09 23:59:59.999000"
-- p30 = ""
-- p31 = 0
-- p32 = 0
-- p33 = 0
