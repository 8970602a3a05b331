-- edges
SELECT
    edges.source AS source,
    edges.target AS target,
    count() AS value,
    avg(edges.taken) AS milliseconds
FROM
(
    SELECT
        each_edge.actor AS actor,
        tupleElement(each_edge.edge, {p0:UInt8}) AS source,
        tupleElement(each_edge.edge, {p1:UInt8}) AS target,
        tupleElement(each_edge.edge, {p2:UInt8}) AS taken
    FROM
    (
        SELECT
            paths.actor AS actor,
            arrayJoin(arrayMap((a, b) -> tuple(tupleElement(a, {p3:UInt8}), tupleElement(b, {p4:UInt8}), ((tupleElement(b, {p5:UInt8}) - tupleElement(a, {p6:UInt8})) / {p7:UInt16})), arrayPopBack(paths.path), arrayPopFront(paths.path))) AS edge
        FROM
        (
            SELECT
                pointed.actor AS actor,
                arrayMap((e, i) -> tuple(tupleElement(e, {p8:UInt8}), concat(ifNull(toString(toString(i)), {p9:String}), {p10:String}, ifNull(toString(tupleElement(e, {p11:UInt8})), {p12:String}))), arraySlice(pointed.between, {p13:UInt8}, {p14:UInt8}), arrayEnumerate(arraySlice(pointed.between, {p15:UInt8}, {p16:UInt8}))) AS path
            FROM
            (
                SELECT
                    collapsed.actor AS actor,
                    if((length(arraySlice(collapsed.collapsed_path, indexOf(collapsed.items, {p17:String}), indexOf(arraySlice(collapsed.items, indexOf(collapsed.items, {p18:String})), {p19:String}))) > {p20:UInt8}), arrayConcat(arraySlice(arraySlice(collapsed.collapsed_path, indexOf(collapsed.items, {p21:String}), indexOf(arraySlice(collapsed.items, indexOf(collapsed.items, {p22:String})), {p23:String})), {p24:UInt8}, {p25:UInt8}), array(tuple(tupleElement(arrayElement(arraySlice(collapsed.collapsed_path, indexOf(collapsed.items, {p26:String}), indexOf(arraySlice(collapsed.items, indexOf(collapsed.items, {p27:String})), {p28:String})), {p29:UInt8}), {p30:UInt8}), {p31:String})), arraySlice(arraySlice(collapsed.collapsed_path, indexOf(collapsed.items, {p32:String}), indexOf(arraySlice(collapsed.items, indexOf(collapsed.items, {p33:String})), {p34:String})), ((indexOf(arraySlice(collapsed.items, indexOf(collapsed.items, {p35:String})), {p36:String}) - {p37:UInt8}) + {p38:UInt8}))), arraySlice(collapsed.collapsed_path, indexOf(collapsed.items, {p39:String}), indexOf(arraySlice(collapsed.items, indexOf(collapsed.items, {p40:String})), {p41:String}))) AS between
                FROM
                (
                    SELECT
                        single.actor AS actor,
                        single.collapsed_path AS collapsed_path,
                        arrayMap(e -> tupleElement(e, {p42:UInt8}), single.collapsed_path) AS items
                    FROM
                    (
                        SELECT
                            visits.actor AS actor,
                            arrayFilter((e, next) -> (tupleElement(e, {p43:UInt8}) != next), visits.visit, arrayPushBack(arrayPopFront(arrayMap(e -> tupleElement(e, {p44:UInt8}), visits.visit)), concat(ifNull(toString(arrayElement(arrayMap(e -> tupleElement(e, {p45:UInt8}), visits.visit), {p46:Int8})), {p47:String}), {p48:String}))) AS collapsed_path
                        FROM
                        (
                            SELECT
                                actors.actor AS actor,
                                arrayJoin(arraySplit((e, gap) -> (gap >= {p49:UInt32}), actors.events, arrayDifference(arrayMap(e -> tupleElement(e, {p50:UInt8}), actors.events)))) AS visit
                            FROM
                            (
                                SELECT
                                    items.actor AS actor,
                                    arraySort(groupArray(tuple(items.timestamp_us, items.item))) AS events
                                FROM
                                (
                                    SELECT
                                        events.person_id AS actor,
                                        toUnixTimestamp64Micro(events.timestamp) AS timestamp_us,
                                        multiIf(match(multiIf((events.event = {p51:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p52:String}), {p53:String}, {p54:String}), (events.event = {p55:String}), ifNull(coalesce(if(startsWith(dynamicType(events.properties.`$screen_name`), {p56:String}), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p57:String})), nullIf(toJSONString(events.properties.^`$screen_name`), {p58:String})), {p59:String}), ifNull(events.event, {p60:String})), {p61:String}), {p62:String}, multiIf((events.event = {p63:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p64:String}), {p65:String}, {p66:String}), (events.event = {p67:String}), ifNull(coalesce(if(startsWith(dynamicType(events.properties.`$screen_name`), {p68:String}), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p69:String})), nullIf(toJSONString(events.properties.^`$screen_name`), {p70:String})), {p71:String}), ifNull(events.event, {p72:String}))) AS item
                                    FROM events AS events
                                    WHERE ((events.team_id = {p73:Int64}) AND ((events.timestamp >= {p74:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p75:DateTime64(6, 'UTC')})))
                                ) AS items
                                WHERE (items.item NOT IN ({p76:Array(String)}))
                                GROUP BY items.actor
                            ) AS actors
                        ) AS visits
                    ) AS single
                ) AS collapsed
                WHERE ((indexOf(collapsed.items, {p77:String}) > {p78:UInt8}) AND (indexOf(arraySlice(collapsed.items, indexOf(collapsed.items, {p79:String})), {p80:String}) > {p81:UInt8}))
            ) AS pointed
        ) AS paths
    ) AS each_edge
) AS edges
GROUP BY
    edges.source,
    edges.target
