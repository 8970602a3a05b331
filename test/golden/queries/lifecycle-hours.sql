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
                    groupUniqArray(dateDiff({p8:String}, {p9:DateTime64(6, 'UTC')}, events.timestamp)) AS active,
                    dateDiff({p10:String}, {p11:DateTime64(6, 'UTC')}, min(events.person_created_at)) AS created
                FROM events AS events
                WHERE ((events.team_id = {p12:Int64}) AND ((events.event = {p13:String}) AND (events.timestamp >= {p14:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p15:DateTime64(6, 'UTC')}) AND (events.person_mode != {p16:String})))
                GROUP BY actor
            ) AS actors
        ) AS with_states
    ) AS each_state
    WHERE ((tupleElement(each_state.state, {p17:UInt8}) >= {p18:UInt8}) AND (tupleElement(each_state.state, {p19:UInt8}) <= {p20:UInt8}))
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
-- p8 = "hour"
-- p9 = "2024-03-03 23:00:00.000000"
-- p10 = "hour"
-- p11 = "2024-03-03 23:00:00.000000"
-- p12 = 1
-- p13 = "purchase"
-- p14 = "2024-03-03 23:00:00.000000"
-- p15 = "2024-03-08 23:59:59.999999"
-- p16 = "propertyless"
-- p17 = 1
-- p18 = 1
-- p19 = 1
-- p20 = 120
