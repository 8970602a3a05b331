-- 0.current.0
SELECT
    if((placed.place <= {p0:UInt8}), placed.value, {p1:String}) AS breakdown,
    sumForEach(placed.part) AS total
FROM
(
    SELECT
        ifNull(nullIf(replaceRegexpAll(replaceRegexpAll(toString(events.properties.`$current_url`), {p2:String}, {p3:String}), {p4:String}, {p5:String}), {p6:String}), {p7:String}) AS value,
        count() AS amount,
        countResample({p8:UInt8}, {p9:UInt8}, {p10:UInt8})((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p11:DateTime64(6, 'UTC')}))) AS part,
        dense_rank() OVER (ORDER BY (value = {p12:String}) ASC, amount DESC, value ASC) AS place
    FROM events AS events
    WHERE ((events.team_id = {p13:Int64}) AND (((events.event = {p14:String}) AND (replaceRegexpAll(replaceRegexpAll(toString(events.properties.`$current_url`), {p15:String}, {p16:String}), {p17:String}, {p18:String}) = replaceRegexpAll(replaceRegexpAll({p19:String}, {p20:String}, {p21:String}), {p22:String}, {p23:String}))) AND ((events.timestamp >= {p24:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p25:DateTime64(6, 'UTC')}))))
    GROUP BY value
) AS placed
GROUP BY breakdown
-- p0 = 25
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = "^https://app\\.test"
-- p3 = ""
-- p4 = "^/(.+)$"
-- p5 = "/:page"
-- p6 = ""
-- p7 = "$$_posthog_breakdown_null_$$"
-- p8 = 0
-- p9 = 5
-- p10 = 1
-- p11 = "2024-03-04 00:00:00.000000"
-- p12 = "$$_posthog_breakdown_null_$$"
-- p13 = 1
-- p14 = "$pageview"
-- p15 = "^https://app\\.test"
-- p16 = ""
-- p17 = "^/(.+)$"
-- p18 = "/:page"
-- p19 = "https://app.test/elsewhere"
-- p20 = "^https://app\\.test"
-- p21 = ""
-- p22 = "^/(.+)$"
-- p23 = "/:page"
-- p24 = "2024-03-04 00:00:00.000000"
-- p25 = "2024-03-08 23:59:59.999999"
