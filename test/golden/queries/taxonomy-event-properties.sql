-- properties
SELECT
    counted.property AS property,
    arraySlice(arrayDistinct(arrayMap(pair -> tupleElement(pair, {p0:UInt8}), arrayReverseSort(groupArray(tuple(counted.total, counted.value))))), {p1:UInt8}, {p2:UInt8}) AS `values`,
    count() AS different
FROM
(
    SELECT
        tupleElement(each_value.pair, {p3:UInt8}) AS property,
        tupleElement(each_value.pair, {p4:UInt8}) AS value,
        count() AS total
    FROM
    (
        SELECT arrayJoin(array(tuple({p5:String}, toString(events.properties.`$current_url`)), tuple({p6:String}, toString(events.properties.`$browser`)))) AS pair
        FROM events AS events
        WHERE ((events.team_id = {p7:Int64}) AND ((events.event = {p8:String}) AND (events.timestamp >= {p9:DateTime64(6, 'UTC')})))
    ) AS each_value
    WHERE isNotNull(tupleElement(each_value.pair, {p10:UInt8}))
    GROUP BY
        property,
        value
) AS counted
GROUP BY counted.property
-- p0 = 2
-- p1 = 1
-- p2 = 5
-- p3 = 1
-- p4 = 2
-- p5 = "$current_url"
-- p6 = "$browser"
-- p7 = 1
-- p8 = "$pageview"
-- p9 = "2024-02-07 12:00:00.000000"
-- p10 = 2
