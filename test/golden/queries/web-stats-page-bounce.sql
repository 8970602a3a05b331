-- rows
SELECT
    per_session.value AS value,
    uniqExactIf(per_session.person, per_session.is_current) AS visitors_current,
    sumIf(per_session.views, per_session.is_current) AS views_current,
    (avgIf(per_session.bounced, (per_session.is_current AND (per_session.entry = per_session.value))) * {p0:UInt8}) AS bounce_rate_current,
    uniqExactIf(per_session.person, per_session.is_previous) AS visitors_previous,
    sumIf(per_session.views, per_session.is_previous) AS views_previous,
    (avgIf(per_session.bounced, (per_session.is_previous AND (per_session.entry = per_session.value))) * {p1:UInt8}) AS bounce_rate_previous
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
                anyIf(events.person_id, (events.event IN ({p2:Array(String)}))) AS person,
                countIf((events.event IN ({p3:Array(String)}))) AS views,
                countIf({p4:Bool}) AS conversions,
                dateDiff({p5:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p6:String})) = {p7:UInt8}), NULL, ((countIf((events.event = {p8:String})) <= {p9:UInt8}) AND (countIf((events.event = {p10:String})) = {p11:UInt8}) AND (dateDiff({p12:String}, min(events.timestamp), max(events.timestamp)) < {p13:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p14:DateTime64(6, 'UTC')}), {p15:UInt8}) AND ifNull((min(events.timestamp) <= {p16:DateTime64(6, 'UTC')}), {p17:UInt8})) AS is_current,
                {p18:Bool} AS is_previous,
                groupArrayIf(ifNull(toString(coalesce(events.properties.`$pathname`, path(events.properties.`$current_url`))), {p19:String}), (events.event IN ({p20:Array(String)}))) AS `values`,
                argMinIf(ifNull(toString(coalesce(events.properties.`$pathname`, path(events.properties.`$current_url`))), {p21:String}), events.timestamp, (events.event IN ({p22:Array(String)}))) AS entry
            FROM events AS events
            ANY LEFT JOIN
            (
                SELECT events.properties.`$session_id` AS session_id
                FROM events AS events
                WHERE ((events.team_id = {p23:Int64}) AND (isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((events.properties.`$session_id` = {p24:String}), {p25:UInt8})))))
                GROUP BY events.properties.`$session_id`
            ) AS events__session ON (events.properties.`$session_id` = events__session.session_id)
            WHERE ((events.team_id = {p26:Int64}) AND ((events.timestamp >= {p27:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p28:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((events.properties.`$session_id` = {p29:String}), {p30:UInt8})))))
            GROUP BY session
            HAVING (((views > {p31:UInt8}) OR (conversions > {p32:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_value
) AS per_session
GROUP BY per_session.value
ORDER BY
    visitors_current DESC,
    views_current DESC,
    per_session.value ASC
LIMIT {p34:UInt8}, {p33:UInt8}
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
-- p18 = false
-- p19 = ""
-- p20 = ["$pageview","$screen"]
-- p21 = ""
-- p22 = ["$pageview","$screen"]
-- p23 = 1
-- p24 = ""
-- p25 = 0
-- p26 = 1
-- p27 = "2024-03-03 00:00:00.000000"
-- p28 = "2024-03-09 23:59:59.999000"
-- p29 = ""
-- p30 = 0
-- p31 = 0
-- p32 = 0
-- p33 = 11
-- p34 = 0
