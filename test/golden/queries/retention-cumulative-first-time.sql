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
        range((arrayMax(arrayPushFront(arrayFilter(i -> ((i > {p1:UInt8}) AND (i < {p2:UInt8})), arrayMap(r -> (r - tupleElement(starting.start, {p3:UInt8})), starting.returns)), {p4:UInt8})) + {p5:UInt8})) AS appearances
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
                    argMinIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p6:DateTime64(6, 'UTC')})), toUnixTimestamp64Micro(events.timestamp), array(), if({p7:Bool}, {p8:UInt8}, {p9:UInt8})), events.timestamp, (events.event = {p10:String})) AS first,
                    countIf((events.event = {p11:String})) AS began,
                    bitPositionsToArray(groupBitOrIf(bitShiftLeft({p12:UInt64}, greatest((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p13:DateTime64(6, 'UTC')})), {p14:UInt8})), ((events.event = {p15:String}) AND (events.timestamp >= {p16:DateTime64(6, 'UTC')})))) AS returns
                FROM events AS events
                WHERE ((events.team_id = {p17:Int64}) AND ((events.timestamp <= {p18:DateTime64(6, 'UTC')}) AND ((events.event = {p19:String}) OR ((events.event = {p20:String}) AND (events.timestamp >= {p21:DateTime64(6, 'UTC')})))))
                GROUP BY actor
            ) AS per_actor
            WHERE ((per_actor.began > {p22:UInt8}) AND (tupleElement(per_actor.first, {p23:UInt8}) >= {p24:UInt8}) AND (tupleElement(per_actor.first, {p25:UInt8}) = {p26:UInt8}))
        ) AS patterns
    ) AS starting
) AS members
GROUP BY
    members.row,
    column
-- p0 = 1
-- p1 = 0
-- p2 = 5
-- p3 = 1
-- p4 = 0
-- p5 = 1
-- p6 = "2024-03-04 00:00:00.000000"
-- p7 = true
-- p8 = 1
-- p9 = 0
-- p10 = "$pageview"
-- p11 = "$pageview"
-- p12 = "1"
-- p13 = "2024-03-04 00:00:00.000000"
-- p14 = 0
-- p15 = "$pageview"
-- p16 = "2024-03-04 00:00:00.000000"
-- p17 = 1
-- p18 = "2024-03-08 23:59:59.999999"
-- p19 = "$pageview"
-- p20 = "$pageview"
-- p21 = "2024-03-04 00:00:00.000000"
-- p22 = 0
-- p23 = 1
-- p24 = 0
-- p25 = 4
-- p26 = 1
