-- lifecycle
SELECT
    statuses.bucket AS bucket,
    statuses.status AS status,
    count() AS total
FROM
(
    SELECT
        each_state.actor AS actor,
        each_state.state.1 AS bucket,
        each_state.state.2 AS status
    FROM
    (
        SELECT
            with_states.actor AS actor,
            arrayJoin(with_states.states) AS state
        FROM
        (
            SELECT
                actors.actor AS actor,
                arrayConcat(arrayMap(b -> tuple(b, multiIf((b = actors.created), {p0:String}, has(actors.active, (b - {p1:UInt8})), {p2:String}, {p3:String})), actors.active), arrayMap(b -> tuple(b, {p4:String}), arrayFilter(b -> (NOT has(actors.active, b)), arrayMap(b -> (b + {p5:UInt8}), actors.active)))) AS states
            FROM
            (
                SELECT
                    ifNull(events.properties.`$group_0`, {p6:String}) AS actor,
                    bitPositionsToArray(groupBitOr(bitShiftLeft({p7:UInt64}, intDiv((toStartOfWeek(events.timestamp, {p8:UInt8}) - toDate({p9:DateTime64(6, 'UTC')})), {p10:UInt8})))) AS active,
                    intDiv((toStartOfWeek(min(events__group_0.created_at), {p11:UInt8}) - toDate({p12:DateTime64(6, 'UTC')})), {p13:UInt8}) AS created
                FROM events AS events
                ANY LEFT JOIN groups AS events__group_0
                FINAL ON (((ifNull(events.properties.`$group_0`, {p14:String}) = events__group_0.group_key) AND (events__group_0.group_type_index = {p15:UInt8})) AND (events__group_0.team_id = {p16:Int64}))
                WHERE ((events.team_id = {p17:Int64}) AND ((events.event = {p18:String}) AND (events.timestamp >= {p19:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p20:DateTime64(6, 'UTC')}) AND (ifNull(events.properties.`$group_0`, {p21:String}) != {p22:String}) AND (events.person_mode != {p23:String})))
                GROUP BY actor
            ) AS actors
        ) AS with_states
    ) AS each_state
    WHERE (((each_state.state.1) >= {p24:UInt8}) AND ((each_state.state.1) <= {p25:UInt8}))
) AS statuses
GROUP BY
    statuses.bucket,
    statuses.status
-- p0 = "new"
-- p1 = 1
-- p2 = "returning"
-- p3 = "resurrecting"
-- p4 = "dormant"
-- p5 = 1
-- p6 = ""
-- p7 = "1"
-- p8 = 0
-- p9 = "2024-02-25 00:00:00.000000"
-- p10 = 7
-- p11 = 0
-- p12 = "2024-02-25 00:00:00.000000"
-- p13 = 7
-- p14 = ""
-- p15 = 0
-- p16 = 1
-- p17 = 1
-- p18 = "$pageview"
-- p19 = "2024-02-25 00:00:00.000000"
-- p20 = "2024-03-08 23:59:59.999999"
-- p21 = ""
-- p22 = ""
-- p23 = "propertyless"
-- p24 = 1
-- p25 = 1
