-- 0.current.0
SELECT
    toUnixTimestamp(toStartOfHour(toTimeZone(events.timestamp, {p0:String}))) AS bucket,
    count() AS total
FROM events AS events
WHERE ((events.team_id = {p1:Int64}) AND (((events.event = {p2:String}) AND ((events.properties.`$browser` IN ({p3:Array(String)})) AND ifNull((events.person_properties.plan.:String != {p4:String}), {p5:UInt8}))) AND ((events.timestamp >= {p6:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p7:DateTime64(6, 'UTC')}))))
GROUP BY bucket
-- p0 = "America/New_York"
-- p1 = 1
-- p2 = "$pageview"
-- p3 = ["Chrome","Safari"]
-- p4 = "free"
-- p5 = 1
-- p6 = "2024-03-07 07:00:00.000000"
-- p7 = "2024-03-07 10:00:00.000000"
