-- 0.current
SELECT
    actors.intervals AS intervals,
    count() AS total
FROM
(
    SELECT
        events.person_id AS actor,
        length(bitPositionsToArray(groupBitOr(bitShiftLeft({p0:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p1:DateTime64(6, 'UTC')})))))) AS intervals
    FROM events AS events
    WHERE ((events.team_id = {p2:Int64}) AND ((events.event = {p3:String}) AND ((events.timestamp >= {p4:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')}))))
    GROUP BY actor
) AS actors
GROUP BY actors.intervals
-- p0 = "1"
-- p1 = "2024-03-04 00:00:00.000000"
-- p2 = 1
-- p3 = "$pageview"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "2024-03-08 23:59:59.999999"
