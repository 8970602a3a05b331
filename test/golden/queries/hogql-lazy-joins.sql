-- rows
SELECT
    coalesce(if(startsWith(dynamicType(events.person_properties.plan), {p0:String}), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p1:String})), nullIf(toJSONString(events.person_properties.^plan), {p2:String})) AS plan,
    avg(if(isNull(events__session.session_id), NULL, events__session.`$session_duration`)) AS seconds,
    count()
FROM events AS events
ANY LEFT JOIN
(
    SELECT
        events.properties.`$session_id` AS session_id,
        dateDiff({p3:String}, min(events.timestamp), max(events.timestamp)) AS `$session_duration`
    FROM events AS events
    WHERE ((events.team_id = {p4:Int64}) AND (isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p5:String}), {p6:UInt8}))))
    GROUP BY events.properties.`$session_id`
) AS events__session ON (events.properties.`$session_id` = events__session.session_id)
WHERE (events.team_id = {p7:Int64})
GROUP BY plan
ORDER BY plan ASC
LIMIT {p8:UInt8}
-- p0 = "Array"
-- p1 = "Nullable(String)"
-- p2 = "{}"
-- p3 = "second"
-- p4 = 1
-- p5 = ""
-- p6 = 0
-- p7 = 1
-- p8 = 101
