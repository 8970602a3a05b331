-- retention.0
SELECT
    members.row AS row,
    arrayJoin(members.appearances) AS column,
    count() AS total
FROM
(
    SELECT
        starting.actor AS actor,
        starting.start.1 AS row,
        arraySort(arrayConcat(array({p0:UInt8}), arrayFilter(i -> ((i > {p1:UInt8}) AND (i < {p2:UInt8})), arrayMap(r -> (r - (starting.start.1)), starting.returns)))) AS appearances
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
                    argMinIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p3:DateTime64(6, 'UTC')})), toUnixTimestamp64Micro(events.timestamp), array(), if({p4:Bool}, {p5:UInt8}, {p6:UInt8})), events.timestamp, (events.event = {p7:String})) AS first,
                    countIf((events.event = {p8:String})) AS began,
                    bitPositionsToArray(groupBitOrIf(bitShiftLeft({p9:UInt64}, greatest((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p10:DateTime64(6, 'UTC')})), {p11:UInt8})), (events.timestamp >= {p12:DateTime64(6, 'UTC')}))) AS returns
                FROM events AS events
                WHERE ((events.team_id = {p13:Int64}) AND ((events.timestamp <= {p14:DateTime64(6, 'UTC')}) AND ((events.event = {p15:String}) OR (events.timestamp >= {p16:DateTime64(6, 'UTC')}))))
                GROUP BY actor
            ) AS per_actor
            WHERE ((per_actor.began > {p17:UInt8}) AND ((per_actor.first.1) >= {p18:UInt8}) AND ((per_actor.first.4) = {p19:UInt8}))
        ) AS patterns
    ) AS starting
) AS members
GROUP BY
    members.row,
    column
-- p0 = 0
-- p1 = 0
-- p2 = 5
-- p3 = "2024-03-04 00:00:00.000000"
-- p4 = true
-- p5 = 1
-- p6 = 0
-- p7 = "$pageview"
-- p8 = "$pageview"
-- p9 = "1"
-- p10 = "2024-03-04 00:00:00.000000"
-- p11 = 0
-- p12 = "2024-03-04 00:00:00.000000"
-- p13 = 1
-- p14 = "2024-03-08 23:59:59.999999"
-- p15 = "$pageview"
-- p16 = "2024-03-04 00:00:00.000000"
-- p17 = 0
-- p18 = 0
-- p19 = 1
