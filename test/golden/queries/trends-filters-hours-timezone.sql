-- 0.current.0
SELECT
    toStartOfHour(toTimeZone(events.timestamp, {p0:String})) AS bucket,
    count() AS total
FROM events AS events
WHERE ((events.team_id = {p1:Int64}) AND (((events.event = {p2:String}) AND ((events.properties.`$browser` IN ({p3:Array(String)})) AND ifNull((coalesce(if(startsWith(dynamicType(events.person_properties.plan), {p4:String}), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p5:String})), nullIf(toJSONString(events.person_properties.^plan), {p6:String})) != {p7:String}), {p8:UInt8}))) AND ((events.timestamp >= {p9:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p10:DateTime64(6, 'UTC')}))))
GROUP BY bucket
-- p0 = "America/New_York"
-- p1 = 1
-- p2 = "$pageview"
-- p3 = ["Chrome","Safari"]
-- p4 = "Array"
-- p5 = "Nullable(String)"
-- p6 = "{}"
-- p7 = "free"
-- p8 = 1
-- p9 = "2024-03-07 07:00:00.000000"
-- p10 = "2024-03-07 10:00:00.000000"
