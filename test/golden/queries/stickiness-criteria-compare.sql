-- 0.current
SELECT
    actors.intervals AS intervals,
    count() AS total
FROM
(
    SELECT
        per_interval.actor AS actor,
        count() AS intervals
    FROM
    (
        SELECT
            events.person_id AS actor,
            dateDiff({p0:String}, toDate({p1:DateTime64(6, 'UTC')}), toDate(events.timestamp)) AS interval
        FROM events AS events
        WHERE ((events.team_id = {p2:Int64}) AND ((events.event = {p3:String}) AND ((events.timestamp >= {p4:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')}))))
        GROUP BY
            actor,
            interval
        HAVING (count() >= {p6:UInt8})
    ) AS per_interval
    GROUP BY per_interval.actor
) AS actors
GROUP BY actors.intervals
-- p0 = "day"
-- p1 = "2024-03-04 00:00:00.000000"
-- p2 = 1
-- p3 = "$pageview"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "2024-03-08 23:59:59.999999"
-- p6 = 2

-- 0.previous
SELECT
    actors.intervals AS intervals,
    count() AS total
FROM
(
    SELECT
        per_interval.actor AS actor,
        count() AS intervals
    FROM
    (
        SELECT
            events.person_id AS actor,
            dateDiff({p0:String}, toDate({p1:DateTime64(6, 'UTC')}), toDate(events.timestamp)) AS interval
        FROM events AS events
        WHERE ((events.team_id = {p2:Int64}) AND ((events.event = {p3:String}) AND ((events.timestamp >= {p4:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')}))))
        GROUP BY
            actor,
            interval
        HAVING (count() >= {p6:UInt8})
    ) AS per_interval
    GROUP BY per_interval.actor
) AS actors
GROUP BY actors.intervals
-- p0 = "day"
-- p1 = "2024-02-26 00:00:00.000000"
-- p2 = 1
-- p3 = "$pageview"
-- p4 = "2024-02-26 00:00:00.000000"
-- p5 = "2024-03-01 23:59:59.999999"
-- p6 = 2
