-- events
SELECT
    events.event AS event,
    count() AS total
FROM events AS events
WHERE ((events.team_id = {p0:Int64}) AND (events.timestamp >= {p1:DateTime64(6, 'UTC')}))
GROUP BY events.event
ORDER BY
    total DESC,
    events.event ASC
LIMIT {p2:UInt16}
-- p0 = 1
-- p1 = "2024-02-07 12:00:00.000000"
-- p2 = 1000
