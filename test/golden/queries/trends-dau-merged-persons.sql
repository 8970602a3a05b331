-- 0.current.0
SELECT
    toDate(events.timestamp) AS bucket,
    uniqExact(if(notEmpty(events__override.distinct_id), events__override.person_id, events.person_id)) AS total
FROM events AS events
ANY LEFT JOIN person_distinct_id_overrides AS events__override
FINAL ON ((events.distinct_id = events__override.distinct_id) AND ((events__override.team_id = {p0:Int64}) AND (events__override.is_deleted = {p1:Int64})))
WHERE ((events.team_id = {p2:Int64}) AND ((events.event = {p3:String}) AND ((events.timestamp >= {p4:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')}))))
GROUP BY bucket
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = "$pageview"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "2024-03-08 23:59:59.999999"
