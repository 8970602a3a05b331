-- 0.current
SELECT
    actors.intervals AS intervals,
    count() AS total
FROM
(
    SELECT
        ifNull(events.properties.`$group_0`, {p0:String}) AS actor,
        length(bitPositionsToArray(groupBitOr(bitShiftLeft({p1:UInt64}, intDiv(({p2:UInt8} - (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p3:DateTime64(6, 'UTC')}))), {p4:UInt8}))))) AS intervals
    FROM events AS events
    WHERE ((events.team_id = {p5:Int64}) AND ((events.event = {p6:String}) AND ((events.timestamp >= {p7:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p8:DateTime64(6, 'UTC')})) AND (ifNull(events.properties.`$group_0`, {p9:String}) != {p10:String})))
    GROUP BY actor
) AS actors
GROUP BY actors.intervals
-- p0 = ""
-- p1 = "1"
-- p2 = 4
-- p3 = "2024-03-04 00:00:00.000000"
-- p4 = 2
-- p5 = 1
-- p6 = "$pageview"
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = "2024-03-08 23:59:59.999999"
-- p9 = ""
-- p10 = ""
