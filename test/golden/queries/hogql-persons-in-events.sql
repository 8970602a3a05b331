-- rows
SELECT
    if(isNull(CAST(persons.properties.email, {p0:String})), if(notEmpty(JSONAllPaths(persons.properties.^email)), toJSONString(persons.properties.^email), NULL), if((startsWith(CAST(persons.properties.email, {p1:String}), {p2:String}) AND startsWith(dynamicType(persons.properties.email), {p3:String})), toJSONString(persons.properties.email), CAST(persons.properties.email, {p4:String}))) AS email,
    persons.created_at AS created_at
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p5:Int64}) AND (persons.is_deleted = {p6:Int64})) AND (persons.id IN (
    SELECT events.person_id AS person_id
    FROM events AS events
    WHERE ((events.team_id = {p7:Int64}) AND (events.event = {p8:String}))
)))
ORDER BY persons.created_at ASC
LIMIT {p9:UInt8}
-- p0 = "Nullable(String)"
-- p1 = "Nullable(String)"
-- p2 = "["
-- p3 = "Array"
-- p4 = "Nullable(String)"
-- p5 = 1
-- p6 = 0
-- p7 = 1
-- p8 = "signup"
-- p9 = 101
