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
                ifNull(nullIf(replaceRegexpAll(replaceRegexpAll(toString(events.properties.`$current_url`), {p3:String}, {p4:String}), {p5:String}, {p6:String}), {p7:String}), {p8:String}) AS value,
                count() AS part
            FROM events AS events
            WHERE ((events.team_id = {p9:Int64}) AND (((events.event = {p10:String}) AND (replaceRegexpAll(replaceRegexpAll(toString(events.properties.`$current_url`), {p11:String}, {p12:String}), {p13:String}, {p14:String}) = replaceRegexpAll(replaceRegexpAll({p15:String}, {p16:String}, {p17:String}), {p18:String}, {p19:String}))) AND ((events.timestamp >= {p20:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p21:DateTime64(6, 'UTC')}))))
            GROUP BY
                bucket,
                value
        ) AS parts
    ) AS summed
) AS inner
GROUP BY
    bucket,
    breakdown
-- p0 = 25
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = "$$_posthog_breakdown_null_$$"
-- p3 = "^https://app\\.test"
-- p4 = ""
-- p5 = "^/(.+)$"
-- p6 = "/:page"
-- p7 = ""
-- p8 = "$$_posthog_breakdown_null_$$"
-- p9 = 1
-- p10 = "$pageview"
-- p11 = "^https://app\\.test"
-- p12 = ""
-- p13 = "^/(.+)$"
-- p14 = "/:page"
-- p15 = "https://app.test/elsewhere"
-- p16 = "^https://app\\.test"
-- p17 = ""
-- p18 = "^/(.+)$"
-- p19 = "/:page"
-- p20 = "2024-03-04 00:00:00.000000"
-- p21 = "2024-03-08 23:59:59.999999"
