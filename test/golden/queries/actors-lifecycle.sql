-- actors
SELECT source.actor_id AS actor_id
FROM
(
    SELECT statuses.actor AS actor_id
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
    WHERE ((statuses.bucket = {p20:UInt8}) AND (statuses.status = {p21:String}))
    GROUP BY actor_id
) AS source
ORDER BY source.actor_id ASC
LIMIT {p23:UInt8}, {p22:UInt8}
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
-- p20 = 2
-- p21 = "dormant"
-- p22 = 101
-- p23 = 0

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
                    tupleElement(each_state.state, {p2:UInt8}) AS bucket,
                    tupleElement(each_state.state, {p3:UInt8}) AS status
                FROM
                (
                    SELECT
                        with_states.actor AS actor,
                        arrayJoin(with_states.states) AS state
                    FROM
                    (
                        SELECT
                            actors.actor AS actor,
                            arrayConcat(arrayMap(b -> tuple(b, multiIf((b = actors.created), {p4:String}, has(actors.active, (b - {p5:UInt8})), {p6:String}, {p7:String})), actors.active), arrayMap(b -> tuple(b, {p8:String}), arrayFilter(b -> (NOT has(actors.active, b)), arrayMap(b -> (b + {p9:UInt8}), actors.active)))) AS states
                        FROM
                        (
                            SELECT
                                events.person_id AS actor,
                                bitPositionsToArray(groupBitOr(bitShiftLeft({p10:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p11:DateTime64(6, 'UTC')}))))) AS active,
                                (toRelativeDayNum(min(events.person_created_at)) - toRelativeDayNum({p12:DateTime64(6, 'UTC')})) AS created
                            FROM events AS events
                            WHERE ((events.team_id = {p13:Int64}) AND ((events.event = {p14:String}) AND (events.timestamp >= {p15:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p16:DateTime64(6, 'UTC')}) AND (events.person_mode != {p17:String})))
                            GROUP BY actor
                        ) AS actors
                    ) AS with_states
                ) AS each_state
                WHERE ((tupleElement(each_state.state, {p18:UInt8}) >= {p19:UInt8}) AND (tupleElement(each_state.state, {p20:UInt8}) <= {p21:UInt8}))
            ) AS statuses
            WHERE ((statuses.bucket = {p22:UInt8}) AND (statuses.status = {p23:String}))
            GROUP BY actor_id
        ) AS source
        ORDER BY source.actor_id ASC
        LIMIT {p25:UInt8}, {p24:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = 2
-- p4 = "new"
-- p5 = 1
-- p6 = "returning"
-- p7 = "resurrecting"
-- p8 = "dormant"
-- p9 = 1
-- p10 = "1"
-- p11 = "2024-03-03 00:00:00.000000"
-- p12 = "2024-03-03 00:00:00.000000"
-- p13 = 1
-- p14 = "$pageview"
-- p15 = "2024-03-03 00:00:00.000000"
-- p16 = "2024-03-08 23:59:59.999999"
-- p17 = "propertyless"
-- p18 = 1
-- p19 = 1
-- p20 = 1
-- p21 = 5
-- p22 = 2
-- p23 = "dormant"
-- p24 = 101
-- p25 = 0
