-- actors
SELECT source.actor_id AS actor_id
FROM
(
    SELECT
        actors.actor AS actor_id,
        actors.intervals AS intervals
    FROM
    (
        SELECT
            events.person_id AS actor,
            length(bitPositionsToArray(groupBitOr(bitShiftLeft({p0:UInt64}, dateDiff({p1:String}, toDate({p2:DateTime64(6, 'UTC')}), toDate(events.timestamp)))))) AS intervals
        FROM events AS events
        WHERE ((events.team_id = {p3:Int64}) AND ((events.event = {p4:String}) AND ((events.timestamp >= {p5:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p6:DateTime64(6, 'UTC')}))))
        GROUP BY actor
    ) AS actors
    WHERE (actors.intervals >= {p7:UInt8})
) AS source
LEFT JOIN person AS persons
FINAL ON ((persons.id = source.actor_id) AND ((persons.team_id = {p8:Int64}) AND (persons.is_deleted = {p9:Int64})))
ORDER BY source.actor_id ASC
LIMIT {p11:UInt8}, {p10:UInt8}
-- p0 = "1"
-- p1 = "day"
-- p2 = "2024-03-04 00:00:00.000000"
-- p3 = 1
-- p4 = "$pageview"
-- p5 = "2024-03-04 00:00:00.000000"
-- p6 = "2024-03-08 23:59:59.999999"
-- p7 = 2
-- p8 = 1
-- p9 = 0
-- p10 = 101
-- p11 = 0

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
                actors.actor AS actor_id,
                actors.intervals AS intervals
            FROM
            (
                SELECT
                    events.person_id AS actor,
                    length(bitPositionsToArray(groupBitOr(bitShiftLeft({p2:UInt64}, dateDiff({p3:String}, toDate({p4:DateTime64(6, 'UTC')}), toDate(events.timestamp)))))) AS intervals
                FROM events AS events
                WHERE ((events.team_id = {p5:Int64}) AND ((events.event = {p6:String}) AND ((events.timestamp >= {p7:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p8:DateTime64(6, 'UTC')}))))
                GROUP BY actor
            ) AS actors
            WHERE (actors.intervals >= {p9:UInt8})
        ) AS source
        LEFT JOIN person AS persons
        FINAL ON ((persons.id = source.actor_id) AND ((persons.team_id = {p10:Int64}) AND (persons.is_deleted = {p11:Int64})))
        ORDER BY source.actor_id ASC
        LIMIT {p13:UInt8}, {p12:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = "1"
-- p3 = "day"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = 1
-- p6 = "$pageview"
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = "2024-03-08 23:59:59.999999"
-- p9 = 2
-- p10 = 1
-- p11 = 0
-- p12 = 101
-- p13 = 0
