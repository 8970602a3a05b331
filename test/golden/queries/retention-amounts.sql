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
        cells.cell.1 AS column,
        cells.cell.2 AS amount
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
                arrayMap(column -> arraySum(arrayMap(e -> (e.2), arrayFilter(e -> ((e.1) = column), listed.entries))), listed.appearances) AS amounts
            FROM
            (
                SELECT
                    entered.actor AS actor,
                    entered.row AS row,
                    arraySort(arrayDistinct(arrayConcat(array({p0:UInt8}), arrayMap(e -> (e.1), entered.entries)))) AS appearances,
                    entered.entries AS entries
                FROM
                (
                    SELECT
                        starting.actor AS actor,
                        starting.start.1 AS row,
                        arrayMap(r -> tuple(((r.1) - (starting.start.1)), r.2), arrayFilter(r -> ((ifNull((((r.1) - (starting.start.1)) > {p1:UInt8}), {p2:UInt8}) AND ifNull((((r.1) - (starting.start.1)) < {p3:UInt8}), {p4:UInt8})) OR ((((r.1) - (starting.start.1)) = {p5:UInt8}) AND ifNull(((r.3) > (starting.start.2)), {p6:UInt8}))), starting.returns)) AS entries
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
                                arrayFilter((s, n) -> (n = {p7:UInt8}), arraySort(groupArrayIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p8:DateTime64(6, 'UTC')})), toUnixTimestamp64Micro(events.timestamp)), (events.event = {p9:String}))), arrayEnumerateUniq(arrayMap(s -> (s.1), arraySort(groupArrayIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p10:DateTime64(6, 'UTC')})), toUnixTimestamp64Micro(events.timestamp)), (events.event = {p11:String})))))) AS starts,
                                groupArrayIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p12:DateTime64(6, 'UTC')})), ifNull(toFloat64OrNull(CAST(events.properties.amount, {p13:String})), {p14:UInt8}), toUnixTimestamp64Micro(events.timestamp)), (events.event = {p15:String})) AS returns
                            FROM events AS events
                            WHERE ((events.team_id = {p16:Int64}) AND (((events.timestamp >= {p17:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p18:DateTime64(6, 'UTC')})) AND ((events.event = {p19:String}) OR (events.event = {p20:String}))))
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
-- p0 = 0
-- p1 = 0
-- p2 = 0
-- p3 = 5
-- p4 = 0
-- p5 = 0
-- p6 = 0
-- p7 = 1
-- p8 = "2024-03-04 00:00:00.000000"
-- p9 = "signup"
-- p10 = "2024-03-04 00:00:00.000000"
-- p11 = "signup"
-- p12 = "2024-03-04 00:00:00.000000"
-- p13 = "Nullable(String)"
-- p14 = 0
-- p15 = "purchase"
-- p16 = 1
-- p17 = "2024-03-04 00:00:00.000000"
-- p18 = "2024-03-08 23:59:59.999999"
-- p19 = "signup"
-- p20 = "purchase"
