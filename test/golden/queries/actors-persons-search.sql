-- actors
SELECT persons.id AS actor_id
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p0:Int64}) AND (persons.is_deleted = {p1:Int64})) AND ((persons.properties.plan.:String = {p2:String}) AND ((toString(if(isNull(CAST(persons.properties.email, {p3:String})), if(notEmpty(JSONAllPaths(persons.properties.^email)), toJSONString(persons.properties.^email), NULL), if((startsWith(CAST(persons.properties.email, {p4:String}), {p5:String}) AND startsWith(dynamicType(persons.properties.email), {p6:String})), toJSONString(persons.properties.email), CAST(persons.properties.email, {p7:String})))) ILIKE {p8:String}) OR (toString(if(isNull(CAST(persons.properties.name, {p9:String})), if(notEmpty(JSONAllPaths(persons.properties.^name)), toJSONString(persons.properties.^name), NULL), if((startsWith(CAST(persons.properties.name, {p10:String}), {p11:String}) AND startsWith(dynamicType(persons.properties.name), {p12:String})), toJSONString(persons.properties.name), CAST(persons.properties.name, {p13:String})))) ILIKE {p14:String}) OR (toString(persons.id) ILIKE {p15:String}) OR (persons.id IN (
    SELECT person_distinct_ids.person_id AS person_id
    FROM person_distinct_id2 AS person_distinct_ids
    FINAL
    WHERE (((person_distinct_ids.team_id = {p16:Int64}) AND (person_distinct_ids.is_deleted = {p17:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p18:String}))
)))))
ORDER BY
    if(isNull(CAST(persons.properties.plan, {p19:String})), if(notEmpty(JSONAllPaths(persons.properties.^plan)), toJSONString(persons.properties.^plan), NULL), if((startsWith(CAST(persons.properties.plan, {p20:String}), {p21:String}) AND startsWith(dynamicType(persons.properties.plan), {p22:String})), toJSONString(persons.properties.plan), CAST(persons.properties.plan, {p23:String}))) DESC,
    persons.id ASC
LIMIT {p25:UInt8}, {p24:UInt8}
-- p0 = 1
-- p1 = 0
-- p2 = "pro"
-- p3 = "Nullable(String)"
-- p4 = "Nullable(String)"
-- p5 = "["
-- p6 = "Array"
-- p7 = "Nullable(String)"
-- p8 = "%acme%"
-- p9 = "Nullable(String)"
-- p10 = "Nullable(String)"
-- p11 = "["
-- p12 = "Array"
-- p13 = "Nullable(String)"
-- p14 = "%acme%"
-- p15 = "%acme%"
-- p16 = 1
-- p17 = 0
-- p18 = "%acme%"
-- p19 = "Nullable(String)"
-- p20 = "Nullable(String)"
-- p21 = "["
-- p22 = "Array"
-- p23 = "Nullable(String)"
-- p24 = 101
-- p25 = 0

