-- retention.0
SELECT
    members.row AS row,
    arrayJoin(members.appearances) AS column,
    sum(members.actors) AS total
FROM
(
    SELECT
        starting.actors AS actors,
        tupleElement(starting.start, {p0:UInt8}) AS row,
        arraySort(arrayConcat(array({p1:UInt8}), arrayFilter(i -> ((i > {p2:UInt8}) AND (i < {p3:UInt8})), arrayMap(r -> (r - tupleElement(starting.start, {p4:UInt8})), starting.returns)))) AS appearances
    FROM
    (
        SELECT
            patterns.actors AS actors,
            arrayJoin(patterns.starts) AS start,
            patterns.returns AS returns
        FROM
        (
            SELECT
                each_actor.starts AS starts,
                each_actor.returns AS returns,
                count() AS actors
            FROM
            (
                SELECT
                    per_interval.actor AS actor,
                    groupArrayIf(tuple(per_interval.index), (per_interval.targets > {p5:UInt8})) AS starts,
                    groupArrayIf(per_interval.index, (per_interval.times >= {p6:UInt8})) AS returns
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p7:DateTime64(6, 'UTC')})) AS index,
                        countIf((events.event = {p8:String})) AS targets,
                        countIf((events.event = {p9:String})) AS times
                    FROM events AS events
                    WHERE ((events.team_id = {p10:Int64}) AND (((events.timestamp >= {p11:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p12:DateTime64(6, 'UTC')})) AND ((events.event = {p13:String}) OR (events.event = {p14:String}))))
                    GROUP BY
                        actor,
                        index
                ) AS per_interval
                GROUP BY per_interval.actor
            ) AS each_actor
            GROUP BY
                each_actor.starts,
                each_actor.returns
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
-- p5 = 0
-- p6 = 2
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = "$pageview"
-- p9 = "$pageview"
-- p10 = 1
-- p11 = "2024-03-04 00:00:00.000000"
-- p12 = "2024-03-08 23:59:59.999999"
-- p13 = "$pageview"
-- p14 = "$pageview"
