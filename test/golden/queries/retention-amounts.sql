-- retention.0
SELECT
    members.row AS row,
    members.column AS column,
    count() AS total,
    sum(members.amount) AS amount
FROM
(
    SELECT
        cells.row AS row,
        tupleElement(cells.cell, {p0:UInt8}) AS column,
        tupleElement(cells.cell, {p1:UInt8}) AS amount
    FROM
    (
        SELECT
            actors.row AS row,
            arrayJoin(arrayZip(actors.appearances, actors.amounts)) AS cell
        FROM
        (
            SELECT
                listed.actor AS actor,
                listed.row AS row,
                listed.appearances AS appearances,
                arrayMap(column -> arraySum(arrayMap(e -> tupleElement(e, {p2:UInt8}), arrayFilter(e -> (tupleElement(e, {p3:UInt8}) = column), listed.entries))), listed.appearances) AS amounts
            FROM
            (
                SELECT
                    entered.actor AS actor,
                    entered.row AS row,
                    arraySort(arrayDistinct(arrayConcat(array({p4:UInt8}), arrayMap(e -> tupleElement(e, {p5:UInt8}), entered.entries)))) AS appearances,
                    entered.entries AS entries
                FROM
                (
                    SELECT
                        starting.actor AS actor,
                        tupleElement(starting.start, {p6:UInt8}) AS row,
                        arrayMap(r -> tuple((tupleElement(r, {p7:UInt8}) - tupleElement(starting.start, {p8:UInt8})), tupleElement(r, {p9:UInt8})), arrayFilter(r -> ((ifNull(((tupleElement(r, {p10:UInt8}) - tupleElement(starting.start, {p11:UInt8})) > {p12:UInt8}), {p13:UInt8}) AND ifNull(((tupleElement(r, {p14:UInt8}) - tupleElement(starting.start, {p15:UInt8})) < {p16:UInt8}), {p17:UInt8})) OR (((tupleElement(r, {p18:UInt8}) - tupleElement(starting.start, {p19:UInt8})) = {p20:UInt8}) AND ifNull((tupleElement(r, {p21:UInt8}) > tupleElement(starting.start, {p22:UInt8})), {p23:UInt8}))), starting.returns)) AS entries
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
                                arrayFilter((s, n) -> (n = {p24:UInt8}), arraySort(groupArrayIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p25:DateTime64(6, 'UTC')})), toUnixTimestamp64Micro(events.timestamp)), (events.event = {p26:String}))), arrayEnumerateUniq(arrayMap(s -> tupleElement(s, {p27:UInt8}), arraySort(groupArrayIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p28:DateTime64(6, 'UTC')})), toUnixTimestamp64Micro(events.timestamp)), (events.event = {p29:String})))))) AS starts,
                                groupArrayIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p30:DateTime64(6, 'UTC')})), ifNull(toFloat64OrNull(CAST(events.properties.amount, {p31:String})), {p32:UInt8}), toUnixTimestamp64Micro(events.timestamp)), (events.event = {p33:String})) AS returns
                            FROM events AS events
                            WHERE ((events.team_id = {p34:Int64}) AND (((events.timestamp >= {p35:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p36:DateTime64(6, 'UTC')})) AND ((events.event = {p37:String}) OR (events.event = {p38:String}))))
                            GROUP BY actor
                        ) AS patterns
                    ) AS starting
                ) AS entered
            ) AS listed
        ) AS actors
    ) AS cells
) AS members
GROUP BY
    members.row,
    members.column
-- p0 = 1
-- p1 = 2
-- p2 = 2
-- p3 = 1
-- p4 = 0
-- p5 = 1
-- p6 = 1
-- p7 = 1
-- p8 = 1
-- p9 = 2
-- p10 = 1
-- p11 = 1
-- p12 = 0
-- p13 = 0
-- p14 = 1
-- p15 = 1
-- p16 = 5
-- p17 = 0
-- p18 = 1
-- p19 = 1
-- p20 = 0
-- p21 = 3
-- p22 = 2
-- p23 = 0
-- p24 = 1
-- p25 = "2024-03-04 00:00:00.000000"
-- p26 = "signup"
-- p27 = 1
-- p28 = "2024-03-04 00:00:00.000000"
-- p29 = "signup"
-- p30 = "2024-03-04 00:00:00.000000"
-- p31 = "Nullable(String)"
-- p32 = 0
-- p33 = "purchase"
-- p34 = 1
-- p35 = "2024-03-04 00:00:00.000000"
-- p36 = "2024-03-08 23:59:59.999999"
-- p37 = "signup"
-- p38 = "purchase"
