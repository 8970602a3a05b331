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
            sum(toFloat64OrNull(CAST(events.properties.amount, {p5:String}))) AS amount,
            sumResample({p6:UInt8}, {p7:UInt8}, {p8:UInt8})(toFloat64OrNull(CAST(events.properties.amount, {p9:String})), (toRelativeDayNum(toTimeZone(events.timestamp, {p10:String})) - toRelativeDayNum(toTimeZone({p11:DateTime64(6, 'UTC')}, {p12:String})))) AS part
        FROM events AS events
        WHERE ((events.team_id = {p13:Int64}) AND ((events.event = {p14:String}) AND ((events.timestamp >= {p15:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p16:DateTime64(6, 'UTC')}))))
        GROUP BY value
    ) AS parts
) AS placed
GROUP BY breakdown
-- p0 = 25
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = "$$_posthog_breakdown_null_$$"
-- p3 = ""
-- p4 = "$$_posthog_breakdown_null_$$"
-- p5 = "Nullable(String)"
-- p6 = 0
-- p7 = 5
-- p8 = 1
-- p9 = "Nullable(String)"
-- p10 = "Pacific/Auckland"
-- p11 = "2024-03-03 11:00:00.000000"
-- p12 = "Pacific/Auckland"
-- p13 = 1
-- p14 = "purchase"
-- p15 = "2024-03-03 11:00:00.000000"
-- p16 = "2024-03-08 10:59:59.999999"
