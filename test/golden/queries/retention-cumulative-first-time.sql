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
        range((arrayMax(arrayPushFront(arrayFilter(i -> ((i > {p0:UInt8}) AND (i < {p1:UInt8})), arrayMap(r -> (r - (starting.start.1)), starting.returns)), {p2:UInt8})) + {p3:UInt8})) AS appearances
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
                    argMinIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p4:DateTime64(6, 'UTC')})), toUnixTimestamp64Micro(events.timestamp), array(), if({p5:Bool}, {p6:UInt8}, {p7:UInt8})), events.timestamp, (events.event = {p8:String})) AS first,
                    countIf((events.event = {p9:String})) AS began,
                    bitPositionsToArray(groupBitOrIf(bitShiftLeft({p10:UInt64}, greatest((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p11:DateTime64(6, 'UTC')})), {p12:UInt8})), ((events.event = {p13:String}) AND (events.timestamp >= {p14:DateTime64(6, 'UTC')})))) AS returns
                FROM events AS events
                WHERE ((events.team_id = {p15:Int64}) AND ((events.timestamp <= {p16:DateTime64(6, 'UTC')}) AND ((events.event = {p17:String}) OR ((events.event = {p18:String}) AND (events.timestamp >= {p19:DateTime64(6, 'UTC')})))))
                GROUP BY actor
            ) AS per_actor
            WHERE ((per_actor.began > {p20:UInt8}) AND ((per_actor.first.1) >= {p21:UInt8}) AND ((per_actor.first.4) = {p22:UInt8}))
        ) AS patterns
    ) AS starting
) AS members
GROUP BY
    members.row,
    column
-- p0 = 0
-- p1 = 5
-- p2 = 0
-- p3 = 1
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = true
-- p6 = 1
-- p7 = 0
-- p8 = "$pageview"
-- p9 = "$pageview"
-- p10 = "1"
-- p11 = "2024-03-04 00:00:00.000000"
-- p12 = 0
-- p13 = "$pageview"
-- p14 = "2024-03-04 00:00:00.000000"
-- p15 = 1
-- p16 = "2024-03-08 23:59:59.999999"
-- p17 = "$pageview"
-- p18 = "$pageview"
-- p19 = "2024-03-04 00:00:00.000000"
-- p20 = 0
-- p21 = 0
-- p22 = 1
