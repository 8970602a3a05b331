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
                    arraySlice(arraySlice(collapsed.collapsed_path, {p17:UInt8}, indexOf(collapsed.items, {p18:String})), greatest((indexOf(collapsed.items, {p19:String}) - {p20:UInt8}), {p21:UInt8})) AS between
                FROM
                (
                    SELECT
                        single.actor AS actor,
                        single.collapsed_path AS collapsed_path,
                        arrayMap(e -> tupleElement(e, {p22:UInt8}), single.collapsed_path) AS items
                    FROM
                    (
                        SELECT
                            visits.actor AS actor,
                            arrayFilter((e, next) -> (tupleElement(e, {p23:UInt8}) != next), visits.visit, arrayPushBack(arrayPopFront(arrayMap(e -> tupleElement(e, {p24:UInt8}), visits.visit)), concat(ifNull(toString(arrayElement(arrayMap(e -> tupleElement(e, {p25:UInt8}), visits.visit), {p26:Int8})), {p27:String}), {p28:String}))) AS collapsed_path
                        FROM
                        (
                            SELECT
                                actors.actor AS actor,
                                arrayJoin(arraySplit((e, gap) -> (gap >= {p29:UInt32}), actors.events, arrayDifference(arrayMap(e -> tupleElement(e, {p30:UInt8}), actors.events)))) AS visit
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
                                        replaceRegexpAll(multiIf((events.event = {p31:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p32:String}), {p33:String}, {p34:String}), (events.event = {p35:String}), ifNull(coalesce(if(startsWith(dynamicType(events.properties.`$screen_name`), {p36:String}), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p37:String})), nullIf(toJSONString(events.properties.^`$screen_name`), {p38:String})), {p39:String}), ifNull(events.event, {p40:String})), {p41:String}, {p42:String}) AS item
                                    FROM events AS events
                                    WHERE ((events.team_id = {p43:Int64}) AND (((events.event = {p44:String}) OR (NOT startsWith(events.event, {p45:String}))) AND ((events.timestamp >= {p46:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p47:DateTime64(6, 'UTC')}))))
                                ) AS items
                                GROUP BY items.actor
                            ) AS actors
                        ) AS visits
                    ) AS single
                ) AS collapsed
                WHERE (indexOf(collapsed.items, {p48:String}) > {p49:UInt8})
            ) AS pointed
        ) AS paths
    ) AS each_edge
) AS edges
GROUP BY
    edges.source,
    edges.target
HAVING (value >= {p50:UInt8})
ORDER BY
    value DESC,
    edges.source ASC,
    edges.target ASC
LIMIT {p51:UInt8}
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
-- p17 = 1
-- p18 = "https://app.test/pricing"
-- p19 = "https://app.test/pricing"
-- p20 = 4
-- p21 = 1
-- p22 = 2
-- p23 = 2
-- p24 = 2
-- p25 = 2
-- p26 = -1
-- p27 = ""
-- p28 = "."
-- p29 = 1800000000
-- p30 = 1
-- p31 = "$pageview"
-- p32 = ""
-- p33 = "(.)/$"
-- p34 = "\\1"
-- p35 = "$screen"
-- p36 = "Array"
-- p37 = "Nullable(String)"
-- p38 = "{}"
-- p39 = ""
-- p40 = ""
-- p41 = "https://"
-- p42 = ""
-- p43 = 1
-- p44 = "$pageview"
-- p45 = "$"
-- p46 = "2024-03-04 00:00:00.000000"
-- p47 = "2024-03-08 23:59:59.999999"
-- p48 = "https://app.test/pricing"
-- p49 = 0
-- p50 = 1
-- p51 = 50
