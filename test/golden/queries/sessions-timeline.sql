-- events
SELECT
    events.uuid AS c0,
    events.event AS c1,
    tuple(toJSONString(events.properties), events.properties_residue) AS c2,
    events.timestamp AS c3,
    events.team_id AS c4,
    events.distinct_id AS c5,
    events.elements_chain AS c6,
    events.created_at AS c7,
    events.properties.`$session_id` AS session
FROM events AS events
WHERE ((events.team_id = {p0:Int64}) AND ((events.timestamp > {p1:DateTime64(6, 'UTC')}) AND (events.timestamp < {p2:DateTime64(6, 'UTC')})))
ORDER BY events.timestamp DESC
LIMIT {p3:UInt16}
-- p0 = 1
-- p1 = "2024-03-04 00:00:00.000000"
-- p2 = "2024-03-08 12:00:05.000000"
-- p3 = 1001
