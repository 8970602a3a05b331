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
        arraySort(arrayConcat(array({p0:UInt8}), arrayFilter(i -> ((i > {p1:UInt8}) AND (i < {p2:UInt8})), arrayFilter((w, n) -> (n = {p3:UInt8}), arrayMap(r -> if(((r - (starting.start.2)) < {p4:UInt8}), {p5:Int8}, intDiv((r - (starting.start.2)), {p6:UInt64})), starting.returns), arrayEnumerateUniq(arrayMap(r -> if(((r - (starting.start.2)) < {p7:UInt8}), {p8:Int8}, intDiv((r - (starting.start.2)), {p9:UInt64})), starting.returns)))))) AS appearances
    FROM
    (
        SELECT
            patterns.actor AS actor,
            arrayJoin(patterns.starts) AS start,
            patterns.returns AS returns
        FROM
        (
            SELECT
                events.person_id AS actor,
                array(argMinIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p10:DateTime64(6, 'UTC')})), toUnixTimestamp64Micro(events.timestamp)), events.timestamp, (events.event = {p11:String}))) AS starts,
                groupArrayIf(toUnixTimestamp64Micro(events.timestamp), (events.event = {p12:String})) AS returns
            FROM events AS events
            WHERE ((events.team_id = {p13:Int64}) AND (((events.timestamp >= {p14:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p15:DateTime64(6, 'UTC')})) AND ((events.event = {p16:String}) OR (events.event = {p17:String}))))
            GROUP BY actor
            HAVING (countIf((events.event = {p18:String})) > {p19:UInt8})
        ) AS patterns
    ) AS starting
) AS members
GROUP BY
    members.row,
    column
-- p0 = 0
-- p1 = 0
-- p2 = 5
-- p3 = 1
-- p4 = 0
-- p5 = -1
-- p6 = 86400000000
-- p7 = 0
-- p8 = -1
-- p9 = 86400000000
-- p10 = "2024-03-04 00:00:00.000000"
-- p11 = "$pageview"
-- p12 = "$pageview"
-- p13 = 1
-- p14 = "2024-03-04 00:00:00.000000"
-- p15 = "2024-03-08 23:59:59.999999"
-- p16 = "$pageview"
-- p17 = "$pageview"
-- p18 = "$pageview"
-- p19 = 0
