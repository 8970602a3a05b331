-- 0.current.0
SELECT
    if((placed.place <= {p0:UInt8}), placed.value, {p1:String}) AS breakdown,
    sumForEach(placed.part) AS total
FROM
(
    SELECT
        parts.value AS value,
        parts.part AS part,
        dense_rank() OVER (ORDER BY (parts.value = {p2:String}) ASC, parts.amount DESC, parts.value ASC) AS place
    FROM
    (
        SELECT
            ifNull(nullIf(toString(events.properties.`$browser`), {p3:String}), {p4:String}) AS value,
            count() AS amount,
            countResample({p5:UInt8}, {p6:UInt8}, {p7:UInt8})((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p8:DateTime64(6, 'UTC')}))) AS part
        FROM events AS events
        WHERE ((events.team_id = {p9:Int64}) AND ((events.event = {p10:String}) AND ((events.timestamp >= {p11:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p12:DateTime64(6, 'UTC')}))))
        GROUP BY value
    ) AS parts
) AS placed
GROUP BY breakdown
-- p0 = 1
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = "$$_posthog_breakdown_null_$$"
-- p3 = ""
-- p4 = "$$_posthog_breakdown_null_$$"
-- p5 = 0
-- p6 = 5
-- p7 = 1
-- p8 = "2024-03-04 00:00:00.000000"
-- p9 = 1
-- p10 = "$pageview"
-- p11 = "2024-03-04 00:00:00.000000"
-- p12 = "2024-03-08 23:59:59.999999"
