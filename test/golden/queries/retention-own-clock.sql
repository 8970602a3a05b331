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
            actors.actor AS actor,
            arrayJoin(actors.starts) AS start,
            actors.returns AS returns
        FROM
        (
            SELECT
                events.person_id AS actor,
                arrayFilter((s, n) -> (n = {p15:UInt8}), arraySort(groupArrayIf(tuple(dateDiff({p16:String}, toDate({p17:DateTime64(6, 'UTC')}), toDate(events.timestamp)), toUnixTimestamp64Micro(events.timestamp), array()), (events.event = {p18:String}))), arrayEnumerateUniq(arrayMap(s -> tuple(tupleElement(s, {p19:UInt8}), tupleElement(s, {p20:UInt8})), arraySort(groupArrayIf(tuple(dateDiff({p21:String}, toDate({p22:DateTime64(6, 'UTC')}), toDate(events.timestamp)), toUnixTimestamp64Micro(events.timestamp), array()), (events.event = {p23:String})))))) AS starts,
                groupArrayIf(toUnixTimestamp64Micro(events.timestamp), (events.event = {p24:String})) AS returns
            FROM events AS events
            WHERE ((events.team_id = {p25:Int64}) AND (((events.timestamp >= {p26:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p27:DateTime64(6, 'UTC')})) AND ((events.event = {p28:String}) OR (events.event = {p29:String}))))
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
-- p15 = 1
-- p16 = "day"
-- p17 = "2024-03-04 00:00:00.000000"
-- p18 = "$pageview"
-- p19 = 1
-- p20 = 3
-- p21 = "day"
-- p22 = "2024-03-04 00:00:00.000000"
-- p23 = "$pageview"
-- p24 = "$pageview"
-- p25 = 1
-- p26 = "2024-03-04 00:00:00.000000"
-- p27 = "2024-03-08 23:59:59.999999"
-- p28 = "$pageview"
-- p29 = "$pageview"
