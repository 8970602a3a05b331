-- properties
SELECT
    counted.property AS property,
    arraySlice(arrayDistinct(arrayMap(pair -> (pair.2), arrayReverseSort(groupArray(tuple(counted.total, counted.value))))), {p0:UInt8}, {p1:UInt8}) AS `values`,
    count() AS different
FROM
(
    SELECT
        each_value.pair.1 AS property,
        each_value.pair.2 AS value,
        count() AS total
    FROM
    (
        SELECT arrayJoin(array(tuple({p2:String}, toString(events.properties.`$current_url`)), tuple({p3:String}, toString(events.properties.`$browser`)))) AS pair
        FROM events AS events
        WHERE ((events.team_id = {p4:Int64}) AND ((events.event = {p5:String}) AND (events.timestamp >= {p6:DateTime64(6, 'UTC')})))
    ) AS each_value
    WHERE isNotNull(each_value.pair.2)
    GROUP BY
        property,
        value
) AS counted
GROUP BY counted.property
-- p0 = 1
-- p1 = 5
-- p2 = "$current_url"
-- p3 = "$browser"
-- p4 = 1
-- p5 = "$pageview"
-- p6 = "2024-02-07 12:00:00.000000"
