-- 0.current.0
SELECT count() AS total
FROM events AS events
WHERE ((events.team_id = {p0:Int64}) AND (((cityHash64(events.person_id) % {p1:UInt16}) < {p2:UInt16}) AND ((events.event = {p3:String}) AND ((events.timestamp >= {p4:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')})))))
-- p0 = 1
-- p1 = 10000
-- p2 = 5000
-- p3 = "$pageview"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "2024-03-08 23:59:59.999999"
