-- rows
SELECT *
FROM
(
    SELECT
        seen.event AS event,
        seen.n AS n
    FROM
    (
        SELECT
            events.event AS event,
            count() AS n
        FROM events AS events
        WHERE (events.team_id = {p0:Int64})
        GROUP BY events.event
    ) AS seen
    WHERE (seen.n > {p1:UInt8})
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
-- p0 = 1
-- p1 = 2
-- p2 = "all"
-- p3 = 1
-- p4 = 101
