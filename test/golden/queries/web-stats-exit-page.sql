-- rows
SELECT
    per_session.value AS value,
    uniqExactIf(per_session.person, per_session.is_current) AS visitors_current,
    sumIf(per_session.views, per_session.is_current) AS views_current,
    uniqExactIf(per_session.person, per_session.is_previous) AS visitors_previous,
    sumIf(per_session.views, per_session.is_previous) AS views_previous
FROM
(
    SELECT
        each_value.person AS person,
        each_value.bounced AS bounced,
        each_value.is_current AS is_current,
        each_value.is_previous AS is_previous,
        each_value.entry AS entry,
        each_value.value AS value,
        arrayCount(v -> (v = each_value.value), each_value.`values`) AS views
    FROM
    (
        SELECT
            sessions_seen.person AS person,
            sessions_seen.bounced AS bounced,
            sessions_seen.is_current AS is_current,
            sessions_seen.is_previous AS is_previous,
            sessions_seen.entry AS entry,
            arrayJoin(arrayDistinct(sessions_seen.`values`)) AS value,
            sessions_seen.`values` AS `values`
        FROM
        (
            SELECT
                events.properties.`$session_id` AS session,
                anyIf(events.person_id, (events.event IN ({p0:Array(String)}))) AS person,
                countIf((events.event IN ({p1:Array(String)}))) AS views,
                countIf({p2:Bool}) AS conversions,
                dateDiff({p3:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p4:String})) = {p5:UInt8}), NULL, ((countIf((events.event = {p6:String})) <= {p7:UInt8}) AND (countIf((events.event = {p8:String})) = {p9:UInt8}) AND (dateDiff({p10:String}, min(events.timestamp), max(events.timestamp)) < {p11:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p12:DateTime64(6, 'UTC')}), {p13:UInt8}) AND ifNull((min(events.timestamp) <= {p14:DateTime64(6, 'UTC')}), {p15:UInt8})) AS is_current,
                (ifNull((min(events.timestamp) >= {p16:DateTime64(6, 'UTC')}), {p17:UInt8}) AND ifNull((min(events.timestamp) <= {p18:DateTime64(6, 'UTC')}), {p19:UInt8})) AS is_previous,
                arrayWithConstant(countIf((events.event IN ({p20:Array(String)}))), ifNull(argMaxIf(ifNull(toString(coalesce(events.properties.`$pathname`, path(events.properties.`$current_url`))), {p21:String}), events.timestamp, ((events.event IN ({p22:Array(String)})) AND (NOT (ifNull(toString(coalesce(events.properties.`$pathname`, path(events.properties.`$current_url`))), {p23:String}) = {p24:String})))), {p25:String})) AS `values`,
                argMinIf(ifNull(toString(coalesce(events.properties.`$pathname`, path(events.properties.`$current_url`))), {p26:String}), events.timestamp, (events.event IN ({p27:Array(String)}))) AS entry
            FROM events AS events
            ANY LEFT JOIN
            (
                SELECT events.properties.`$session_id` AS session_id
                FROM events AS events
                WHERE ((events.team_id = {p28:Int64}) AND (isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((events.properties.`$session_id` = {p29:String}), {p30:UInt8})))))
                GROUP BY events.properties.`$session_id`
            ) AS events__session ON (events.properties.`$session_id` = events__session.session_id)
            WHERE ((events.team_id = {p31:Int64}) AND ((events.timestamp >= {p32:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p33:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((events.properties.`$session_id` = {p34:String}), {p35:UInt8})))))
            GROUP BY session
            HAVING (((views > {p36:UInt8}) OR (conversions > {p37:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_value
) AS per_session
GROUP BY per_session.value
ORDER BY
    visitors_current DESC,
    views_current DESC,
    per_session.value ASC
LIMIT {p39:UInt8}, {p38:UInt8}
-- p0 = ["$pageview","$screen"]
-- p1 = ["$pageview","$screen"]
-- p2 = false
-- p3 = "second"
-- p4 = "$pageview"
-- p5 = 0
-- p6 = "$pageview"
-- p7 = 1
-- p8 = "$autocapture"
-- p9 = 0
-- p10 = "second"
-- p11 = 10
-- p12 = "2024-03-04 00:00:00.000000"
-- p13 = 0
-- p14 = "2024-03-08 23:59:59.999999"
-- p15 = 0
-- p16 = "2024-02-26 00:00:00.000000"
-- p17 = 0
-- p18 = "2024-03-01 23:59:59.999999"
-- p19 = 0
-- p20 = ["$pageview","$screen"]
-- p21 = ""
-- p22 = ["$pageview","$screen"]
-- p23 = ""
-- p24 = ""
-- p25 = ""
-- p26 = ""
-- p27 = ["$pageview","$screen"]
-- p28 = 1
-- p29 = ""
-- p30 = 0
-- p31 = 1
-- p32 = "2024-02-25 00:00:00.000000"
-- p33 = "2024-03-09 23:59:59.999000"
-- p34 = ""
-- p35 = 0
-- p36 = 0
-- p37 = 0
-- p38 = 11
-- p39 = 0
