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
    events.person_id AS c1_0,
    events.person_created_at AS c1_1,
    tuple(toJSONString(events.person_properties), events.person_properties_residue) AS c1_2,
    events.person_mode AS c1_3,
    events.distinct_id AS c1_4
FROM events AS events
WHERE ((events.team_id = {p0:Int64}) AND ((events.timestamp > {p1:DateTime64(6, 'UTC')}) AND (events.timestamp < {p2:DateTime64(6, 'UTC')}) AND (events.uuid IN (
    SELECT events.uuid AS uuid
    FROM events AS events
    WHERE ((events.team_id = {p3:Int64}) AND ((events.timestamp > {p4:DateTime64(6, 'UTC')}) AND (events.timestamp < {p5:DateTime64(6, 'UTC')})))
    ORDER BY
        events.timestamp DESC,
        events.uuid ASC
    LIMIT {p7:UInt8}, {p6:UInt8}
))))
ORDER BY
    events.timestamp DESC,
    events.uuid ASC
LIMIT {p9:UInt8}, {p8:UInt8}
-- p0 = 1
-- p1 = "2024-03-07 00:00:00.000000"
-- p2 = "2024-03-08 12:00:05.000000"
-- p3 = 1
-- p4 = "2024-03-07 00:00:00.000000"
-- p5 = "2024-03-08 12:00:05.000000"
-- p6 = 3
-- p7 = 0
-- p8 = 3
-- p9 = 0
