-- groups
SELECT
    coalesce(nullIf(if(isNull(CAST(groups.group_properties.name, {p0:String})), if(notEmpty(JSONAllPaths(groups.group_properties.^name)), toJSONString(groups.group_properties.^name), NULL), if((startsWith(CAST(groups.group_properties.name, {p1:String}), {p2:String}) AND startsWith(dynamicType(groups.group_properties.name), {p3:String})), toJSONString(groups.group_properties.name), CAST(groups.group_properties.name, {p4:String}))), {p5:String}), groups.group_key) AS c0,
    groups.group_key AS c1
FROM groups AS groups
FINAL
WHERE ((groups.team_id = {p6:Int64}) AND ((groups.group_type_index = {p7:UInt8}) AND ((groups.group_key ILIKE {p8:String}) OR (toString(if(isNull(CAST(groups.group_properties.name, {p9:String})), if(notEmpty(JSONAllPaths(groups.group_properties.^name)), toJSONString(groups.group_properties.^name), NULL), if((startsWith(CAST(groups.group_properties.name, {p10:String}), {p11:String}) AND startsWith(dynamicType(groups.group_properties.name), {p12:String})), toJSONString(groups.group_properties.name), CAST(groups.group_properties.name, {p13:String})))) ILIKE {p14:String}))))
ORDER BY
    groups.created_at DESC,
    groups.group_key ASC
LIMIT {p16:UInt8}, {p15:UInt8}
-- p0 = "Nullable(String)"
-- p1 = "Nullable(String)"
-- p2 = "["
-- p3 = "Array"
-- p4 = "Nullable(String)"
-- p5 = ""
-- p6 = 1
-- p7 = 0
-- p8 = "%a%"
-- p9 = "Nullable(String)"
-- p10 = "Nullable(String)"
-- p11 = "["
-- p12 = "Array"
-- p13 = "Nullable(String)"
-- p14 = "%a%"
-- p15 = 101
-- p16 = 0
