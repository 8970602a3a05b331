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
                    collapsed.collapsed_path AS between
                FROM
                (
                    SELECT
                        single.actor AS actor,
                        single.collapsed_path AS collapsed_path,
                        arrayMap(e -> tupleElement(e, {p17:UInt8}), single.collapsed_path) AS items
                    FROM
                    (
                        SELECT
                            visits.actor AS actor,
                            arrayFilter((e, next) -> (tupleElement(e, {p18:UInt8}) != next), visits.visit, arrayPushBack(arrayPopFront(arrayMap(e -> tupleElement(e, {p19:UInt8}), visits.visit)), concat(ifNull(toString(arrayElement(arrayMap(e -> tupleElement(e, {p20:UInt8}), visits.visit), {p21:Int8})), {p22:String}), {p23:String}))) AS collapsed_path
                        FROM
                        (
                            SELECT
                                actors.actor AS actor,
                                arrayJoin(arraySplit((e, gap) -> (gap >= {p24:UInt32}), actors.events, arrayDifference(arrayMap(e -> tupleElement(e, {p25:UInt8}), actors.events)))) AS visit
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
                                        replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(multiIf((events.event = {p26:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p27:String}), {p28:String}, {p29:String}), (events.event = {p30:String}), ifNull(coalesce(if(startsWith(dynamicType(events.properties.`$screen_name`), {p31:String}), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p32:String})), nullIf(toJSONString(events.properties.^`$screen_name`), {p33:String})), {p34:String}), ifNull(events.event, {p35:String})), {p36:String}, {p37:String}), {p38:String}, {p39:String}), {p40:String}, {p41:String}) AS item
                                    FROM events AS events
                                    WHERE ((events.team_id = {p42:Int64}) AND ((events.event = {p43:String}) AND ((events.timestamp >= {p44:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p45:DateTime64(6, 'UTC')}))))
                                ) AS items
                                GROUP BY items.actor
                            ) AS actors
                        ) AS visits
                    ) AS single
                ) AS collapsed
                WHERE {p46:Bool}
            ) AS pointed
        ) AS paths
    ) AS each_edge
) AS edges
GROUP BY
    edges.source,
    edges.target
HAVING {p47:Bool}
ORDER BY
    value DESC,
    edges.source ASC,
    edges.target ASC
LIMIT {p48:UInt8}
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
-- p17 = 2
-- p18 = 2
-- p19 = 2
-- p20 = 2
-- p21 = -1
-- p22 = ""
-- p23 = "."
-- p24 = 1800000000
-- p25 = 1
-- p26 = "$pageview"
-- p27 = ""
-- p28 = "(.)/$"
-- p29 = "\\1"
-- p30 = "$screen"
-- p31 = "Array"
-- p32 = "Nullable(String)"
-- p33 = "{}"
-- p34 = ""
-- p35 = ""
-- p36 = "^https://app\\.test"
-- p37 = ""
-- p38 = "^/(.+)$"
-- p39 = "/:page"
-- p40 = ":page"
-- p41 = "page"
-- p42 = 1
-- p43 = "$pageview"
-- p44 = "2024-03-04 00:00:00.000000"
-- p45 = "2024-03-08 23:59:59.999999"
-- p46 = true
-- p47 = true
-- p48 = 50
