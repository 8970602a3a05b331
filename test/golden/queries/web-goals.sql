-- goals
SELECT
    uniqExactIf(sessions_seen.visitor, sessions_seen.is_current) AS visitors_current,
    uniqExactIf(sessions_seen.visitor, (sessions_seen.is_current AND (sessions_seen.goal_0 > {p0:UInt8}))) AS unique_0_current,
    sumIf(sessions_seen.goal_0, sessions_seen.is_current) AS total_0_current,
    uniqExactIf(sessions_seen.visitor, (sessions_seen.is_current AND (sessions_seen.goal_1 > {p1:UInt8}))) AS unique_1_current,
    sumIf(sessions_seen.goal_1, sessions_seen.is_current) AS total_1_current,
    uniqExactIf(sessions_seen.visitor, sessions_seen.is_previous) AS visitors_previous,
    uniqExactIf(sessions_seen.visitor, (sessions_seen.is_previous AND (sessions_seen.goal_0 > {p2:UInt8}))) AS unique_0_previous,
    sumIf(sessions_seen.goal_0, sessions_seen.is_previous) AS total_0_previous,
    uniqExactIf(sessions_seen.visitor, (sessions_seen.is_previous AND (sessions_seen.goal_1 > {p3:UInt8}))) AS unique_1_previous,
    sumIf(sessions_seen.goal_1, sessions_seen.is_previous) AS total_1_previous
FROM
(
    SELECT
        events.properties.`$session_id` AS session_key,
        anyIf(events.person_id, ((events.event IN ({p4:Array(String)})) AND (((events.timestamp >= {p5:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p6:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p7:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p8:DateTime64(6, 'UTC')}))))) AS person_key,
        countIf(((events.event IN ({p9:Array(String)})) AND (((events.timestamp >= {p10:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p11:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p12:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p13:DateTime64(6, 'UTC')}))))) AS views,
        countIf({p14:Bool}) AS conversions,
        dateDiff({p15:String}, min(events.timestamp), max(events.timestamp)) AS duration,
        if((countIf((events.event = {p16:String})) = {p17:UInt8}), NULL, ((countIf((events.event = {p18:String})) <= {p19:UInt8}) AND (countIf((events.event = {p20:String})) = {p21:UInt8}) AND (dateDiff({p22:String}, min(events.timestamp), max(events.timestamp)) < {p23:UInt8}))) AS bounced,
        (ifNull((min(events.timestamp) >= {p24:DateTime64(6, 'UTC')}), {p25:UInt8}) AND ifNull((min(events.timestamp) <= {p26:DateTime64(6, 'UTC')}), {p27:UInt8})) AS is_current,
        (ifNull((min(events.timestamp) >= {p28:DateTime64(6, 'UTC')}), {p29:UInt8}) AND ifNull((min(events.timestamp) <= {p30:DateTime64(6, 'UTC')}), {p31:UInt8})) AS is_previous,
        anyIf(events.person_id, (((events.event IN ({p32:Array(String)})) AND (((events.timestamp >= {p33:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p34:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p35:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p36:DateTime64(6, 'UTC')})))) OR ((events.event = {p37:String}) AND (((events.timestamp >= {p38:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p39:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p40:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p41:DateTime64(6, 'UTC')})))) OR (((events.event = {p42:String}) AND ifNull((events.properties.`$current_url` LIKE {p43:String}), {p44:UInt8})) AND (((events.timestamp >= {p45:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p46:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p47:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p48:DateTime64(6, 'UTC')})))))) AS visitor,
        countIf(((events.event = {p49:String}) AND (((events.timestamp >= {p50:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p51:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p52:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p53:DateTime64(6, 'UTC')}))))) AS goal_0,
        countIf((((events.event = {p54:String}) AND ifNull((events.properties.`$current_url` LIKE {p55:String}), {p56:UInt8})) AND (((events.timestamp >= {p57:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p58:DateTime64(6, 'UTC')})) OR ((events.timestamp >= {p59:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p60:DateTime64(6, 'UTC')}))))) AS goal_1
    FROM events AS events
    WHERE ((events.team_id = {p61:Int64}) AND ((events.timestamp >= {p62:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p63:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p64:String}), {p65:UInt8}))))
    GROUP BY session_key
    HAVING (((views > {p66:UInt8}) OR (conversions > {p67:UInt8}) OR ((goal_0 > {p68:UInt8}) OR (goal_1 > {p69:UInt8}))) AND (is_current OR is_previous))
) AS sessions_seen
-- p0 = 0
-- p1 = 0
-- p2 = 0
-- p3 = 0
-- p4 = ["$pageview","$screen"]
-- p5 = "2024-03-04 00:00:00.000000"
-- p6 = "2024-03-08 23:59:59.999999"
-- p7 = "2024-02-26 00:00:00.000000"
-- p8 = "2024-03-01 23:59:59.999999"
-- p9 = ["$pageview","$screen"]
-- p10 = "2024-03-04 00:00:00.000000"
-- p11 = "2024-03-08 23:59:59.999999"
-- p12 = "2024-02-26 00:00:00.000000"
-- p13 = "2024-03-01 23:59:59.999999"
-- p14 = false
-- p15 = "second"
-- p16 = "$pageview"
-- p17 = 0
-- p18 = "$pageview"
-- p19 = 1
-- p20 = "$autocapture"
-- p21 = 0
-- p22 = "second"
-- p23 = 10
-- p24 = "2024-03-04 00:00:00.000000"
-- p25 = 0
-- p26 = "2024-03-08 23:59:59.999999"
-- p27 = 0
-- p28 = "2024-02-26 00:00:00.000000"
-- p29 = 0
-- p30 = "2024-03-01 23:59:59.999999"
-- p31 = 0
-- p32 = ["$pageview","$screen"]
-- p33 = "2024-03-04 00:00:00.000000"
-- p34 = "2024-03-08 23:59:59.999999"
-- p35 = "2024-02-26 00:00:00.000000"
-- p36 = "2024-03-01 23:59:59.999999"
-- p37 = "signup"
-- p38 = "2024-03-04 00:00:00.000000"
-- p39 = "2024-03-08 23:59:59.999999"
-- p40 = "2024-02-26 00:00:00.000000"
-- p41 = "2024-03-01 23:59:59.999999"
-- p42 = "$pageview"
-- p43 = "%pricing%"
-- p44 = 0
-- p45 = "2024-03-04 00:00:00.000000"
-- p46 = "2024-03-08 23:59:59.999999"
-- p47 = "2024-02-26 00:00:00.000000"
-- p48 = "2024-03-01 23:59:59.999999"
-- p49 = "signup"
-- p50 = "2024-03-04 00:00:00.000000"
-- p51 = "2024-03-08 23:59:59.999999"
-- p52 = "2024-02-26 00:00:00.000000"
-- p53 = "2024-03-01 23:59:59.999999"
-- p54 = "$pageview"
-- p55 = "%pricing%"
-- p56 = 0
-- p57 = "2024-03-04 00:00:00.000000"
-- p58 = "2024-03-08 23:59:59.999999"
-- p59 = "2024-02-26 00:00:00.000000"
-- p60 = "2024-03-01 23:59:59.999999"
-- p61 = 1
-- p62 = "2024-02-25 00:00:00.000000"
-- p63 = "2024-03-09 23:59:59.999000"
-- p64 = ""
-- p65 = 0
-- p66 = 0
-- p67 = 0
-- p68 = 0
-- p69 = 0
