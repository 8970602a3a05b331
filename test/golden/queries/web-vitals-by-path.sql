-- paths
SELECT
    multiIf(ifNull((paths.value <= {p0:UInt16}), {p1:UInt8}), {p2:String}, ifNull((paths.value <= {p3:UInt16}), {p4:UInt8}), {p5:String}, {p6:String}) AS band,
    paths.path AS path,
    paths.value AS value
FROM
(
    SELECT
        toString(events.properties.`$pathname`) AS path,
        quantileExactInclusive({p7:Float64})(toFloat64OrNull(CAST(events.properties.`$web_vitals_LCP_value`, {p8:String}))) AS value
    FROM events AS events
    WHERE ((events.team_id = {p9:Int64}) AND ((events.event = {p10:String}) AND ((events.timestamp >= {p11:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p12:DateTime64(6, 'UTC')})) AND isNotNull(events.properties.`$pathname`)))
    GROUP BY path
    HAVING (value >= {p13:UInt8})
) AS paths
ORDER BY
    paths.value ASC,
    paths.path ASC
LIMIT {p14:UInt8} BY band
-- p0 = 2500
-- p1 = 0
-- p2 = "good"
-- p3 = 4000
-- p4 = 0
-- p5 = "needs_improvements"
-- p6 = "poor"
-- p7 = 0.75
-- p8 = "Nullable(String)"
-- p9 = 1
-- p10 = "$web_vitals"
-- p11 = "2024-03-04 00:00:00.000000"
-- p12 = "2024-03-08 23:59:59.999999"
-- p13 = 0
-- p14 = 20
