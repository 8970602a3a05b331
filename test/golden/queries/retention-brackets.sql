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
        arraySort(arrayConcat(array({p1:UInt8}), arrayFilter(i -> ((i > {p2:UInt8}) AND (i < {p3:UInt8})), arrayDistinct(arrayMap(r -> multiIf((r <= {p4:UInt8}), {p5:Int8}, (r <= {p6:UInt8}), {p7:UInt8}, (r <= {p8:UInt8}), {p9:UInt8}, {p10:Int8}), arrayMap(r -> (r - tupleElement(starting.start, {p11:UInt8})), starting.returns)))))) AS appearances
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
                    groupBitOrIf(bitShiftLeft({p12:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p13:DateTime64(6, 'UTC')}))), (events.event = {p14:String})) AS starts,
                    groupBitOrIf(bitShiftLeft({p15:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p16:DateTime64(6, 'UTC')}))), (events.event = {p17:String})) AS returns
                FROM events AS events
                WHERE ((events.team_id = {p18:Int64}) AND (((events.timestamp >= {p19:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p20:DateTime64(6, 'UTC')})) AND ((events.event = {p21:String}) OR (events.event = {p22:String}))))
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
-- p3 = 3
-- p4 = 0
-- p5 = -1
-- p6 = 1
-- p7 = 1
-- p8 = 4
-- p9 = 2
-- p10 = -1
-- p11 = 1
-- p12 = "1"
-- p13 = "2024-03-04 00:00:00.000000"
-- p14 = "$pageview"
-- p15 = "1"
-- p16 = "2024-03-04 00:00:00.000000"
-- p17 = "$pageview"
-- p18 = 1
-- p19 = "2024-03-04 00:00:00.000000"
-- p20 = "2024-03-08 23:59:59.999999"
-- p21 = "$pageview"
-- p22 = "$pageview"
