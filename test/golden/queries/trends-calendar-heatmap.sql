-- 0.current.0
SELECT
    cells.cell.1 AS weekday,
    cells.cell.2 AS hour,
    cells.total AS total
FROM
(
    SELECT
        arrayJoin(array(tuple(toDayOfWeek(events.timestamp), toHour(events.timestamp)), tuple(toDayOfWeek(events.timestamp), {p0:UInt8}), tuple({p1:UInt8}, toHour(events.timestamp)), tuple({p2:UInt8}, {p3:UInt8}))) AS cell,
        uniqExact(events.person_id) AS total
    FROM events AS events
    WHERE ((events.team_id = {p4:Int64}) AND ((events.event = {p5:String}) AND ((events.timestamp >= {p6:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p7:DateTime64(6, 'UTC')}))))
    GROUP BY cell
) AS cells
ORDER BY
    weekday ASC,
    hour ASC
-- p0 = 24
-- p1 = 0
-- p2 = 0
-- p3 = 24
-- p4 = 1
-- p5 = "$pageview"
-- p6 = "2024-03-04 00:00:00.000000"
-- p7 = "2024-03-08 23:59:59.999999"
