-- actors
SELECT source.actor_id AS actor_id
FROM
(
    SELECT accurateCastOrNull(toString(given.person_id), {p0:String}) AS actor_id
    FROM
    (
        SELECT person_distinct_ids.person_id AS person_id
        FROM person_distinct_id2 AS person_distinct_ids
        FINAL
        WHERE (((person_distinct_ids.team_id = {p1:Int64}) AND (person_distinct_ids.is_deleted = {p2:Int64})) AND (person_distinct_ids.distinct_id = {p3:String}))
    ) AS given
) AS source
LEFT JOIN person AS persons
FINAL ON ((persons.id = source.actor_id) AND ((persons.team_id = {p4:Int64}) AND (persons.is_deleted = {p5:Int64})))
WHERE (source.actor_id IN (
    SELECT persons.id AS id
    FROM person AS persons
    FINAL
    WHERE (((persons.team_id = {p6:Int64}) AND (persons.is_deleted = {p7:Int64})) AND ((toString(coalesce(if(startsWith(dynamicType(persons.properties.email), {p8:String}), toJSONString(persons.properties.email), CAST(persons.properties.email, {p9:String})), nullIf(toJSONString(persons.properties.^email), {p10:String}))) ILIKE {p11:String}) OR (toString(coalesce(if(startsWith(dynamicType(persons.properties.name), {p12:String}), toJSONString(persons.properties.name), CAST(persons.properties.name, {p13:String})), nullIf(toJSONString(persons.properties.^name), {p14:String}))) ILIKE {p15:String}) OR (toString(persons.id) ILIKE {p16:String}) OR (persons.id IN (
        SELECT person_distinct_ids.person_id AS person_id
        FROM person_distinct_id2 AS person_distinct_ids
        FINAL
        WHERE (((person_distinct_ids.team_id = {p17:Int64}) AND (person_distinct_ids.is_deleted = {p18:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p19:String}))
    ))))
))
ORDER BY
    persons.created_at DESC,
    source.actor_id ASC
LIMIT {p21:UInt8}, {p20:UInt8}
-- p0 = "UUID"
-- p1 = 1
-- p2 = 0
-- p3 = "alice"
-- p4 = 1
-- p5 = 0
-- p6 = 1
-- p7 = 0
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
-- p20 = 101
-- p21 = 0

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
        SELECT source.actor_id AS actor_id
        FROM
        (
            SELECT accurateCastOrNull(toString(given.person_id), {p2:String}) AS actor_id
            FROM
            (
                SELECT person_distinct_ids.person_id AS person_id
                FROM person_distinct_id2 AS person_distinct_ids
                FINAL
                WHERE (((person_distinct_ids.team_id = {p3:Int64}) AND (person_distinct_ids.is_deleted = {p4:Int64})) AND (person_distinct_ids.distinct_id = {p5:String}))
            ) AS given
        ) AS source
        LEFT JOIN person AS persons
        FINAL ON ((persons.id = source.actor_id) AND ((persons.team_id = {p6:Int64}) AND (persons.is_deleted = {p7:Int64})))
        WHERE (source.actor_id IN (
            SELECT persons.id AS id
            FROM person AS persons
            FINAL
            WHERE (((persons.team_id = {p8:Int64}) AND (persons.is_deleted = {p9:Int64})) AND ((toString(coalesce(if(startsWith(dynamicType(persons.properties.email), {p10:String}), toJSONString(persons.properties.email), CAST(persons.properties.email, {p11:String})), nullIf(toJSONString(persons.properties.^email), {p12:String}))) ILIKE {p13:String}) OR (toString(coalesce(if(startsWith(dynamicType(persons.properties.name), {p14:String}), toJSONString(persons.properties.name), CAST(persons.properties.name, {p15:String})), nullIf(toJSONString(persons.properties.^name), {p16:String}))) ILIKE {p17:String}) OR (toString(persons.id) ILIKE {p18:String}) OR (persons.id IN (
                SELECT person_distinct_ids.person_id AS person_id
                FROM person_distinct_id2 AS person_distinct_ids
                FINAL
                WHERE (((person_distinct_ids.team_id = {p19:Int64}) AND (person_distinct_ids.is_deleted = {p20:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p21:String}))
            ))))
        ))
        ORDER BY
            persons.created_at DESC,
            source.actor_id ASC
        LIMIT {p23:UInt8}, {p22:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = "UUID"
-- p3 = 1
-- p4 = 0
-- p5 = "alice"
-- p6 = 1
-- p7 = 0
-- p8 = 1
-- p9 = 0
-- p10 = "Array"
-- p11 = "Nullable(String)"
-- p12 = "{}"
-- p13 = "%acme%"
-- p14 = "Array"
-- p15 = "Nullable(String)"
-- p16 = "{}"
-- p17 = "%acme%"
-- p18 = "%acme%"
-- p19 = 1
-- p20 = 0
-- p21 = "%acme%"
-- p22 = 101
-- p23 = 0

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
        SELECT source.actor_id AS actor_id
        FROM
        (
            SELECT accurateCastOrNull(toString(given.person_id), {p2:String}) AS actor_id
            FROM
            (
                SELECT person_distinct_ids.person_id AS person_id
                FROM person_distinct_id2 AS person_distinct_ids
                FINAL
                WHERE (((person_distinct_ids.team_id = {p3:Int64}) AND (person_distinct_ids.is_deleted = {p4:Int64})) AND (person_distinct_ids.distinct_id = {p5:String}))
            ) AS given
        ) AS source
        LEFT JOIN person AS persons
        FINAL ON ((persons.id = source.actor_id) AND ((persons.team_id = {p6:Int64}) AND (persons.is_deleted = {p7:Int64})))
        WHERE (source.actor_id IN (
            SELECT persons.id AS id
            FROM person AS persons
            FINAL
            WHERE (((persons.team_id = {p8:Int64}) AND (persons.is_deleted = {p9:Int64})) AND ((toString(coalesce(if(startsWith(dynamicType(persons.properties.email), {p10:String}), toJSONString(persons.properties.email), CAST(persons.properties.email, {p11:String})), nullIf(toJSONString(persons.properties.^email), {p12:String}))) ILIKE {p13:String}) OR (toString(coalesce(if(startsWith(dynamicType(persons.properties.name), {p14:String}), toJSONString(persons.properties.name), CAST(persons.properties.name, {p15:String})), nullIf(toJSONString(persons.properties.^name), {p16:String}))) ILIKE {p17:String}) OR (toString(persons.id) ILIKE {p18:String}) OR (persons.id IN (
                SELECT person_distinct_ids.person_id AS person_id
                FROM person_distinct_id2 AS person_distinct_ids
                FINAL
                WHERE (((person_distinct_ids.team_id = {p19:Int64}) AND (person_distinct_ids.is_deleted = {p20:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p21:String}))
            ))))
        ))
        ORDER BY
            persons.created_at DESC,
            source.actor_id ASC
        LIMIT {p23:UInt8}, {p22:UInt8}
    ) AS page
)))
GROUP BY person_distinct_ids.person_id
-- p0 = 1
-- p1 = 0
-- p2 = "UUID"
-- p3 = 1
-- p4 = 0
-- p5 = "alice"
-- p6 = 1
-- p7 = 0
-- p8 = 1
-- p9 = 0
-- p10 = "Array"
-- p11 = "Nullable(String)"
-- p12 = "{}"
-- p13 = "%acme%"
-- p14 = "Array"
-- p15 = "Nullable(String)"
-- p16 = "{}"
-- p17 = "%acme%"
-- p18 = "%acme%"
-- p19 = 1
-- p20 = 0
-- p21 = "%acme%"
-- p22 = 101
-- p23 = 0
