-- 0.current.0
SELECT
    if((placed.place <= {p0:UInt8}), placed.value, {p1:String}) AS breakdown,
    sumForEach(placed.part) AS total
FROM
(
    SELECT
        ifNull(nullIf(toString(events.properties.`$browser`), {p2:String}), {p3:String}) AS value,
        sum(toFloat64OrNull(CAST(events.properties.amount, {p4:String}))) AS amount,
        sumResample({p5:UInt8}, {p6:UInt8}, {p7:UInt8})(toFloat64OrNull(CAST(events.properties.amount, {p8:String})), (toRelativeDayNum(toTimeZone(events.timestamp, {p9:String})) - toRelativeDayNum(toTimeZone({p10:DateTime64(6, 'UTC')}, {p11:String})))) AS part,
        dense_rank() OVER (ORDER BY (value = {p12:String}) ASC, amount DESC, value ASC) AS place
    FROM events AS events
    WHERE ((events.team_id = {p13:Int64}) AND ((events.event = {p14:String}) AND ((events.timestamp >= {p15:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p16:DateTime64(6, 'UTC')}))))
    GROUP BY value
) AS placed
GROUP BY breakdown
-- p0 = 25
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = ""
-- p3 = "$$_posthog_breakdown_null_$$"
-- p4 = "Nullable(String)"
-- p5 = 0
-- p6 = 5
-- p7 = 1
-- p8 = "Nullable(String)"
-- p9 = "Pacific/Auckland"
-- p10 = "2024-03-03 11:00:00.000000"
-- p11 = "Pacific/Auckland"
-- p12 = "$$_posthog_breakdown_null_$$"
-- p13 = 1
-- p14 = "purchase"
-- p15 = "2024-03-03 11:00:00.000000"
-- p16 = "2024-03-08 10:59:59.999999"