-- about
SELECT
    persons.id AS actor_id,
    persons.created_at AS created_at,
    tuple(toJSONString(persons.properties), persons.properties_residue) AS properties,
    persons.is_identified AS is_identified,
    if(isNull(CAST(persons.properties.plan, {p0:String})), if(notEmpty(JSONAllPaths(persons.properties.^plan)), toJSONString(persons.properties.^plan), NULL), if((startsWith(CAST(persons.properties.plan, {p1:String}), {p2:String}) AND startsWith(dynamicType(persons.properties.plan), {p3:String})), toJSONString(persons.properties.plan), CAST(persons.properties.plan, {p4:String}))) AS c1
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p5:Int64}) AND (persons.is_deleted = {p6:Int64})) AND (persons.id IN (
    SELECT page.actor_id AS actor_id
    FROM
    (
        SELECT persons.id AS actor_id
        FROM person AS persons
        FINAL
        WHERE (((persons.team_id = {p7:Int64}) AND (persons.is_deleted = {p8:Int64})) AND ((persons.properties.plan.:String = {p9:String}) AND ((toString(if(isNull(CAST(persons.properties.email, {p10:String})), if(notEmpty(JSONAllPaths(persons.properties.^email)), toJSONString(persons.properties.^email), NULL), if((startsWith(CAST(persons.properties.email, {p11:String}), {p12:String}) AND startsWith(dynamicType(persons.properties.email), {p13:String})), toJSONString(persons.properties.email), CAST(persons.properties.email, {p14:String})))) ILIKE {p15:String}) OR (toString(if(isNull(CAST(persons.properties.name, {p16:String})), if(notEmpty(JSONAllPaths(persons.properties.^name)), toJSONString(persons.properties.^name), NULL), if((startsWith(CAST(persons.properties.name, {p17:String}), {p18:String}) AND startsWith(dynamicType(persons.properties.name), {p19:String})), toJSONString(persons.properties.name), CAST(persons.properties.name, {p20:String})))) ILIKE {p21:String}) OR (toString(persons.id) ILIKE {p22:String}) OR (persons.id IN (
            SELECT person_distinct_ids.person_id AS person_id
            FROM person_distinct_id2 AS person_distinct_ids
            FINAL
            WHERE (((person_distinct_ids.team_id = {p23:Int64}) AND (person_distinct_ids.is_deleted = {p24:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p25:String}))
        )))))
        ORDER BY
            if(isNull(CAST(persons.properties.plan, {p26:String})), if(notEmpty(JSONAllPaths(persons.properties.^plan)), toJSONString(persons.properties.^plan), NULL), if((startsWith(CAST(persons.properties.plan, {p27:String}), {p28:String}) AND startsWith(dynamicType(persons.properties.plan), {p29:String})), toJSONString(persons.properties.plan), CAST(persons.properties.plan, {p30:String}))) DESC,
            persons.id ASC
        LIMIT {p32:UInt8}, {p31:UInt8}
    ) AS page
)))
-- p0 = "Nullable(String)"
-- p1 = "Nullable(String)"
-- p2 = "["
-- p3 = "Array"
-- p4 = "Nullable(String)"
-- p5 = 1
-- p6 = 0
-- p7 = 1
-- p8 = 0
-- p9 = "pro"
-- p10 = "Nullable(String)"
-- p11 = "Nullable(String)"
-- p12 = "["
-- p13 = "Array"
-- p14 = "Nullable(String)"
-- p15 = "%acme%"
-- p16 = "Nullable(String)"
-- p17 = "Nullable(String)"
-- p18 = "["
-- p19 = "Array"
-- p20 = "Nullable(String)"
-- p21 = "%acme%"
-- p22 = "%acme%"
-- p23 = 1
-- p24 = 0
-- p25 = "%acme%"
-- p26 = "Nullable(String)"
-- p27 = "Nullable(String)"
-- p28 = "["
-- p29 = "Array"
-- p30 = "Nullable(String)"
-- p31 = 101
-- p32 = 0

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
        WHERE (((persons.team_id = {p2:Int64}) AND (persons.is_deleted = {p3:Int64})) AND ((persons.properties.plan.:String = {p4:String}) AND ((toString(if(isNull(CAST(persons.properties.email, {p5:String})), if(notEmpty(JSONAllPaths(persons.properties.^email)), toJSONString(persons.properties.^email), NULL), if((startsWith(CAST(persons.properties.email, {p6:String}), {p7:String}) AND startsWith(dynamicType(persons.properties.email), {p8:String})), toJSONString(persons.properties.email), CAST(persons.properties.email, {p9:String})))) ILIKE {p10:String}) OR (toString(if(isNull(CAST(persons.properties.name, {p11:String})), if(notEmpty(JSONAllPaths(persons.properties.^name)), toJSONString(persons.properties.^name), NULL), if((startsWith(CAST(persons.properties.name, {p12:String}), {p13:String}) AND startsWith(dynamicType(persons.properties.name), {p14:String})), toJSONString(persons.properties.name), CAST(persons.properties.name, {p15:String})))) ILIKE {p16:String}) OR (toString(persons.id) ILIKE {p17:String}) OR (persons.id IN (
            SELECT person_distinct_ids.person_id AS person_id
            FROM person_distinct_id2 AS person_distinct_ids
            FINAL
            WHERE (((person_distinct_ids.team_id = {p18:Int64}) AND (person_distinct_ids.is_deleted = {p19:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p20:String}))
        )))))
        ORDER BY
            if(isNull(CAST(persons.properties.plan, {p21:String})), if(notEmpty(JSONAllPaths(persons.properties.^plan)), toJSONString(persons.properties.^plan), NULL), if((startsWith(CAST(persons.properties.plan, {p22:String}), {p23:String}) AND startsWith(dynamicType(persons.properties.plan), {p24:String})), toJSONString(persons.properties.plan), CAST(persons.properties.plan, {p25:String}))) DESC,
            persons.id ASC
        LIMIT {p27:UInt8}, {p26:UInt8}
    ) AS page
)))
GROUP BY person_distinct_ids.person_id
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = 0
-- p4 = "pro"
-- p5 = "Nullable(String)"
-- p6 = "Nullable(String)"
-- p7 = "["
-- p8 = "Array"
-- p9 = "Nullable(String)"
-- p10 = "%acme%"
-- p11 = "Nullable(String)"
-- p12 = "Nullable(String)"
-- p13 = "["
-- p14 = "Array"
-- p15 = "Nullable(String)"
-- p16 = "%acme%"
-- p17 = "%acme%"
-- p18 = 1
-- p19 = 0
-- p20 = "%acme%"
-- p21 = "Nullable(String)"
-- p22 = "Nullable(String)"
-- p23 = "["
-- p24 = "Array"
-- p25 = "Nullable(String)"
-- p26 = 101
-- p27 = 0
