-- 0.current
SELECT
    actors.intervals AS intervals,
    count() AS total
FROM
(
    SELECT
        ifNull(events.properties.`$group_0`, {p0:String}) AS actor,
        length(bitPositionsToArray(groupBitOr(bitShiftLeft({p1:UInt64}, intDiv(({p2:UInt8} - dateDiff({p3:String}, toDate({p4:DateTime64(6, 'UTC')}), toDate(events.timestamp))), {p5:UInt8}))))) AS intervals
    FROM events AS events
    WHERE ((events.team_id = {p6:Int64}) AND ((events.event = {p7:String}) AND ((events.timestamp >= {p8:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p9:DateTime64(6, 'UTC')})) AND (ifNull(events.properties.`$group_0`, {p10:String}) != {p11:String})))
    GROUP BY actor
) AS actors
GROUP BY actors.intervals
-- p0 = ""
-- p1 = "1"
-- p2 = 4
-- p3 = "day"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = 2
-- p6 = 1
-- p7 = "$pageview"
-- p8 = "2024-03-04 00:00:00.000000"
-- p9 = "2024-03-08 23:59:59.999999"
-- p10 = ""
-- p11 = ""
