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
                sum(members.actors) AS total
            FROM
            (
                SELECT
                    starting.actors AS actors,
                    tupleElement(starting.start, {p4:UInt8}) AS row,
                    starting.value AS value,
                    arraySort(arrayConcat(array({p5:UInt8}), arrayFilter(i -> ((i > {p6:UInt8}) AND (i < {p7:UInt8})), arrayMap(r -> (r - tupleElement(starting.start, {p8:UInt8})), starting.returns)))) AS appearances
                FROM
                (
                    SELECT
                        patterns.actors AS actors,
                        patterns.value AS value,
                        arrayJoin(arrayMap(row -> tuple(row), bitPositionsToArray(patterns.starts))) AS start,
                        bitPositionsToArray(patterns.returns) AS returns
                    FROM
                    (
                        SELECT
                            each_actor.value AS value,
                            each_actor.starts AS starts,
                            each_actor.returns AS returns,
                            count() AS actors
                        FROM
                        (
                            SELECT
                                events.person_id AS actor,
                                array(ifNull(nullIf(toString(events.properties.`$browser`), {p9:String}), {p10:String})) AS value,
                                groupBitOrIf(bitShiftLeft({p11:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p12:DateTime64(6, 'UTC')}))), (events.event = {p13:String})) AS starts,
                                groupBitOrIf(bitShiftLeft({p14:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p15:DateTime64(6, 'UTC')}))), (events.event = {p16:String})) AS returns
                            FROM events AS events
                            WHERE ((events.team_id = {p17:Int64}) AND (((events.timestamp >= {p18:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p19:DateTime64(6, 'UTC')})) AND ((events.event = {p20:String}) OR (events.event = {p21:String}))))
                            GROUP BY
                                actor,
                                value
                        ) AS each_actor
                        GROUP BY
                            each_actor.value,
                            each_actor.starts,
                            each_actor.returns
                    ) AS patterns
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
-- p5 = 0
-- p6 = 0
-- p7 = 5
-- p8 = 1
-- p9 = ""
-- p10 = "$$_posthog_breakdown_null_$$"
-- p11 = "1"
-- p12 = "2024-03-04 00:00:00.000000"
-- p13 = "$pageview"
-- p14 = "1"
-- p15 = "2024-03-04 00:00:00.000000"
-- p16 = "$pageview"
-- p17 = 1
-- p18 = "2024-03-04 00:00:00.000000"
-- p19 = "2024-03-08 23:59:59.999999"
-- p20 = "$pageview"
-- p21 = "$pageview"
