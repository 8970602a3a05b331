-- 0.current.0
SELECT
    toDate(events.timestamp) AS bucket,
    if((ifNull(nullIf(toString(events.properties.`$browser`), {p0:String}), {p1:String}) IN (
        SELECT ranked.value AS value
        FROM
        (
            SELECT
                ifNull(nullIf(toString(events.properties.`$browser`), {p2:String}), {p3:String}) AS value,
                count() AS amount
            FROM events AS events
            WHERE ((events.team_id = {p4:Int64}) AND ((events.event = {p5:String}) AND ((events.timestamp >= {p6:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p7:DateTime64(6, 'UTC')}))))
            GROUP BY value
            ORDER BY
                (value = {p8:String}) ASC,
                amount DESC,
                value ASC
            LIMIT {p9:UInt8}
        ) AS ranked
    )), ifNull(nullIf(toString(events.properties.`$browser`), {p10:String}), {p11:String}), {p12:String}) AS breakdown,
    count() AS total
FROM events AS events
WHERE ((events.team_id = {p13:Int64}) AND ((events.event = {p14:String}) AND ((events.timestamp >= {p15:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p16:DateTime64(6, 'UTC')}))))
GROUP BY
    bucket,
    breakdown
-- p0 = ""
-- p1 = "$$_posthog_breakdown_null_$$"
-- p2 = ""
-- p3 = "$$_posthog_breakdown_null_$$"
-- p4 = 1
-- p5 = "$pageview"
-- p6 = "2024-03-04 00:00:00.000000"
-- p7 = "2024-03-08 23:59:59.999999"
-- p8 = "$$_posthog_breakdown_null_$$"
-- p9 = 1
-- p10 = ""
-- p11 = "$$_posthog_breakdown_null_$$"
-- p12 = "$$_posthog_breakdown_other_$$"
-- p13 = 1
-- p14 = "$pageview"
-- p15 = "2024-03-04 00:00:00.000000"
-- p16 = "2024-03-08 23:59:59.999999"
