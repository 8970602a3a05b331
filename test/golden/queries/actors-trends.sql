-- actors
SELECT
    source.actor_id AS actor_id,
    source.event_count AS c1
FROM
(
    SELECT
        events.person_id AS actor_id,
        count() AS event_count,
        groupUniqArray({p0:UInt8})(events.distinct_id) AS event_distinct_ids
    FROM events AS events
    WHERE ((events.team_id = {p1:Int64}) AND ((events.event = {p2:String}) AND (events.timestamp >= {p3:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p4:DateTime64(6, 'UTC')}) AND (ifNull(nullIf(toString(events.properties.`$browser`), {p5:String}), {p6:String}) = {p7:String})))
    GROUP BY actor_id
) AS source
ORDER BY
    source.event_count DESC,
    source.actor_id ASC
LIMIT {p9:UInt8}, {p8:UInt8}
-- p0 = 100
-- p1 = 1
-- p2 = "$pageview"
-- p3 = "2024-03-04 00:00:00.000000"
-- p4 = "2024-03-04 23:59:59.999999"
-- p5 = ""
-- p6 = "$$_posthog_breakdown_null_$$"
-- p7 = "Chrome"
-- p8 = 101
-- p9 = 0

-- about
SELECT
    persons.id AS actor_id,
    persons.created_at AS created_at,
    tuple(toJSONString(persons.properties), persons.properties_residue) AS properties,
    persons.is_identified AS is_identified
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p0:Int64}) AND (persons.is_deleted = {p1:Int64})) AND (persons.id IN (
    SELECT page.actor_id AS actor_id
    FROM
    (
        SELECT
            source.actor_id AS actor_id,
            source.event_count AS c1
        FROM
        (
            SELECT
                events.person_id AS actor_id,
                count() AS event_count,
                groupUniqArray({p2:UInt8})(events.distinct_id) AS event_distinct_ids
            FROM events AS events
            WHERE ((events.team_id = {p3:Int64}) AND ((events.event = {p4:String}) AND (events.timestamp >= {p5:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p6:DateTime64(6, 'UTC')}) AND (ifNull(nullIf(toString(events.properties.`$browser`), {p7:String}), {p8:String}) = {p9:String})))
            GROUP BY actor_id
        ) AS source
        ORDER BY
            source.event_count DESC,
            source.actor_id ASC
        LIMIT {p11:UInt8}, {p10:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 100
-- p3 = 1
-- p4 = "$pageview"
-- p5 = "2024-03-04 00:00:00.000000"
-- p6 = "2024-03-04 23:59:59.999999"
-- p7 = ""
-- p8 = "$$_posthog_breakdown_null_$$"
-- p9 = "Chrome"
-- p10 = 101
-- p11 = 0

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
        SELECT
            source.actor_id AS actor_id,
            source.event_count AS c1
        FROM
        (
            SELECT
                events.person_id AS actor_id,
                count() AS event_count,
                groupUniqArray({p2:UInt8})(events.distinct_id) AS event_distinct_ids
            FROM events AS events
            WHERE ((events.team_id = {p3:Int64}) AND ((events.event = {p4:String}) AND (events.timestamp >= {p5:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p6:DateTime64(6, 'UTC')}) AND (ifNull(nullIf(toString(events.properties.`$browser`), {p7:String}), {p8:String}) = {p9:String})))
            GROUP BY actor_id
        ) AS source
        ORDER BY
            source.event_count DESC,
            source.actor_id ASC
        LIMIT {p11:UInt8}, {p10:UInt8}
    ) AS page
)))
GROUP BY person_distinct_ids.person_id
-- p0 = 1
-- p1 = 0
-- p2 = 100
-- p3 = 1
-- p4 = "$pageview"
-- p5 = "2024-03-04 00:00:00.000000"
-- p6 = "2024-03-04 23:59:59.999999"
-- p7 = ""
-- p8 = "$$_posthog_breakdown_null_$$"
-- p9 = "Chrome"
-- p10 = 101
-- p11 = 0
