-- 0.current.0
SELECT
    toDate(events.timestamp) AS bucket,
    uniqExact(events.person_id) AS total
FROM events AS events
WHERE ((events.team_id = {p0:Int64}) AND (((events.event = {p1:String}) OR (events.event = {p2:String})) AND ((events.timestamp >= {p3:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p4:DateTime64(6, 'UTC')}))))
GROUP BY bucket
-- p0 = 1
-- p1 = "$pageview"
-- p2 = "purchase"
-- p3 = "2024-03-04 00:00:00.000000"
-- p4 = "2024-03-08 23:59:59.999999"
