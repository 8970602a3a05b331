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
            actors.actor AS actor,
            arrayJoin(actors.starts) AS start,
            actors.returns AS returns
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
                    argMinIf(tuple(dateDiff({p6:String}, toDate({p7:DateTime64(6, 'UTC')}), toDate(events.timestamp)), toUnixTimestamp64Micro(events.timestamp), array(), if({p8:Bool}, {p9:UInt8}, {p10:UInt8})), events.timestamp, (events.event = {p11:String})) AS first,
                    countIf((events.event = {p12:String})) AS began,
                    bitPositionsToArray(groupBitOrIf(bitShiftLeft({p13:UInt64}, greatest(dateDiff({p14:String}, toDate({p15:DateTime64(6, 'UTC')}), toDate(events.timestamp)), {p16:UInt8})), ((events.event = {p17:String}) AND (events.timestamp >= {p18:DateTime64(6, 'UTC')})))) AS returns
                FROM events AS events
                WHERE ((events.team_id = {p19:Int64}) AND ((events.timestamp <= {p20:DateTime64(6, 'UTC')}) AND ((events.event = {p21:String}) OR ((events.event = {p22:String}) AND (events.timestamp >= {p23:DateTime64(6, 'UTC')})))))
                GROUP BY actor
            ) AS per_actor
            WHERE ((per_actor.began > {p24:UInt8}) AND (tupleElement(per_actor.first, {p25:UInt8}) >= {p26:UInt8}) AND (tupleElement(per_actor.first, {p27:UInt8}) = {p28:UInt8}))
        ) AS actors
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
-- p6 = "day"
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = true
-- p9 = 1
-- p10 = 0
-- p11 = "$pageview"
-- p12 = "$pageview"
-- p13 = "1"
-- p14 = "day"
-- p15 = "2024-03-04 00:00:00.000000"
-- p16 = 0
-- p17 = "$pageview"
-- p18 = "2024-03-04 00:00:00.000000"
-- p19 = 1
-- p20 = "2024-03-08 23:59:59.999999"
-- p21 = "$pageview"
-- p22 = "$pageview"
-- p23 = "2024-03-04 00:00:00.000000"
-- p24 = 0
-- p25 = 1
-- p26 = 0
-- p27 = 4
-- p28 = 1
