-- 0.current.0
SELECT
    inner.bucket AS bucket,
    if((inner.place <= {p0:UInt8}), inner.value, {p1:String}) AS breakdown,
    sum(inner.part) AS total
FROM
(
    SELECT
        summed.bucket AS bucket,
        summed.value AS value,
        summed.part AS part,
        dense_rank() OVER (ORDER BY (summed.value = {p2:String}) ASC, summed.amount DESC, summed.value ASC) AS place
    FROM
    (
        SELECT
            parts.bucket AS bucket,
            parts.value AS value,
            parts.part AS part,
            sum(parts.part) OVER (PARTITION BY parts.value) AS amount
        FROM
        (
            SELECT
                toDate(events.timestamp) AS bucket,
                ifNull(nullIf(toString(events.properties.`$browser`), {p3:String}), {p4:String}) AS value,
                count() AS part
            FROM events AS events
            WHERE ((events.team_id = {p5:Int64}) AND ((events.event = {p6:String}) AND ((events.timestamp >= {p7:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p8:DateTime64(6, 'UTC')}))))
            GROUP BY
                bucket,
                value
        ) AS parts
    ) AS summed
) AS inner
GROUP BY
    bucket,
    breakdown
-- p0 = 1
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = "$$_posthog_breakdown_null_$$"
-- p3 = ""
-- p4 = "$$_posthog_breakdown_null_$$"
-- p5 = 1
-- p6 = "$pageview"
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = "2024-03-08 23:59:59.999999"
