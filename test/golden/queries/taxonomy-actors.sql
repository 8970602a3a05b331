-- values
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
        SELECT arrayJoin(array(tuple({p2:String}, toString(coalesce(if(startsWith(dynamicType(persons.properties.plan), {p3:String}), toJSONString(persons.properties.plan), CAST(persons.properties.plan, {p4:String})), nullIf(toJSONString(persons.properties.^plan), {p5:String})))))) AS pair
        FROM person AS persons
        FINAL
        WHERE (((persons.team_id = {p6:Int64}) AND (persons.is_deleted = {p7:Int64})) AND {p8:Bool})
    ) AS each_value
    WHERE isNotNull(each_value.pair.2)
    GROUP BY
        property,
        value
) AS counted
GROUP BY counted.property
-- p0 = 1
-- p1 = 5
-- p2 = "plan"
-- p3 = "Array"
-- p4 = "Nullable(String)"
-- p5 = "{}"
-- p6 = 1
-- p7 = 0
-- p8 = true
