-- actors
SELECT persons.id AS actor_id
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p0:Int64}) AND (persons.is_deleted = {p1:Int64})) AND ((persons.properties.plan.:String = {p2:String}) AND ((toString(coalesce(if(startsWith(dynamicType(persons.properties.email), {p3:String}), toJSONString(persons.properties.email), CAST(persons.properties.email, {p4:String})), nullIf(toJSONString(persons.properties.^email), {p5:String}))) ILIKE {p6:String}) OR (toString(coalesce(if(startsWith(dynamicType(persons.properties.name), {p7:String}), toJSONString(persons.properties.name), CAST(persons.properties.name, {p8:String})), nullIf(toJSONString(persons.properties.^name), {p9:String}))) ILIKE {p10:String}) OR (toString(persons.id) ILIKE {p11:String}) OR (persons.id IN (
    SELECT person_distinct_ids.person_id AS person_id
    FROM person_distinct_id2 AS person_distinct_ids
    FINAL
    WHERE (((person_distinct_ids.team_id = {p12:Int64}) AND (person_distinct_ids.is_deleted = {p13:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p14:String}))
)))))
ORDER BY
    coalesce(if(startsWith(dynamicType(persons.properties.plan), {p15:String}), toJSONString(persons.properties.plan), CAST(persons.properties.plan, {p16:String})), nullIf(toJSONString(persons.properties.^plan), {p17:String})) DESC,
    persons.id ASC
LIMIT {p19:UInt8}, {p18:UInt8}
-- p0 = 1
-- p1 = 0
-- p2 = "pro"
-- p3 = "Array"
-- p4 = "Nullable(String)"
-- p5 = "{}"
-- p6 = "%acme%"
-- p7 = "Array"
-- p8 = "Nullable(String)"
-- p9 = "{}"
-- p10 = "%acme%"
-- p11 = "%acme%"
-- p12 = 1
-- p13 = 0
-- p14 = "%acme%"
-- p15 = "Array"
-- p16 = "Nullable(String)"
-- p17 = "{}"
-- p18 = 101
-- p19 = 0

-- about
SELECT
    persons.id AS actor_id,
    persons.created_at AS created_at,
    tuple(toJSONString(persons.properties), persons.properties_residue) AS properties,
    persons.is_identified AS is_identified,
    coalesce(if(startsWith(dynamicType(persons.properties.plan), {p0:String}), toJSONString(persons.properties.plan), CAST(persons.properties.plan, {p1:String})), nullIf(toJSONString(persons.properties.^plan), {p2:String})) AS c1
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p3:Int64}) AND (persons.is_deleted = {p4:Int64})) AND (persons.id IN (
    SELECT page.actor_id AS actor_id
    FROM
    (
        SELECT persons.id AS actor_id
        FROM person AS persons
        FINAL
        WHERE (((persons.team_id = {p5:Int64}) AND (persons.is_deleted = {p6:Int64})) AND ((persons.properties.plan.:String = {p7:String}) AND ((toString(coalesce(if(startsWith(dynamicType(persons.properties.email), {p8:String}), toJSONString(persons.properties.email), CAST(persons.properties.email, {p9:String})), nullIf(toJSONString(persons.properties.^email), {p10:String}))) ILIKE {p11:String}) OR (toString(coalesce(if(startsWith(dynamicType(persons.properties.name), {p12:String}), toJSONString(persons.properties.name), CAST(persons.properties.name, {p13:String})), nullIf(toJSONString(persons.properties.^name), {p14:String}))) ILIKE {p15:String}) OR (toString(persons.id) ILIKE {p16:String}) OR (persons.id IN (
            SELECT person_distinct_ids.person_id AS person_id
            FROM person_distinct_id2 AS person_distinct_ids
            FINAL
            WHERE (((person_distinct_ids.team_id = {p17:Int64}) AND (person_distinct_ids.is_deleted = {p18:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p19:String}))
        )))))
        ORDER BY
            coalesce(if(startsWith(dynamicType(persons.properties.plan), {p20:String}), toJSONString(persons.properties.plan), CAST(persons.properties.plan, {p21:String})), nullIf(toJSONString(persons.properties.^plan), {p22:String})) DESC,
            persons.id ASC
        LIMIT {p24:UInt8}, {p23:UInt8}
    ) AS page
)))
-- p0 = "Array"
-- p1 = "Nullable(String)"
-- p2 = "{}"
-- p3 = 1
-- p4 = 0
-- p5 = 1
-- p6 = 0
-- p7 = "pro"
-- p8 = "Array"
-- p9 = "Nullable(String)"
-- p10 = "{}"
-- p11 = "%acme%"
-- p12 = "Array"
-- p13 = "Nullable(String)"
-- p14 = "{}"
-- p15 = "%acme%"
-- p16 = "%acme%"
-- p17 = 1
-- p18 = 0
-- p19 = "%acme%"
-- p20 = "Array"
-- p21 = "Nullable(String)"
-- p22 = "{}"
-- p23 = 101
-- p24 = 0

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
        WHERE (((persons.team_id = {p2:Int64}) AND (persons.is_deleted = {p3:Int64})) AND ((persons.properties.plan.:String = {p4:String}) AND ((toString(coalesce(if(startsWith(dynamicType(persons.properties.email), {p5:String}), toJSONString(persons.properties.email), CAST(persons.properties.email, {p6:String})), nullIf(toJSONString(persons.properties.^email), {p7:String}))) ILIKE {p8:String}) OR (toString(coalesce(if(startsWith(dynamicType(persons.properties.name), {p9:String}), toJSONString(persons.properties.name), CAST(persons.properties.name, {p10:String})), nullIf(toJSONString(persons.properties.^name), {p11:String}))) ILIKE {p12:String}) OR (toString(persons.id) ILIKE {p13:String}) OR (persons.id IN (
            SELECT person_distinct_ids.person_id AS person_id
            FROM person_distinct_id2 AS person_distinct_ids
            FINAL
            WHERE (((person_distinct_ids.team_id = {p14:Int64}) AND (person_distinct_ids.is_deleted = {p15:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p16:String}))
        )))))
        ORDER BY
            coalesce(if(startsWith(dynamicType(persons.properties.plan), {p17:String}), toJSONString(persons.properties.plan), CAST(persons.properties.plan, {p18:String})), nullIf(toJSONString(persons.properties.^plan), {p19:String})) DESC,
            persons.id ASC
        LIMIT {p21:UInt8}, {p20:UInt8}
    ) AS page
)))
GROUP BY person_distinct_ids.person_id
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = 0
-- p4 = "pro"
-- p5 = "Array"
-- p6 = "Nullable(String)"
-- p7 = "{}"
-- p8 = "%acme%"
-- p9 = "Array"
-- p10 = "Nullable(String)"
-- p11 = "{}"
-- p12 = "%acme%"
-- p13 = "%acme%"
-- p14 = 1
-- p15 = 0
-- p16 = "%acme%"
-- p17 = "Array"
-- p18 = "Nullable(String)"
-- p19 = "{}"
-- p20 = 101
-- p21 = 0
