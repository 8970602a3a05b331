-- rows
SELECT
    events.event AS c0_0,
    count() AS c1_0
FROM events AS events
WHERE ((events.team_id = {p0:Int64}) AND (events.timestamp < {p1:DateTime64(6, 'UTC')}))
GROUP BY c0_0
ORDER BY
    count() DESC,
    events.event ASC,
    c0_0 ASC
LIMIT {p3:UInt8}, {p2:UInt8}
-- p0 = 1
-- p1 = "2024-03-08 12:00:05.000000"
-- p2 = 101
-- p3 = 0
