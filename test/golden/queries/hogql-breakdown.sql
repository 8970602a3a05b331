-- rows
SELECT
    events.properties.`$browser` AS browser,
    count()
FROM events AS events
WHERE ((events.team_id = {p0:Int64}) AND ((events.timestamp >= {p1:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p2:DateTime64(6, 'UTC')})))
GROUP BY browser
ORDER BY browser ASC
LIMIT {p3:UInt8}
-- p0 = 1
-- p1 = "2024-03-04 00:00:00.000000"
-- p2 = "2024-03-08 23:59:59.999999"
-- p3 = 101
