-- rows
SELECT
    events.uuid AS c0_0,
    events.event AS c0_1,
    tuple(toJSONString(events.properties), events.properties_residue) AS c0_2,
    events.timestamp AS c0_3,
    events.team_id AS c0_4,
    events.distinct_id AS c0_5,
    events.elements_chain AS c0_6,
    events.created_at AS c0_7,
    events.event AS c1_0,
    events.person_id AS c2_0,
    events.person_created_at AS c2_1,
    tuple(toJSONString(events.person_properties), events.person_properties_residue) AS c2_2,
    events.person_mode AS c2_3,
    events.distinct_id AS c2_4,
    events.timestamp AS c3_0
FROM events AS events
WHERE ((events.team_id = {p0:Int64}) AND ((events.timestamp < {p1:DateTime64(6, 'UTC')}) AND (events.uuid IN (
    SELECT events.uuid AS uuid
    FROM events AS events
    WHERE ((events.team_id = {p2:Int64}) AND ((events.timestamp < {p3:DateTime64(6, 'UTC')}) AND (events.event = {p4:String})))
    ORDER BY
        events.timestamp DESC,
        events.uuid ASC
    LIMIT {p6:UInt8}, {p5:UInt8}
))))
ORDER BY
    events.timestamp DESC,
    events.uuid ASC
LIMIT {p8:UInt8}, {p7:UInt8}
-- p0 = 1
-- p1 = "2024-03-08 12:00:05.000000"
-- p2 = 1
-- p3 = "2024-03-08 12:00:05.000000"
-- p4 = "purchase"
-- p5 = 2
-- p6 = 0
-- p7 = 2
-- p8 = 0
