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
            length(bitPositionsToArray(groupBitOr(bitShiftLeft({p0:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p1:DateTime64(6, 'UTC')})))))) AS intervals
        FROM events AS events
        WHERE ((events.team_id = {p2:Int64}) AND ((events.event = {p3:String}) AND ((events.timestamp >= {p4:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')}))))
        GROUP BY actor
    ) AS actors
    WHERE (actors.intervals >= {p6:UInt8})
) AS source
ORDER BY source.actor_id ASC
LIMIT {p8:UInt8}, {p7:UInt8}
-- p0 = "1"
-- p1 = "2024-03-04 00:00:00.000000"
-- p2 = 1
-- p3 = "$pageview"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "2024-03-08 23:59:59.999999"
-- p6 = 2
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
                actors.actor AS actor_id,
                actors.intervals AS intervals
            FROM
            (
                SELECT
                    events.person_id AS actor,
                    length(bitPositionsToArray(groupBitOr(bitShiftLeft({p2:UInt64}, (toRelativeDayNum(events.timestamp) - toRelativeDayNum({p3:DateTime64(6, 'UTC')})))))) AS intervals
                FROM events AS events
                WHERE ((events.team_id = {p4:Int64}) AND ((events.event = {p5:String}) AND ((events.timestamp >= {p6:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p7:DateTime64(6, 'UTC')}))))
                GROUP BY actor
            ) AS actors
            WHERE (actors.intervals >= {p8:UInt8})
        ) AS source
        ORDER BY source.actor_id ASC
        LIMIT {p10:UInt8}, {p9:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = "1"
-- p3 = "2024-03-04 00:00:00.000000"
-- p4 = 1
-- p5 = "$pageview"
-- p6 = "2024-03-04 00:00:00.000000"
-- p7 = "2024-03-08 23:59:59.999999"
-- p8 = 2
-- p9 = 101
-- p10 = 0
