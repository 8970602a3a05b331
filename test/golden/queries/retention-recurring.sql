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
            actors.actor AS actor,
            arrayJoin(actors.starts) AS start,
            actors.returns AS returns
        FROM
        (
            SELECT
                events.person_id AS actor,
                arrayMap(row -> tuple(row), bitPositionsToArray(groupBitOrIf(bitShiftLeft({p5:UInt64}, dateDiff({p6:String}, toDate({p7:DateTime64(6, 'UTC')}), toDate(events.timestamp))), (events.event = {p8:String})))) AS starts,
                bitPositionsToArray(groupBitOrIf(bitShiftLeft({p9:UInt64}, dateDiff({p10:String}, toDate({p11:DateTime64(6, 'UTC')}), toDate(events.timestamp))), (events.event = {p12:String}))) AS returns
            FROM events AS events
            WHERE ((events.team_id = {p13:Int64}) AND (((events.timestamp >= {p14:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p15:DateTime64(6, 'UTC')})) AND ((events.event = {p16:String}) OR (events.event = {p17:String}))))
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
-- p5 = "1"
-- p6 = "day"
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = "$pageview"
-- p9 = "1"
-- p10 = "day"
-- p11 = "2024-03-04 00:00:00.000000"
-- p12 = "$pageview"
-- p13 = 1
-- p14 = "2024-03-04 00:00:00.000000"
-- p15 = "2024-03-08 23:59:59.999999"
-- p16 = "$pageview"
-- p17 = "$pageview"
