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
    WHERE (((persons.team_id = {p6:Int64}) AND (persons.is_deleted = {p7:Int64})) AND ((toString(if(isNull(CAST(persons.properties.email, {p8:String})), if(notEmpty(JSONAllPaths(persons.properties.^email)), toJSONString(persons.properties.^email), NULL), if((startsWith(CAST(persons.properties.email, {p9:String}), {p10:String}) AND startsWith(dynamicType(persons.properties.email), {p11:String})), toJSONString(persons.properties.email), CAST(persons.properties.email, {p12:String})))) ILIKE {p13:String}) OR (toString(if(isNull(CAST(persons.properties.name, {p14:String})), if(notEmpty(JSONAllPaths(persons.properties.^name)), toJSONString(persons.properties.^name), NULL), if((startsWith(CAST(persons.properties.name, {p15:String}), {p16:String}) AND startsWith(dynamicType(persons.properties.name), {p17:String})), toJSONString(persons.properties.name), CAST(persons.properties.name, {p18:String})))) ILIKE {p19:String}) OR (toString(persons.id) ILIKE {p20:String}) OR (persons.id IN (
        SELECT person_distinct_ids.person_id AS person_id
        FROM person_distinct_id2 AS person_distinct_ids
        FINAL
        WHERE (((person_distinct_ids.team_id = {p21:Int64}) AND (person_distinct_ids.is_deleted = {p22:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p23:String}))
    ))))
))
ORDER BY
    persons.created_at DESC,
    source.actor_id ASC
LIMIT {p25:UInt8}, {p24:UInt8}
-- p0 = "UUID"
-- p1 = 1
-- p2 = 0
-- p3 = "alice"
-- p4 = 1
-- p5 = 0
-- p6 = 1
-- p7 = 0
-- p8 = "Nullable(String)"
-- p9 = "Nullable(String)"
-- p10 = "["
-- p11 = "Array"
-- p12 = "Nullable(String)"
-- p13 = "%acme%"
-- p14 = "Nullable(String)"
-- p15 = "Nullable(String)"
-- p16 = "["
-- p17 = "Array"
-- p18 = "Nullable(String)"
-- p19 = "%acme%"
-- p20 = "%acme%"
-- p21 = 1
-- p22 = 0
-- p23 = "%acme%"
-- p24 = 101
-- p25 = 0

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
            WHERE (((persons.team_id = {p8:Int64}) AND (persons.is_deleted = {p9:Int64})) AND ((toString(if(isNull(CAST(persons.properties.email, {p10:String})), if(notEmpty(JSONAllPaths(persons.properties.^email)), toJSONString(persons.properties.^email), NULL), if((startsWith(CAST(persons.properties.email, {p11:String}), {p12:String}) AND startsWith(dynamicType(persons.properties.email), {p13:String})), toJSONString(persons.properties.email), CAST(persons.properties.email, {p14:String})))) ILIKE {p15:String}) OR (toString(if(isNull(CAST(persons.properties.name, {p16:String})), if(notEmpty(JSONAllPaths(persons.properties.^name)), toJSONString(persons.properties.^name), NULL), if((startsWith(CAST(persons.properties.name, {p17:String}), {p18:String}) AND startsWith(dynamicType(persons.properties.name), {p19:String})), toJSONString(persons.properties.name), CAST(persons.properties.name, {p20:String})))) ILIKE {p21:String}) OR (toString(persons.id) ILIKE {p22:String}) OR (persons.id IN (
                SELECT person_distinct_ids.person_id AS person_id
                FROM person_distinct_id2 AS person_distinct_ids
                FINAL
                WHERE (((person_distinct_ids.team_id = {p23:Int64}) AND (person_distinct_ids.is_deleted = {p24:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p25:String}))
            ))))
        ))
        ORDER BY
            persons.created_at DESC,
            source.actor_id ASC
        LIMIT {p27:UInt8}, {p26:UInt8}
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
-- p26 = 101
-- p27 = 0

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
            WHERE (((persons.team_id = {p8:Int64}) AND (persons.is_deleted = {p9:Int64})) AND ((toString(if(isNull(CAST(persons.properties.email, {p10:String})), if(notEmpty(JSONAllPaths(persons.properties.^email)), toJSONString(persons.properties.^email), NULL), if((startsWith(CAST(persons.properties.email, {p11:String}), {p12:String}) AND startsWith(dynamicType(persons.properties.email), {p13:String})), toJSONString(persons.properties.email), CAST(persons.properties.email, {p14:String})))) ILIKE {p15:String}) OR (toString(if(isNull(CAST(persons.properties.name, {p16:String})), if(notEmpty(JSONAllPaths(persons.properties.^name)), toJSONString(persons.properties.^name), NULL), if((startsWith(CAST(persons.properties.name, {p17:String}), {p18:String}) AND startsWith(dynamicType(persons.properties.name), {p19:String})), toJSONString(persons.properties.name), CAST(persons.properties.name, {p20:String})))) ILIKE {p21:String}) OR (toString(persons.id) ILIKE {p22:String}) OR (persons.id IN (
                SELECT person_distinct_ids.person_id AS person_id
                FROM person_distinct_id2 AS person_distinct_ids
                FINAL
                WHERE (((person_distinct_ids.team_id = {p23:Int64}) AND (person_distinct_ids.is_deleted = {p24:Int64})) AND (person_distinct_ids.distinct_id ILIKE {p25:String}))
            ))))
        ))
        ORDER BY
            persons.created_at DESC,
            source.actor_id ASC
        LIMIT {p27:UInt8}, {p26:UInt8}
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
-- p26 = 101
-- p27 = 0
