-- values
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
        SELECT arrayJoin(array(tuple({p5:String}, toString(coalesce(if(startsWith(dynamicType(persons.properties.plan), {p6:String}), toJSONString(persons.properties.plan), CAST(persons.properties.plan, {p7:String})), nullIf(toJSONString(persons.properties.^plan), {p8:String})))))) AS pair
        FROM person AS persons
        FINAL
        WHERE (((persons.team_id = {p9:Int64}) AND (persons.is_deleted = {p10:Int64})) AND {p11:Bool})
    ) AS each_value
    WHERE isNotNull(tupleElement(each_value.pair, {p12:UInt8}))
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
-- p5 = "plan"
-- p6 = "Array"
-- p7 = "Nullable(String)"
-- p8 = "{}"
-- p9 = 1
-- p10 = 0
-- p11 = true
-- p12 = 2
