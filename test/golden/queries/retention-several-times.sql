-- retention.0
SELECT
    members.row AS row,
    arrayJoin(members.appearances) AS column,
    sum(members.actors) AS total
FROM
(
    SELECT
        starting.actors AS actors,
        starting.start.1 AS row,
        arraySort(arrayConcat(array({p0:UInt8}), arrayFilter(i -> ((i > {p1:UInt8}) AND (i < {p2:UInt8})), arrayMap(r -> (r - (starting.start.1)), starting.returns)))) AS appearances
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
                    groupArrayIf(tuple(per_interval.index), (per_interval.targets > {p3:UInt8})) AS starts,
                    groupArrayIf(per_interval.index, (per_interval.times >= {p4:UInt8})) AS returns
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p5:DateTime64(6, 'UTC')})) AS index,
                        countIf((events.event = {p6:String})) AS targets,
                        countIf((events.event = {p7:String})) AS times
                    FROM events AS events
                    WHERE ((events.team_id = {p8:Int64}) AND (((events.timestamp >= {p9:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p10:DateTime64(6, 'UTC')})) AND ((events.event = {p11:String}) OR (events.event = {p12:String}))))
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
-- p0 = 0
-- p1 = 0
-- p2 = 5
-- p3 = 0
-- p4 = 2
-- p5 = "2024-03-04 00:00:00.000000"
-- p6 = "$pageview"
-- p7 = "$pageview"
-- p8 = 1
-- p9 = "2024-03-04 00:00:00.000000"
-- p10 = "2024-03-08 23:59:59.999999"
-- p11 = "$pageview"
-- p12 = "$pageview"
