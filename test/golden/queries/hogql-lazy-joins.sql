-- rows
SELECT
    if(isNull(CAST(events.person_properties.plan, {p0:String})), if(notEmpty(JSONAllPaths(events.person_properties.^plan)), toJSONString(events.person_properties.^plan), NULL), if((startsWith(CAST(events.person_properties.plan, {p1:String}), {p2:String}) AND startsWith(dynamicType(events.person_properties.plan), {p3:String})), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p4:String}))) AS plan,
    avg(if(isNull(events__session.session_id), NULL, events__session.`$session_duration`)) AS seconds,
    count()
FROM events AS events
ANY LEFT JOIN
(
    SELECT
        events.properties.`$session_id` AS session_id,
        dateDiff({p5:String}, min(events.timestamp), max(events.timestamp)) AS `$session_duration`
    FROM events AS events
    WHERE ((events.team_id = {p6:Int64}) AND (isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p7:String}), {p8:UInt8}))))
    GROUP BY events.properties.`$session_id`
) AS events__session ON (events.properties.`$session_id` = events__session.session_id)
WHERE (events.team_id = {p9:Int64})
GROUP BY plan
ORDER BY plan ASC
LIMIT {p10:UInt8}
-- p0 = "Nullable(String)"
-- p1 = "Nullable(String)"
-- p2 = "["
-- p3 = "Array"
-- p4 = "Nullable(String)"
-- p5 = "second"
-- p6 = 1
-- p7 = ""
-- p8 = 0
-- p9 = 1
-- p10 = 101
