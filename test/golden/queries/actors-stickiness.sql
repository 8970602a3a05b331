-- rows
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
LIMIT {p8:UInt8}
-- p0 = "1"
-- p1 = "day"
-- p2 = "2024-03-04 00:00:00.000000"
-- p3 = 1
-- p4 = "$pageview"
-- p5 = "2024-03-04 00:00:00.000000"
-- p6 = "2024-03-08 23:59:59.999999"
-- p7 = 2
-- p8 = 101
