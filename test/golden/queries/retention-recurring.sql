-- retention.0
SELECT
    members.row AS row,
    arrayJoin(members.appearances) AS column,
    sum(members.actors) AS total
FROM
(
    SELECT
        starting.actors AS actors,
        starting.start.1 AS row,
        arraySort(arrayConcat(array({p0:UInt8}), arrayFilter(i -> ((i > {p1:UInt8}) AND (i < {p2:UInt8})), arrayMap(r -> (r - (starting.start.1)), starting.returns)))) AS appearances
    FROM
    (
        SELECT
            patterns.actors AS actors,
            arrayJoin(arrayMap(row -> tuple(row), bitPositionsToArray(patterns.starts))) AS start,
            bitPositionsToArray(patterns.returns) AS returns
        FROM
        (
            SELECT
                each_actor.starts AS starts,
                each_actor.returns AS returns,
                count() AS actors
            FROM
            (
                SELECT
                    events.person_id AS actor,
                    groupBitOrIf(bitShiftLeft({p3:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p4:DateTime64(6, 'UTC')}))), (events.event = {p5:String})) AS starts,
                    groupBitOrIf(bitShiftLeft({p6:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p7:DateTime64(6, 'UTC')}))), (events.event = {p8:String})) AS returns
                FROM events AS events
                WHERE ((events.team_id = {p9:Int64}) AND (((events.timestamp >= {p10:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p11:DateTime64(6, 'UTC')})) AND ((events.event = {p12:String}) OR (events.event = {p13:String}))))
                GROUP BY actor
            ) AS each_actor
            GROUP BY
                each_actor.starts,
                each_actor.returns
        ) AS patterns
    ) AS starting
) AS members
GROUP BY
    members.row,
    column
-- p0 = 0
-- p1 = 0
-- p2 = 5
-- p3 = "1"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "$pageview"
-- p6 = "1"
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = "$pageview"
-- p9 = 1
-- p10 = "2024-03-04 00:00:00.000000"
-- p11 = "2024-03-08 23:59:59.999999"
-- p12 = "$pageview"
-- p13 = "$pageview"
