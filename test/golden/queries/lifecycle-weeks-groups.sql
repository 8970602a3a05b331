-- lifecycle
SELECT
    statuses.bucket AS bucket,
    statuses.status AS status,
    count() AS total
FROM
(
    SELECT
        each_state.actor AS actor,
        tupleElement(each_state.state, {p0:UInt8}) AS bucket,
        tupleElement(each_state.state, {p1:UInt8}) AS status
    FROM
    (
        SELECT
            with_states.actor AS actor,
            arrayJoin(with_states.states) AS state
        FROM
        (
            SELECT
                actors.actor AS actor,
                arrayConcat(arrayMap(b -> tuple(b, multiIf((b = actors.created), {p2:String}, has(actors.active, (b - {p3:UInt8})), {p4:String}, {p5:String})), actors.active), arrayMap(b -> tuple(b, {p6:String}), arrayFilter(b -> (NOT has(actors.active, b)), arrayMap(b -> (b + {p7:UInt8}), actors.active)))) AS states
            FROM
            (
                SELECT
                    ifNull(events.properties.`$group_0`, {p8:String}) AS actor,
                    bitPositionsToArray(groupBitOr(bitShiftLeft({p9:UInt64}, intDiv((toStartOfWeek(events.timestamp, {p10:UInt8}) - toDate({p11:DateTime64(6, 'UTC')})), {p12:UInt8})))) AS active,
                    intDiv((toStartOfWeek(min(events__group_0.created_at), {p13:UInt8}) - toDate({p14:DateTime64(6, 'UTC')})), {p15:UInt8}) AS created
                FROM events AS events
                ANY LEFT JOIN groups AS events__group_0
                FINAL ON (((ifNull(events.properties.`$group_0`, {p16:String}) = events__group_0.group_key) AND (events__group_0.group_type_index = {p17:UInt8})) AND (events__group_0.team_id = {p18:Int64}))
                WHERE ((events.team_id = {p19:Int64}) AND ((events.event = {p20:String}) AND (events.timestamp >= {p21:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p22:DateTime64(6, 'UTC')}) AND (ifNull(events.properties.`$group_0`, {p23:String}) != {p24:String}) AND (events.person_mode != {p25:String})))
                GROUP BY actor
            ) AS actors
        ) AS with_states
    ) AS each_state
    WHERE ((tupleElement(each_state.state, {p26:UInt8}) >= {p27:UInt8}) AND (tupleElement(each_state.state, {p28:UInt8}) <= {p29:UInt8}))
) AS statuses
GROUP BY
    statuses.bucket,
    statuses.status
-- p0 = 1
-- p1 = 2
-- p2 = "new"
-- p3 = 1
-- p4 = "returning"
-- p5 = "resurrecting"
-- p6 = "dormant"
-- p7 = 1
-- p8 = ""
-- p9 = "1"
-- p10 = 0
-- p11 = "2024-02-25 00:00:00.000000"
-- p12 = 7
-- p13 = 0
-- p14 = "2024-02-25 00:00:00.000000"
-- p15 = 7
-- p16 = ""
-- p17 = 0
-- p18 = 1
-- p19 = 1
-- p20 = "$pageview"
-- p21 = "2024-02-25 00:00:00.000000"
-- p22 = "2024-03-08 23:59:59.999999"
-- p23 = ""
-- p24 = ""
-- p25 = "propertyless"
-- p26 = 1
-- p27 = 1
-- p28 = 1
-- p29 = 1
