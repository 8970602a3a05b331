-- retention.0
SELECT
    placed.row AS row,
    placed.column AS column,
    if((placed.place <= {p0:UInt8}), placed.value, array({p1:String})) AS breakdown,
    sum(placed.total) AS total
FROM
(
    SELECT
        sized.row AS row,
        sized.column AS column,
        sized.value AS value,
        sized.total AS total,
        dense_rank() OVER (ORDER BY sized.size DESC, sized.value ASC) AS place
    FROM
    (
        SELECT
            counted.row AS row,
            counted.column AS column,
            counted.value AS value,
            counted.total AS total,
            sum(if((counted.column = {p2:UInt8}), counted.total, {p3:UInt8})) OVER (PARTITION BY counted.value) AS size
        FROM
        (
            SELECT
                members.row AS row,
                arrayJoin(members.appearances) AS column,
                members.value AS value,
                count() AS total
            FROM
            (
                SELECT
                    starting.actor AS actor,
                    tupleElement(starting.start, {p4:UInt8}) AS row,
                    tupleElement(starting.start, {p5:UInt8}) AS value,
                    arraySort(arrayConcat(array({p6:UInt8}), arrayFilter(i -> ((i > {p7:UInt8}) AND (i < {p8:UInt8})), arrayMap(r -> (r - tupleElement(starting.start, {p9:UInt8})), starting.returns)))) AS appearances
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
                            groupUniqArrayIf(tuple((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p10:DateTime64(6, 'UTC')})), {p11:UInt8}, array(ifNull(nullIf(toString(events.properties.`$browser`), {p12:String}), {p13:String}))), (events.event = {p14:String})) AS starts,
                            bitPositionsToArray(groupBitOrIf(bitShiftLeft({p15:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p16:DateTime64(6, 'UTC')}))), (events.event = {p17:String}))) AS returns
                        FROM events AS events
                        WHERE ((events.team_id = {p18:Int64}) AND (((events.timestamp >= {p19:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p20:DateTime64(6, 'UTC')})) AND ((events.event = {p21:String}) OR (events.event = {p22:String}))))
                        GROUP BY actor
                    ) AS actors
                ) AS starting
            ) AS members
            GROUP BY
                members.row,
                column,
                members.value
        ) AS counted
    ) AS sized
) AS placed
GROUP BY
    placed.row,
    placed.column,
    breakdown
-- p0 = 25
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = 0
-- p3 = 0
-- p4 = 1
-- p5 = 3
-- p6 = 0
-- p7 = 0
-- p8 = 5
-- p9 = 1
-- p10 = "2024-03-04 00:00:00.000000"
-- p11 = 0
-- p12 = ""
-- p13 = "$$_posthog_breakdown_null_$$"
-- p14 = "$pageview"
-- p15 = "1"
-- p16 = "2024-03-04 00:00:00.000000"
-- p17 = "$pageview"
-- p18 = 1
-- p19 = "2024-03-04 00:00:00.000000"
-- p20 = "2024-03-08 23:59:59.999999"
-- p21 = "$pageview"
-- p22 = "$pageview"
