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
            (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p0:DateTime64(6, 'UTC')})) AS interval
        FROM events AS events
        WHERE ((events.team_id = {p1:Int64}) AND ((events.event = {p2:String}) AND ((events.timestamp >= {p3:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p4:DateTime64(6, 'UTC')}))))
        GROUP BY
            actor,
            interval
        HAVING (count() >= {p5:UInt8})
    ) AS per_interval
    GROUP BY per_interval.actor
) AS actors
GROUP BY actors.intervals
-- p0 = "2024-03-04 00:00:00.000000"
-- p1 = 1
-- p2 = "$pageview"
-- p3 = "2024-03-04 00:00:00.000000"
-- p4 = "2024-03-08 23:59:59.999999"
-- p5 = 2

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
            (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p0:DateTime64(6, 'UTC')})) AS interval
        FROM events AS events
        WHERE ((events.team_id = {p1:Int64}) AND ((events.event = {p2:String}) AND ((events.timestamp >= {p3:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p4:DateTime64(6, 'UTC')}))))
        GROUP BY
            actor,
            interval
        HAVING (count() >= {p5:UInt8})
    ) AS per_interval
    GROUP BY per_interval.actor
) AS actors
GROUP BY actors.intervals
-- p0 = "2024-02-26 00:00:00.000000"
-- p1 = 1
-- p2 = "$pageview"
-- p3 = "2024-02-26 00:00:00.000000"
-- p4 = "2024-03-01 23:59:59.999999"
-- p5 = 2
