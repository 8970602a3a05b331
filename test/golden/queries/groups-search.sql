-- groups
SELECT
    coalesce(nullIf(coalesce(if(startsWith(dynamicType(groups.group_properties.name), {p0:String}), toJSONString(groups.group_properties.name), CAST(groups.group_properties.name, {p1:String})), nullIf(toJSONString(groups.group_properties.^name), {p2:String})), {p3:String}), groups.group_key) AS c0,
    groups.group_key AS c1
FROM groups AS groups
FINAL
WHERE ((groups.team_id = {p4:Int64}) AND ((groups.group_type_index = {p5:UInt8}) AND ((groups.group_key ILIKE {p6:String}) OR (toString(coalesce(if(startsWith(dynamicType(groups.group_properties.name), {p7:String}), toJSONString(groups.group_properties.name), CAST(groups.group_properties.name, {p8:String})), nullIf(toJSONString(groups.group_properties.^name), {p9:String}))) ILIKE {p10:String}))))
ORDER BY
    groups.created_at DESC,
    groups.group_key ASC
LIMIT {p12:UInt8}, {p11:UInt8}
-- p0 = "Array"
-- p1 = "Nullable(String)"
-- p2 = "{}"
-- p3 = ""
-- p4 = 1
-- p5 = 0
-- p6 = "%a%"
-- p7 = "Array"
-- p8 = "Nullable(String)"
-- p9 = "{}"
-- p10 = "%a%"
-- p11 = 101
-- p12 = 0
