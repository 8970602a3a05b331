-- 0.current.0
SELECT
    tupleElement(cells.cell, {p0:UInt8}) AS weekday,
    tupleElement(cells.cell, {p1:UInt8}) AS hour,
    cells.total AS total
FROM
(
    SELECT
        arrayJoin(array(tuple(toDayOfWeek(events.timestamp), toHour(events.timestamp)), tuple(toDayOfWeek(events.timestamp), {p2:UInt8}), tuple({p3:UInt8}, toHour(events.timestamp)), tuple({p4:UInt8}, {p5:UInt8}))) AS cell,
        uniqExact(events.person_id) AS total
    FROM events AS events
    WHERE ((events.team_id = {p6:Int64}) AND ((events.event = {p7:String}) AND ((events.timestamp >= {p8:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p9:DateTime64(6, 'UTC')}))))
    GROUP BY cell
) AS cells
ORDER BY
    weekday ASC,
    hour ASC
-- p0 = 1
-- p1 = 2
-- p2 = 24
-- p3 = 0
-- p4 = 0
-- p5 = 24
-- p6 = 1
-- p7 = "$pageview"
-- p8 = "2024-03-04 00:00:00.000000"
-- p9 = "2024-03-08 23:59:59.999999"
