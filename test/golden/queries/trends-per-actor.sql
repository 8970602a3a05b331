-- 0.current.0
SELECT
    inner.bucket_start AS bucket,
    quantileExactInclusive({p0:Float64})(inner.amount) AS total
FROM
(
    SELECT
        toDate(events.timestamp) AS bucket_start,
        count() AS amount
    FROM events AS events
    WHERE ((events.team_id = {p1:Int64}) AND ((events.event = {p2:String}) AND ((events.timestamp >= {p3:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p4:DateTime64(6, 'UTC')}))))
    GROUP BY
        bucket_start,
        events.person_id
) AS inner
GROUP BY bucket
-- p0 = 0.9
-- p1 = 1
-- p2 = "$pageview"
-- p3 = "2024-03-04 00:00:00.000000"
-- p4 = "2024-03-08 23:59:59.999999"
