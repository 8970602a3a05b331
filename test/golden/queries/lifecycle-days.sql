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
                    events.person_id AS actor,
                    bitPositionsToArray(groupBitOr(bitShiftLeft({p6:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p7:DateTime64(6, 'UTC')}))))) AS active,
                    (toRelativeDayNum(min(events.person_created_at)) - toRelativeDayNum({p8:DateTime64(6, 'UTC')})) AS created
                FROM events AS events
                WHERE ((events.team_id = {p9:Int64}) AND ((events.event = {p10:String}) AND (events.timestamp >= {p11:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p12:DateTime64(6, 'UTC')}) AND (events.person_mode != {p13:String})))
                GROUP BY actor
            ) AS actors
        ) AS with_states
    ) AS each_state
    WHERE (((each_state.state.1) >= {p14:UInt8}) AND ((each_state.state.1) <= {p15:UInt8}))
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
-- p6 = "1"
-- p7 = "2024-03-03 00:00:00.000000"
-- p8 = "2024-03-03 00:00:00.000000"
-- p9 = 1
-- p10 = "$pageview"
-- p11 = "2024-03-03 00:00:00.000000"
-- p12 = "2024-03-08 23:59:59.999999"
-- p13 = "propertyless"
-- p14 = 1
-- p15 = 5
