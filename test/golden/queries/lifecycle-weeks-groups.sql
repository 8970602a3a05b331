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
                    bitPositionsToArray(groupBitOr(bitShiftLeft({p9:UInt64}, intDiv(dateDiff({p10:String}, toDate({p11:DateTime64(6, 'UTC')}), toStartOfWeek(events.timestamp, {p12:UInt8})), {p13:UInt8})))) AS active,
                    intDiv(dateDiff({p14:String}, toDate({p15:DateTime64(6, 'UTC')}), toStartOfWeek(min(events__group_0.created_at), {p16:UInt8})), {p17:UInt8}) AS created
                FROM events AS events
                ANY LEFT JOIN groups AS events__group_0
                FINAL ON (((ifNull(events.properties.`$group_0`, {p18:String}) = events__group_0.group_key) AND (events__group_0.group_type_index = {p19:UInt8})) AND (events__group_0.team_id = {p20:Int64}))
                WHERE ((events.team_id = {p21:Int64}) AND ((events.event = {p22:String}) AND (events.timestamp >= {p23:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p24:DateTime64(6, 'UTC')}) AND (ifNull(events.properties.`$group_0`, {p25:String}) != {p26:String}) AND (events.person_mode != {p27:String})))
                GROUP BY actor
            ) AS actors
        ) AS with_states
    ) AS each_state
    WHERE ((tupleElement(each_state.state, {p28:UInt8}) >= {p29:UInt8}) AND (tupleElement(each_state.state, {p30:UInt8}) <= {p31:UInt8}))
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
-- p10 = "day"
-- p11 = "2024-02-25 00:00:00.000000"
-- p12 = 0
-- p13 = 7
-- p14 = "day"
-- p15 = "2024-02-25 00:00:00.000000"
-- p16 = 0
-- p17 = 7
-- p18 = ""
-- p19 = 0
-- p20 = 1
-- p21 = 1
-- p22 = "$pageview"
-- p23 = "2024-02-25 00:00:00.000000"
-- p24 = "2024-03-08 23:59:59.999999"
-- p25 = ""
-- p26 = ""
-- p27 = "propertyless"
-- p28 = 1
-- p29 = 1
-- p30 = 1
-- p31 = 1
