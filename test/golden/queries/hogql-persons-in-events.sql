-- rows
SELECT
    coalesce(if(startsWith(dynamicType(persons.properties.email), {p0:String}), toJSONString(persons.properties.email), CAST(persons.properties.email, {p1:String})), nullIf(toJSONString(persons.properties.^email), {p2:String})) AS email,
    persons.created_at AS created_at
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p3:Int64}) AND (persons.is_deleted = {p4:Int64})) AND (persons.id IN (
    SELECT events.person_id AS person_id
    FROM events AS events
    WHERE ((events.team_id = {p5:Int64}) AND (events.event = {p6:String}))
)))
ORDER BY persons.created_at ASC
LIMIT {p7:UInt8}
-- p0 = "Array"
-- p1 = "Nullable(String)"
-- p2 = "{}"
-- p3 = 1
-- p4 = 0
-- p5 = 1
-- p6 = "signup"
-- p7 = 101
