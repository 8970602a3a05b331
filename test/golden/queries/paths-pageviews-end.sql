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
        each_edge.edge.1 AS source,
        each_edge.edge.2 AS target,
        each_edge.edge.3 AS taken
    FROM
    (
        SELECT
            paths.actor AS actor,
            arrayJoin(arrayMap((a, b) -> tuple(a.2, b.2, (((b.1) - (a.1)) / {p0:UInt16})), arrayPopBack(paths.path), arrayPopFront(paths.path))) AS edge
        FROM
        (
            SELECT
                pointed.actor AS actor,
                arrayMap((e, i) -> tuple(e.1, concat(ifNull(toString(toString(i)), {p1:String}), {p2:String}, ifNull(toString(e.2), {p3:String}))), arraySlice(pointed.walked, {p4:UInt8}, {p5:UInt8}), arrayEnumerate(arraySlice(pointed.walked, {p6:UInt8}, {p7:UInt8}))) AS path
            FROM
            (
                SELECT
                    listed.actor AS actor,
                    arraySlice(arraySlice(listed.walked, {p8:UInt8}, indexOf(listed.items, {p9:String})), greatest((indexOf(listed.items, {p10:String}) - {p11:UInt8}), {p12:UInt8})) AS walked
                FROM
                (
                    SELECT
                        walks.actor AS actor,
                        walks.walked AS walked,
                        arrayMap(e -> (e.2), walks.walked) AS items
                    FROM
                    (
                        SELECT
                            visits.actor AS actor,
                            arrayFilter((e, next) -> ((e.2) != next), visits.visit, arrayPushBack(arrayPopFront(arrayMap(e -> (e.2), visits.visit)), concat(ifNull(toString(arrayElement(arrayMap(e -> (e.2), visits.visit), {p13:Int8})), {p14:String}), {p15:String}))) AS walked
                        FROM
                        (
                            SELECT
                                actors.actor AS actor,
                                arrayJoin(arraySplit((e, gap) -> (gap >= {p16:UInt32}), actors.events, arrayDifference(arrayMap(e -> (e.1), actors.events)))) AS visit
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
                                        replaceRegexpAll(multiIf((events.event = {p17:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p18:String}), {p19:String}, {p20:String}), (events.event = {p21:String}), ifNull(if(isNull(CAST(events.properties.`$screen_name`, {p22:String})), if(notEmpty(JSONAllPaths(events.properties.^`$screen_name`)), toJSONString(events.properties.^`$screen_name`), NULL), if((startsWith(CAST(events.properties.`$screen_name`, {p23:String}), {p24:String}) AND startsWith(dynamicType(events.properties.`$screen_name`), {p25:String})), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p26:String}))), {p27:String}), ifNull(events.event, {p28:String})), {p29:String}, {p30:String}) AS item
                                    FROM events AS events
                                    WHERE ((events.team_id = {p31:Int64}) AND (((events.event = {p32:String}) OR (NOT startsWith(events.event, {p33:String}))) AND ((events.timestamp >= {p34:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p35:DateTime64(6, 'UTC')}))))
                                ) AS items
                                GROUP BY items.actor
                            ) AS actors
                        ) AS visits
                    ) AS walks
                ) AS listed
                WHERE (indexOf(listed.items, {p36:String}) > {p37:UInt8})
            ) AS pointed
        ) AS paths
    ) AS each_edge
) AS edges
GROUP BY
    edges.source,
    edges.target
HAVING (value >= {p38:UInt8})
ORDER BY
    value DESC,
    edges.source ASC,
    edges.target ASC
LIMIT {p39:UInt8}
-- p0 = 1000
-- p1 = ""
-- p2 = "_"
-- p3 = ""
-- p4 = 1
-- p5 = 5
-- p6 = 1
-- p7 = 5
-- p8 = 1
-- p9 = "https://app.test/pricing"
-- p10 = "https://app.test/pricing"
-- p11 = 4
-- p12 = 1
-- p13 = -1
-- p14 = ""
-- p15 = "."
-- p16 = 1800000000
-- p17 = "$pageview"
-- p18 = ""
-- p19 = "(.)/$"
-- p20 = "\\1"
-- p21 = "$screen"
-- p22 = "Nullable(String)"
-- p23 = "Nullable(String)"
-- p24 = "["
-- p25 = "Array"
-- p26 = "Nullable(String)"
-- p27 = ""
-- p28 = ""
-- p29 = "https://"
-- p30 = ""
-- p31 = 1
-- p32 = "$pageview"
-- p33 = "$"
-- p34 = "2024-03-04 00:00:00.000000"
-- p35 = "2024-03-08 23:59:59.999999"
-- p36 = "https://app.test/pricing"
-- p37 = 0
-- p38 = 1
-- p39 = 50
