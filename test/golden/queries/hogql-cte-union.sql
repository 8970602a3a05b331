-- rows
SELECT *
FROM
(
    SELECT
        {p0:String} AS event,
        sum(seen.n) AS n
    FROM
    (
        SELECT
            events.event AS event,
            count() AS n
        FROM events AS events
        WHERE (events.team_id = {p1:Int64})
        GROUP BY events.event
    ) AS seen
    UNION ALL
    SELECT
        {p2:String},
        sum(seen.n)
    FROM
    (
        SELECT
            events.event AS event,
            count() AS n
        FROM events AS events
        WHERE (events.team_id = {p3:Int64})
        GROUP BY events.event
    ) AS seen
)
LIMIT {p4:UInt8}
-- p0 = "all"
-- p1 = 1
-- p2 = "all"
-- p3 = 1
-- p4 = 101
