-- rows
SELECT
    events.person_id AS actor_id,
    count() AS event_count,
    groupUniqArray({p0:UInt8})(events.distinct_id) AS event_distinct_ids
FROM events AS events
WHERE ((events.team_id = {p1:Int64}) AND ((events.event = {p2:String}) AND (events.timestamp >= {p3:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p4:DateTime64(6, 'UTC')}) AND (ifNull(nullIf(toString(events.properties.`$browser`), {p5:String}), {p6:String}) = {p7:String})))
GROUP BY actor_id
LIMIT {p8:UInt8}
-- p0 = 100
-- p1 = 1
-- p2 = "$pageview"
-- p3 = "2024-03-04 00:00:00.000000"
-- p4 = "2024-03-04 23:59:59.999999"
-- p5 = ""
-- p6 = "$$_posthog_breakdown_null_$$"
-- p7 = "Chrome"
-- p8 = 101
