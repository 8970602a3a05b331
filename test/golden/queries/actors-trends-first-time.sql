-- rows
SELECT
    events.person_id AS actor_id,
    count() AS event_count,
    groupUniqArray({p0:UInt8})(events.distinct_id) AS event_distinct_ids
FROM events AS events
WHERE ((events.team_id = {p1:Int64}) AND ((events.event = {p2:String}) AND (events.timestamp <= {p3:DateTime64(6, 'UTC')})))
GROUP BY actor_id
HAVING ((min(events.timestamp) >= {p4:DateTime64(6, 'UTC')}) AND (argMin((events.event = {p5:String}), events.timestamp) = {p6:UInt8}))
LIMIT {p7:UInt8}
-- p0 = 100
-- p1 = 1
-- p2 = "$pageview"
-- p3 = "2024-03-04 23:59:59.999999"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "$pageview"
-- p6 = 1
-- p7 = 101
