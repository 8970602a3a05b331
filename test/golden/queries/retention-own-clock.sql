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
        arraySort(arrayConcat(array({p1:UInt8}), arrayFilter(i -> ((i > {p2:UInt8}) AND (i < {p3:UInt8})), arrayDistinct(arrayMap(r -> if(((r - tupleElement(starting.start, {p4:UInt8})) < {p5:UInt8}), {p6:Int8}, intDiv((r - tupleElement(starting.start, {p7:UInt8})), {p8:UInt64})), starting.returns))))) AS appearances
    FROM
    (
        SELECT
            actors.actor AS actor,
            arrayJoin(actors.starts) AS start,
            actors.returns AS returns
        FROM
        (
            SELECT
                events.person_id AS actor,
                arrayFilter((s, n) -> (n = {p9:UInt8}), arraySort(groupArrayIf(tuple(dateDiff({p10:String}, toDate({p11:DateTime64(6, 'UTC')}), toDate(events.timestamp)), toUnixTimestamp64Micro(events.timestamp), array()), (events.event = {p12:String}))), arrayEnumerateUniq(arrayMap(s -> tuple(tupleElement(s, {p13:UInt8}), tupleElement(s, {p14:UInt8})), arraySort(groupArrayIf(tuple(dateDiff({p15:String}, toDate({p16:DateTime64(6, 'UTC')}), toDate(events.timestamp)), toUnixTimestamp64Micro(events.timestamp), array()), (events.event = {p17:String})))))) AS starts,
                groupArrayIf(toUnixTimestamp64Micro(events.timestamp), (events.event = {p18:String})) AS returns
            FROM events AS events
            WHERE ((events.team_id = {p19:Int64}) AND (((events.timestamp >= {p20:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p21:DateTime64(6, 'UTC')})) AND ((events.event = {p22:String}) OR (events.event = {p23:String}))))
            GROUP BY actor
        ) AS actors
    ) AS starting
) AS members
GROUP BY
    members.row,
    column
-- p0 = 1
-- p1 = 0
-- p2 = 0
-- p3 = 5
-- p4 = 2
-- p5 = 0
-- p6 = -1
-- p7 = 2
-- p8 = 86400000000
-- p9 = 1
-- p10 = "day"
-- p11 = "2024-03-04 00:00:00.000000"
-- p12 = "$pageview"
-- p13 = 1
-- p14 = 3
-- p15 = "day"
-- p16 = "2024-03-04 00:00:00.000000"
-- p17 = "$pageview"
-- p18 = "$pageview"
-- p19 = 1
-- p20 = "2024-03-04 00:00:00.000000"
-- p21 = "2024-03-08 23:59:59.999999"
-- p22 = "$pageview"
-- p23 = "$pageview"
