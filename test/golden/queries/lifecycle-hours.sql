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
                    groupUniqArray(dateDiff({p6:String}, {p7:DateTime64(6, 'UTC')}, events.timestamp)) AS active,
                    dateDiff({p8:String}, {p9:DateTime64(6, 'UTC')}, min(events.person_created_at)) AS created
                FROM events AS events
                WHERE ((events.team_id = {p10:Int64}) AND ((events.event = {p11:String}) AND (events.timestamp >= {p12:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p13:DateTime64(6, 'UTC')}) AND (events.person_mode != {p14:String})))
                GROUP BY actor
            ) AS actors
        ) AS with_states
    ) AS each_state
    WHERE (((each_state.state.1) >= {p15:UInt8}) AND ((each_state.state.1) <= {p16:UInt8}))
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
-- p6 = "hour"
-- p7 = "2024-03-03 23:00:00.000000"
-- p8 = "hour"
-- p9 = "2024-03-03 23:00:00.000000"
-- p10 = 1
-- p11 = "purchase"
-- p12 = "2024-03-03 23:00:00.000000"
-- p13 = "2024-03-08 23:59:59.999999"
-- p14 = "propertyless"
-- p15 = 1
-- p16 = 120
