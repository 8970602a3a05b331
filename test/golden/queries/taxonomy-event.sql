-- properties
SELECT
    all_values.property AS property,
    arraySlice(arrayDistinct(arrayMap(pair -> tupleElement(pair, {p0:UInt8}), arrayReverseSort(groupArray(tuple(all_values.timestamp, all_values.value))))), {p1:UInt8}, {p2:UInt8}) AS `values`,
    uniqExact(all_values.value) AS different
FROM
(
    SELECT
        each_pair.timestamp AS timestamp,
        tupleElement(each_pair.pair, {p3:UInt8}) AS property,
        if(startsWith(tupleElement(each_pair.pair, {p4:UInt8}), {p5:String}), JSONExtractString(tupleElement(each_pair.pair, {p6:UInt8})), tupleElement(each_pair.pair, {p7:UInt8})) AS value
    FROM
    (
        SELECT
            newest.timestamp AS timestamp,
            arrayJoin(JSONExtractKeysAndValuesRaw(toString(toJSONString(CAST(newest.properties, {p8:String}))))) AS pair
        FROM
        (
            SELECT
                events.timestamp AS timestamp,
                events.properties AS properties
            FROM events AS events
            WHERE ((events.team_id = {p9:Int64}) AND ((events.event = {p10:String}) AND (events.timestamp >= {p11:DateTime64(6, 'UTC')})))
            ORDER BY events.timestamp DESC
            LIMIT {p12:UInt8}
        ) AS newest
    ) AS each_pair
    WHERE ((NOT match(tupleElement(each_pair.pair, {p13:UInt8}), {p14:String})) AND (tupleElement(each_pair.pair, {p15:UInt8}) != {p16:String}))
) AS all_values
GROUP BY all_values.property
ORDER BY
    different DESC,
    all_values.property ASC
LIMIT {p17:UInt16}
-- p0 = 2
-- p1 = 1
-- p2 = 5
-- p3 = 1
-- p4 = 2
-- p5 = "\""
-- p6 = 2
-- p7 = 2
-- p8 = "JSON"
-- p9 = 1
-- p10 = "purchase"
-- p11 = "2024-02-07 12:00:00.000000"
-- p12 = 100
-- p13 = 1
-- p14 = "^(\\$set|\\$set_once|\\$time|\\$sent_at|distinct_id|\\$ip|token|\\$feature/.*|\\$feature_enrollment/.*|\\$feature_interaction/.*|\\$product_tour.*|__.*|survey_.*|phjs.*)$"
-- p15 = 2
-- p16 = "null"
-- p17 = 500
