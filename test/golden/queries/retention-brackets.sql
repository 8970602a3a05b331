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
        arraySort(arrayConcat(array({p0:UInt8}), arrayFilter(i -> ((i > {p1:UInt8}) AND (i < {p2:UInt8})), arrayDistinct(arrayMap(r -> multiIf((r <= {p3:UInt8}), {p4:Int8}, (r <= {p5:UInt8}), {p6:UInt8}, (r <= {p7:UInt8}), {p8:UInt8}, {p9:Int8}), arrayMap(r -> (r - (starting.start.1)), starting.returns)))))) AS appearances
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
                    groupBitOrIf(bitShiftLeft({p10:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p11:DateTime64(6, 'UTC')}))), (events.event = {p12:String})) AS starts,
                    groupBitOrIf(bitShiftLeft({p13:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p14:DateTime64(6, 'UTC')}))), (events.event = {p15:String})) AS returns
                FROM events AS events
                WHERE ((events.team_id = {p16:Int64}) AND (((events.timestamp >= {p17:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p18:DateTime64(6, 'UTC')})) AND ((events.event = {p19:String}) OR (events.event = {p20:String}))))
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
-- p2 = 3
-- p3 = 0
-- p4 = -1
-- p5 = 1
-- p6 = 1
-- p7 = 4
-- p8 = 2
-- p9 = -1
-- p10 = "1"
-- p11 = "2024-03-04 00:00:00.000000"
-- p12 = "$pageview"
-- p13 = "1"
-- p14 = "2024-03-04 00:00:00.000000"
-- p15 = "$pageview"
-- p16 = 1
-- p17 = "2024-03-04 00:00:00.000000"
-- p18 = "2024-03-08 23:59:59.999999"
-- p19 = "$pageview"
-- p20 = "$pageview"
