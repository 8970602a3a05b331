-- 0.current.0
SELECT
    toDate(events.timestamp) AS bucket,
    if((ifNull(nullIf(replaceRegexpAll(replaceRegexpAll(toString(events.properties.`$current_url`), {p0:String}, {p1:String}), {p2:String}, {p3:String}), {p4:String}), {p5:String}) IN (
        SELECT ranked.value AS value
        FROM
        (
            SELECT
                ifNull(nullIf(replaceRegexpAll(replaceRegexpAll(toString(events.properties.`$current_url`), {p6:String}, {p7:String}), {p8:String}, {p9:String}), {p10:String}), {p11:String}) AS value,
                count() AS amount
            FROM events AS events
            WHERE ((events.team_id = {p12:Int64}) AND (((events.event = {p13:String}) AND (replaceRegexpAll(replaceRegexpAll(toString(events.properties.`$current_url`), {p14:String}, {p15:String}), {p16:String}, {p17:String}) = replaceRegexpAll(replaceRegexpAll({p18:String}, {p19:String}, {p20:String}), {p21:String}, {p22:String}))) AND ((events.timestamp >= {p23:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p24:DateTime64(6, 'UTC')}))))
            GROUP BY value
            ORDER BY
                (value = {p25:String}) ASC,
                amount DESC,
                value ASC
            LIMIT {p26:UInt8}
        ) AS ranked
    )), ifNull(nullIf(replaceRegexpAll(replaceRegexpAll(toString(events.properties.`$current_url`), {p27:String}, {p28:String}), {p29:String}, {p30:String}), {p31:String}), {p32:String}), {p33:String}) AS breakdown,
    count() AS total
FROM events AS events
WHERE ((events.team_id = {p34:Int64}) AND (((events.event = {p35:String}) AND (replaceRegexpAll(replaceRegexpAll(toString(events.properties.`$current_url`), {p36:String}, {p37:String}), {p38:String}, {p39:String}) = replaceRegexpAll(replaceRegexpAll({p40:String}, {p41:String}, {p42:String}), {p43:String}, {p44:String}))) AND ((events.timestamp >= {p45:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p46:DateTime64(6, 'UTC')}))))
GROUP BY
    bucket,
    breakdown
-- p0 = "^https://app\\.test"
-- p1 = ""
-- p2 = "^/(.+)$"
-- p3 = "/:page"
-- p4 = ""
-- p5 = "$$_posthog_breakdown_null_$$"
-- p6 = "^https://app\\.test"
-- p7 = ""
-- p8 = "^/(.+)$"
-- p9 = "/:page"
-- p10 = ""
-- p11 = "$$_posthog_breakdown_null_$$"
-- p12 = 1
-- p13 = "$pageview"
-- p14 = "^https://app\\.test"
-- p15 = ""
-- p16 = "^/(.+)$"
-- p17 = "/:page"
-- p18 = "https://app.test/elsewhere"
-- p19 = "^https://app\\.test"
-- p20 = ""
-- p21 = "^/(.+)$"
-- p22 = "/:page"
-- p23 = "2024-03-04 00:00:00.000000"
-- p24 = "2024-03-08 23:59:59.999999"
-- p25 = "$$_posthog_breakdown_null_$$"
-- p26 = 25
-- p27 = "^https://app\\.test"
-- p28 = ""
-- p29 = "^/(.+)$"
-- p30 = "/:page"
-- p31 = ""
-- p32 = "$$_posthog_breakdown_null_$$"
-- p33 = "$$_posthog_breakdown_other_$$"
-- p34 = 1
-- p35 = "$pageview"
-- p36 = "^https://app\\.test"
-- p37 = ""
-- p38 = "^/(.+)$"
-- p39 = "/:page"
-- p40 = "https://app.test/elsewhere"
-- p41 = "^https://app\\.test"
-- p42 = ""
-- p43 = "^/(.+)$"
-- p44 = "/:page"
-- p45 = "2024-03-04 00:00:00.000000"
-- p46 = "2024-03-08 23:59:59.999999"
