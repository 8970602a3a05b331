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
        arraySort(arrayConcat(array({p1:UInt8}), arrayFilter(i -> ((i > {p2:UInt8}) AND (i < {p3:UInt8})), arrayFilter((w, n) -> (n = {p4:UInt8}), arrayMap(r -> if(((r - tupleElement(starting.start, {p5:UInt8})) < {p6:UInt8}), {p7:Int8}, intDiv((r - tupleElement(starting.start, {p8:UInt8})), {p9:UInt64})), starting.returns), arrayEnumerateUniq(arrayMap(r -> if(((r - tupleElement(starting.start, {p10:UInt8})) < {p11:UInt8}), {p12:Int8}, intDiv((r - tupleElement(starting.start, {p13:UInt8})), {p14:UInt64})), starting.returns)))))) AS appearances
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
                array(argMinIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p15:DateTime64(6, 'UTC')})), toUnixTimestamp64Micro(events.timestamp)), events.timestamp, (events.event = {p16:String}))) AS starts,
                groupArrayIf(toUnixTimestamp64Micro(events.timestamp), (events.event = {p17:String})) AS returns
            FROM events AS events
            WHERE ((events.team_id = {p18:Int64}) AND (((events.timestamp >= {p19:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p20:DateTime64(6, 'UTC')})) AND ((events.event = {p21:String}) OR (events.event = {p22:String}))))
            GROUP BY actor
            HAVING (countIf((events.event = {p23:String})) > {p24:UInt8})
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
-- p5 = 2
-- p6 = 0
-- p7 = -1
-- p8 = 2
-- p9 = 86400000000
-- p10 = 2
-- p11 = 0
-- p12 = -1
-- p13 = 2
-- p14 = 86400000000
-- p15 = "2024-03-04 00:00:00.000000"
-- p16 = "$pageview"
-- p17 = "$pageview"
-- p18 = 1
-- p19 = "2024-03-04 00:00:00.000000"
-- p20 = "2024-03-08 23:59:59.999999"
-- p21 = "$pageview"
-- p22 = "$pageview"
-- p23 = "$pageview"
-- p24 = 0
