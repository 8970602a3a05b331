-- actors
SELECT source.actor_id AS actor_id
FROM
(
    SELECT
        events.person_id AS actor_id,
        count() AS event_count,
        groupUniqArray({p0:UInt8})(events.distinct_id) AS event_distinct_ids
    FROM events AS events
    WHERE ((events.team_id = {p1:Int64}) AND ((events.event = {p2:String}) AND (events.timestamp <= {p3:DateTime64(6, 'UTC')})))
    GROUP BY actor_id
    HAVING ((min(events.timestamp) >= {p4:DateTime64(6, 'UTC')}) AND (argMin((events.event = {p5:String}), events.timestamp) = {p6:UInt8}))
) AS source
ORDER BY source.actor_id ASC
LIMIT {p8:UInt8}, {p7:UInt8}
-- p0 = 100
-- p1 = 1
-- p2 = "$pageview"
-- p3 = "2024-03-04 23:59:59.999999"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "$pageview"
-- p6 = 1
-- p7 = 101
-- p8 = 0

-- about
SELECT persons.id AS actor_id
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p0:Int64}) AND (persons.is_deleted = {p1:Int64})) AND (persons.id IN (
    SELECT page.actor_id AS actor_id
    FROM
    (
        SELECT source.actor_id AS actor_id
        FROM
        (
            SELECT
                events.person_id AS actor_id,
                count() AS event_count,
                groupUniqArray({p2:UInt8})(events.distinct_id) AS event_distinct_ids
            FROM events AS events
            WHERE ((events.team_id = {p3:Int64}) AND ((events.event = {p4:String}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')})))
            GROUP BY actor_id
            HAVING ((min(events.timestamp) >= {p6:DateTime64(6, 'UTC')}) AND (argMin((events.event = {p7:String}), events.timestamp) = {p8:UInt8}))
        ) AS source
        ORDER BY source.actor_id ASC
        LIMIT {p10:UInt8}, {p9:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 100
-- p3 = 1
-- p4 = "$pageview"
-- p5 = "2024-03-04 23:59:59.999999"
-- p6 = "2024-03-04 00:00:00.000000"
-- p7 = "$pageview"
-- p8 = 1
-- p9 = 101
-- p10 = 0
