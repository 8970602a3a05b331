-- 0.current.0
SELECT
    if((placed.place <= {p0:UInt8}), placed.value, {p1:String}) AS breakdown,
    sumForEach(placed.part) AS total
FROM
(
    SELECT
        ifNull(nullIf(toString(events.properties.`$browser`), {p2:String}), {p3:String}) AS value,
        count() AS amount,
        countResample({p4:UInt8}, {p5:UInt8}, {p6:UInt8})((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p7:DateTime64(6, 'UTC')}))) AS part,
        dense_rank() OVER (ORDER BY (value = {p8:String}) ASC, amount DESC, value ASC) AS place
    FROM events AS events
    WHERE ((events.team_id = {p9:Int64}) AND ((events.event = {p10:String}) AND ((events.timestamp >= {p11:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p12:DateTime64(6, 'UTC')}))))
    GROUP BY value
) AS placed
GROUP BY breakdown
-- p0 = 1
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = ""
-- p3 = "$$_posthog_breakdown_null_$$"
-- p4 = 0
-- p5 = 5
-- p6 = 1
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = "$$_posthog_breakdown_null_$$"
-- p9 = 1
-- p10 = "$pageview"
-- p11 = "2024-03-04 00:00:00.000000"
-- p12 = "2024-03-08 23:59:59.999999"
