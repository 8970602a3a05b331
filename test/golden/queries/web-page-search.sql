-- pages
SELECT DISTINCT cutQueryStringAndFragment(toString(events.properties.`$current_url`)) AS url
FROM events AS events
WHERE ((events.team_id = {p0:Int64}) AND ((events.event = {p1:String}) AND ((events.timestamp >= {p2:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p3:DateTime64(6, 'UTC')})) AND isNotNull(toString(events.properties.`$current_url`)) AND (toString(events.properties.`$current_url`) ILIKE {p4:String})))
ORDER BY url ASC
LIMIT {p6:UInt8}, {p5:UInt8}
-- p0 = 1
-- p1 = "$pageview"
-- p2 = "2024-03-04 00:00:00.000000"
-- p3 = "2024-03-08 23:59:59.999999"
-- p4 = "%pric%"
-- p5 = 101
-- p6 = 0
