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
        SELECT arrayJoin(array(tuple({p2:String}, toString(if(isNull(CAST(persons.properties.plan, {p3:String})), if(notEmpty(JSONAllPaths(persons.properties.^plan)), toJSONString(persons.properties.^plan), NULL), if((startsWith(CAST(persons.properties.plan, {p4:String}), {p5:String}) AND startsWith(dynamicType(persons.properties.plan), {p6:String})), toJSONString(persons.properties.plan), CAST(persons.properties.plan, {p7:String}))))))) AS pair
        FROM person AS persons
        FINAL
        WHERE (((persons.team_id = {p8:Int64}) AND (persons.is_deleted = {p9:Int64})) AND {p10:Bool})
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
-- p3 = "Nullable(String)"
-- p4 = "Nullable(String)"
-- p5 = "["
-- p6 = "Array"
-- p7 = "Nullable(String)"
-- p8 = 1
-- p9 = 0
-- p10 = true
