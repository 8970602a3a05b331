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
                    visits.actor AS actor,
                    arrayFilter((e, next) -> ((e.2) != next), visits.visit, arrayPushBack(arrayPopFront(arrayMap(e -> (e.2), visits.visit)), concat(ifNull(toString(arrayElement(arrayMap(e -> (e.2), visits.visit), {p8:Int8})), {p9:String}), {p10:String}))) AS walked
                FROM
                (
                    SELECT
                        actors.actor AS actor,
                        arrayJoin(arraySplit((e, gap) -> (gap >= {p11:UInt32}), actors.events, arrayDifference(arrayMap(e -> (e.1), actors.events)))) AS visit
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
                                replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(multiIf((events.event = {p12:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p13:String}), {p14:String}, {p15:String}), (events.event = {p16:String}), ifNull(if(isNull(CAST(events.properties.`$screen_name`, {p17:String})), if(notEmpty(JSONAllPaths(events.properties.^`$screen_name`)), toJSONString(events.properties.^`$screen_name`), NULL), if((startsWith(CAST(events.properties.`$screen_name`, {p18:String}), {p19:String}) AND startsWith(dynamicType(events.properties.`$screen_name`), {p20:String})), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p21:String}))), {p22:String}), ifNull(events.event, {p23:String})), {p24:String}, {p25:String}), {p26:String}, {p27:String}), {p28:String}, {p29:String}) AS item
                            FROM events AS events
                            WHERE ((events.team_id = {p30:Int64}) AND ((events.event = {p31:String}) AND ((events.timestamp >= {p32:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p33:DateTime64(6, 'UTC')}))))
                        ) AS items
                        GROUP BY items.actor
                    ) AS actors
                ) AS visits
            ) AS pointed
        ) AS paths
    ) AS each_edge
) AS edges
GROUP BY
    edges.source,
    edges.target
HAVING {p34:Bool}
ORDER BY
    value DESC,
    edges.source ASC,
    edges.target ASC
LIMIT {p35:UInt8}
-- p0 = 1000
-- p1 = ""
-- p2 = "_"
-- p3 = ""
-- p4 = 1
-- p5 = 5
-- p6 = 1
-- p7 = 5
-- p8 = -1
-- p9 = ""
-- p10 = "."
-- p11 = 1800000000
-- p12 = "$pageview"
-- p13 = ""
-- p14 = "(.)/$"
-- p15 = "\\1"
-- p16 = "$screen"
-- p17 = "Nullable(String)"
-- p18 = "Nullable(String)"
-- p19 = "["
-- p20 = "Array"
-- p21 = "Nullable(String)"
-- p22 = ""
-- p23 = ""
-- p24 = "^https://app\\.test"
-- p25 = ""
-- p26 = "^/(.+)$"
-- p27 = "/:page"
-- p28 = ":page"
-- p29 = "page"
-- p30 = 1
-- p31 = "$pageview"
-- p32 = "2024-03-04 00:00:00.000000"
-- p33 = "2024-03-08 23:59:59.999999"
-- p34 = true
-- p35 = 50
