-- retention.0
SELECT
    members.row AS row,
    arrayJoin(members.appearances) AS column,
    count() AS total
FROM
(
    SELECT
        starting.actor AS actor,
        tupleElement(starting.start, {p0:UInt8}) AS row,
        arraySort(arrayConcat(array({p1:UInt8}), arrayFilter(i -> ((i > {p2:UInt8}) AND (i < {p3:UInt8})), arrayMap(r -> (r - tupleElement(starting.start, {p4:UInt8})), starting.returns)))) AS appearances
    FROM
    (
        SELECT
            patterns.actor AS actor,
            arrayJoin(patterns.starts) AS start,
            patterns.returns AS returns
        FROM
        (
            SELECT
                per_actor.actor AS actor,
                array(per_actor.first) AS starts,
                per_actor.returns AS returns
            FROM
            (
                SELECT
                    events.person_id AS actor,
                    argMinIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p5:DateTime64(6, 'UTC')})), toUnixTimestamp64Micro(events.timestamp), array(), if({p6:Bool}, {p7:UInt8}, {p8:UInt8})), events.timestamp, (events.event = {p9:String})) AS first,
                    countIf((events.event = {p10:String})) AS began,
                    bitPositionsToArray(groupBitOrIf(bitShiftLeft({p11:UInt64}, greatest((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p12:DateTime64(6, 'UTC')})), {p13:UInt8})), (events.timestamp >= {p14:DateTime64(6, 'UTC')}))) AS returns
                FROM events AS events
                WHERE ((events.team_id = {p15:Int64}) AND ((events.timestamp <= {p16:DateTime64(6, 'UTC')}) AND ((events.event = {p17:String}) OR (events.timestamp >= {p18:DateTime64(6, 'UTC')}))))
                GROUP BY actor
            ) AS per_actor
            WHERE ((per_actor.began > {p19:UInt8}) AND (tupleElement(per_actor.first, {p20:UInt8}) >= {p21:UInt8}) AND (tupleElement(per_actor.first, {p22:UInt8}) = {p23:UInt8}))
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
-- p5 = "2024-03-04 00:00:00.000000"
-- p6 = true
-- p7 = 1
-- p8 = 0
-- p9 = "$pageview"
-- p10 = "$pageview"
-- p11 = "1"
-- p12 = "2024-03-04 00:00:00.000000"
-- p13 = 0
-- p14 = "2024-03-04 00:00:00.000000"
-- p15 = 1
-- p16 = "2024-03-08 23:59:59.999999"
-- p17 = "$pageview"
-- p18 = "2024-03-04 00:00:00.000000"
-- p19 = 0
-- p20 = 1
-- p21 = 0
-- p22 = 4
-- p23 = 1
