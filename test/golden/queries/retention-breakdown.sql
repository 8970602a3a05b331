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
                    starting.start.1 AS row,
                    starting.value AS value,
                    arraySort(arrayConcat(array({p4:UInt8}), arrayFilter(i -> ((i > {p5:UInt8}) AND (i < {p6:UInt8})), arrayMap(r -> (r - (starting.start.1)), starting.returns)))) AS appearances
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
                                array(ifNull(nullIf(toString(events.properties.`$browser`), {p7:String}), {p8:String})) AS value,
                                groupBitOrIf(bitShiftLeft({p9:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p10:DateTime64(6, 'UTC')}))), (events.event = {p11:String})) AS starts,
                                groupBitOrIf(bitShiftLeft({p12:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p13:DateTime64(6, 'UTC')}))), (events.event = {p14:String})) AS returns
                            FROM events AS events
                            WHERE ((events.team_id = {p15:Int64}) AND (((events.timestamp >= {p16:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p17:DateTime64(6, 'UTC')})) AND ((events.event = {p18:String}) OR (events.event = {p19:String}))))
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
-- p4 = 0
-- p5 = 0
-- p6 = 5
-- p7 = ""
-- p8 = "$$_posthog_breakdown_null_$$"
-- p9 = "1"
-- p10 = "2024-03-04 00:00:00.000000"
-- p11 = "$pageview"
-- p12 = "1"
-- p13 = "2024-03-04 00:00:00.000000"
-- p14 = "$pageview"
-- p15 = 1
-- p16 = "2024-03-04 00:00:00.000000"
-- p17 = "2024-03-08 23:59:59.999999"
-- p18 = "$pageview"
-- p19 = "$pageview"
