-- actors
SELECT persons.id AS actor_id
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p0:Int64}) AND (persons.is_deleted = {p1:Int64})) AND {p2:Bool})
ORDER BY
    persons.created_at DESC,
    persons.id ASC
LIMIT {p4:UInt8}, {p3:UInt8}
-- p0 = 1
-- p1 = 0
-- p2 = true
-- p3 = 101
-- p4 = 0

-- about
SELECT
    persons.id AS actor_id,
    persons.created_at AS created_at,
    tuple(toJSONString(persons.properties), persons.properties_residue) AS properties,
    persons.is_identified AS is_identified,
    persons.created_at AS c2
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p0:Int64}) AND (persons.is_deleted = {p1:Int64})) AND (persons.id IN (
    SELECT page.actor_id AS actor_id
    FROM
    (
        SELECT persons.id AS actor_id
        FROM person AS persons
        FINAL
        WHERE (((persons.team_id = {p2:Int64}) AND (persons.is_deleted = {p3:Int64})) AND {p4:Bool})
        ORDER BY
            persons.created_at DESC,
            persons.id ASC
        LIMIT {p6:UInt8}, {p5:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = 0
-- p4 = true
-- p5 = 101
-- p6 = 0

-- distinct_ids
SELECT
    person_distinct_ids.person_id AS person_id,
    arraySort(groupArray(person_distinct_ids.distinct_id)) AS distinct_ids
FROM person_distinct_id2 AS person_distinct_ids
FINAL
WHERE (((person_distinct_ids.team_id = {p0:Int64}) AND (person_distinct_ids.is_deleted = {p1:Int64})) AND (person_distinct_ids.person_id IN (
    SELECT page.actor_id AS actor_id
    FROM
    (
        SELECT persons.id AS actor_id
        FROM person AS persons
        FINAL
        WHERE (((persons.team_id = {p2:Int64}) AND (persons.is_deleted = {p3:Int64})) AND {p4:Bool})
        ORDER BY
            persons.created_at DESC,
            persons.id ASC
        LIMIT {p6:UInt8}, {p5:UInt8}
    ) AS page
)))
GROUP BY person_distinct_ids.person_id
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = 0
-- p4 = true
-- p5 = 101
-- p6 = 0
