-- retention.0
SELECT
    members.row AS row,
    arrayJoin(members.appearances) AS column,
    sum(members.actors) AS total
FROM
(
    SELECT
        starting.actors AS actors,
        tupleElement(starting.start, {p0:UInt8}) AS row,
        arraySort(arrayConcat(array({p1:UInt8}), arrayFilter(i -> ((i > {p2:UInt8}) AND (i < {p3:UInt8})), arrayMap(r -> (r - tupleElement(starting.start, {p4:UInt8})), starting.returns)))) AS appearances
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
                    groupBitOrIf(bitShiftLeft({p5:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p6:DateTime64(6, 'UTC')}))), (events.event = {p7:String})) AS starts,
                    groupBitOrIf(bitShiftLeft({p8:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p9:DateTime64(6, 'UTC')}))), (events.event = {p10:String})) AS returns
                FROM events AS events
                WHERE ((events.team_id = {p11:Int64}) AND (((events.timestamp >= {p12:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p13:DateTime64(6, 'UTC')})) AND ((events.event = {p14:String}) OR (events.event = {p15:String}))))
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
-- p0 = 1
-- p1 = 0
-- p2 = 0
-- p3 = 5
-- p4 = 1
-- p5 = "1"
-- p6 = "2024-03-04 00:00:00.000000"
-- p7 = "$pageview"
-- p8 = "1"
-- p9 = "2024-03-04 00:00:00.000000"
-- p10 = "$pageview"
-- p11 = 1
-- p12 = "2024-03-04 00:00:00.000000"
-- p13 = "2024-03-08 23:59:59.999999"
-- p14 = "$pageview"
-- p15 = "$pageview"
