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
                    events.person_id AS actor,
                    bitPositionsToArray(groupBitOr(bitShiftLeft({p8:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p9:DateTime64(6, 'UTC')}))))) AS active,
                    (toRelativeDayNum(min(events.person_created_at)) - toRelativeDayNum({p10:DateTime64(6, 'UTC')})) AS created
                FROM events AS events
                WHERE ((events.team_id = {p11:Int64}) AND ((events.event = {p12:String}) AND (events.timestamp >= {p13:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p14:DateTime64(6, 'UTC')}) AND (events.person_mode != {p15:String})))
                GROUP BY actor
            ) AS actors
        ) AS with_states
    ) AS each_state
    WHERE ((tupleElement(each_state.state, {p16:UInt8}) >= {p17:UInt8}) AND (tupleElement(each_state.state, {p18:UInt8}) <= {p19:UInt8}))
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
-- p8 = "1"
-- p9 = "2024-03-03 00:00:00.000000"
-- p10 = "2024-03-03 00:00:00.000000"
-- p11 = 1
-- p12 = "$pageview"
-- p13 = "2024-03-03 00:00:00.000000"
-- p14 = "2024-03-08 23:59:59.999999"
-- p15 = "propertyless"
-- p16 = 1
-- p17 = 1
-- p18 = 1
-- p19 = 5
