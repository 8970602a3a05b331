-- actors
SELECT source.actor_id AS actor_id
FROM
(
    SELECT statuses.actor AS actor_id
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
    WHERE ((statuses.bucket = {p16:UInt8}) AND (statuses.status = {p17:String}))
    GROUP BY actor_id
) AS source
ORDER BY source.actor_id ASC
LIMIT {p19:UInt8}, {p18:UInt8}
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
-- p16 = 2
-- p17 = "dormant"
-- p18 = 101
-- p19 = 0

-- about
SELECT persons.id AS actor_id
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p0:Int64}) AND (persons.is_deleted = {p1:Int64})) AND (persons.id IN (
    SELECT page.actor_id AS actor_id
    FROM
    (
        SELECT source.actor_id AS actor_id
        FROM
        (
            SELECT statuses.actor AS actor_id
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
                WHERE (((each_state.state.1) >= {p16:UInt8}) AND ((each_state.state.1) <= {p17:UInt8}))
            ) AS statuses
            WHERE ((statuses.bucket = {p18:UInt8}) AND (statuses.status = {p19:String}))
            GROUP BY actor_id
        ) AS source
        ORDER BY source.actor_id ASC
        LIMIT {p21:UInt8}, {p20:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
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
-- p17 = 5
-- p18 = 2
-- p19 = "dormant"
-- p20 = 101
-- p21 = 0
