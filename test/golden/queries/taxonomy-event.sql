-- properties
SELECT
    all_values.property AS property,
    arraySlice(arrayDistinct(arrayMap(pair -> (pair.2), arrayReverseSort(groupArray(tuple(all_values.timestamp, all_values.value))))), {p0:UInt8}, {p1:UInt8}) AS `values`,
    uniqExact(all_values.value) AS different
FROM
(
    SELECT
        each_pair.timestamp AS timestamp,
        each_pair.pair.1 AS property,
        if(startsWith(each_pair.pair.2, {p2:String}), JSONExtractString(each_pair.pair.2), each_pair.pair.2) AS value
    FROM
    (
        SELECT
            newest.timestamp AS timestamp,
            arrayJoin(JSONExtractKeysAndValuesRaw(toString(toJSONString(CAST(newest.properties, {p3:String}))))) AS pair
        FROM
        (
            SELECT
                events.timestamp AS timestamp,
                events.properties AS properties
            FROM events AS events
            WHERE ((events.team_id = {p4:Int64}) AND ((events.event = {p5:String}) AND (events.timestamp >= {p6:DateTime64(6, 'UTC')})))
            ORDER BY events.timestamp DESC
            LIMIT {p7:UInt8}
        ) AS newest
    ) AS each_pair
    WHERE ((NOT match(each_pair.pair.1, {p8:String})) AND ((each_pair.pair.2) != {p9:String}))
) AS all_values
GROUP BY all_values.property
ORDER BY
    different DESC,
    all_values.property ASC
LIMIT {p10:UInt16}
-- p0 = 1
-- p1 = 5
-- p2 = "\""
-- p3 = "JSON"
-- p4 = 1
-- p5 = "purchase"
-- p6 = "2024-02-07 12:00:00.000000"
-- p7 = 100
-- p8 = "^(\\$set|\\$set_once|\\$time|\\$sent_at|distinct_id|\\$ip|token|\\$feature/.*|\\$feature_enrollment/.*|\\$feature_interaction/.*|\\$product_tour.*|__.*|survey_.*|phjs.*)$"
-- p9 = "null"
-- p10 = 500