HAVING {p82:Bool}
ORDER BY
    value DESC,
    edges.source ASC,
    edges.target ASC
LIMIT {p83:UInt8}
-- p0 = 1
-- p1 = 2
-- p2 = 3
-- p3 = 2
-- p4 = 2
-- p5 = 1
-- p6 = 1
-- p7 = 1000
-- p8 = 1
-- p9 = ""
-- p10 = "_"
-- p11 = 2
-- p12 = ""
-- p13 = 1
-- p14 = 5
-- p15 = 1
-- p16 = 5
-- p17 = "https://app.test"
-- p18 = "https://app.test"
-- p19 = "signup"
-- p20 = 5
-- p21 = "https://app.test"
-- p22 = "https://app.test"
-- p23 = "signup"
-- p24 = 1
-- p25 = 2
-- p26 = "https://app.test"
-- p27 = "https://app.test"
-- p28 = "signup"
-- p29 = 2
-- p30 = 1
-- p31 = "..."
-- p32 = "https://app.test"
-- p33 = "https://app.test"
-- p34 = "signup"
-- p35 = "https://app.test"
-- p36 = "signup"
-- p37 = 2
-- p38 = 1
-- p39 = "https://app.test"
-- p40 = "https://app.test"
-- p41 = "signup"
-- p42 = 2
-- p43 = 2
-- p44 = 2
-- p45 = 2
-- p46 = -1
-- p47 = ""
-- p48 = "."
-- p49 = 1800000000
-- p50 = 1
-- p51 = "$pageview"
-- p52 = ""
-- p53 = "(.)/$"
-- p54 = "\\1"
-- p55 = "$screen"
-- p56 = "Array"
-- p57 = "Nullable(String)"
-- p58 = "{}"
-- p59 = ""
-- p60 = ""
-- p61 = "^https:\\/\\/app\\.test\\/.*$"
-- p62 = "https://app.test/*"
-- p63 = "$pageview"
-- p64 = ""
-- p65 = "(.)/$"
-- p66 = "\\1"
-- p67 = "$screen"
-- p68 = "Array"
-- p69 = "Nullable(String)"
-- p70 = "{}"
-- p71 = ""
-- p72 = ""
-- p73 = 1
-- p74 = "2024-03-04 00:00:00.000000"
-- p75 = "2024-03-08 23:59:59.999999"
-- p76 = ["purchase"]
-- p77 = "https://app.test"
-- p78 = 0
-- p79 = "https://app.test"
-- p80 = "signup"
-- p81 = 0
-- p82 = true
-- p83 = 50
