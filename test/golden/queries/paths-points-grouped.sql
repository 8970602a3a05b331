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
                    if((length(arraySlice(listed.walked, indexOf(listed.items, {p8:String}), indexOf(arraySlice(listed.items, indexOf(listed.items, {p9:String})), {p10:String}))) > {p11:UInt8}), arrayConcat(arraySlice(arraySlice(listed.walked, indexOf(listed.items, {p12:String}), indexOf(arraySlice(listed.items, indexOf(listed.items, {p13:String})), {p14:String})), {p15:UInt8}, {p16:UInt8}), array(tuple((arrayElement(arraySlice(listed.walked, indexOf(listed.items, {p17:String}), indexOf(arraySlice(listed.items, indexOf(listed.items, {p18:String})), {p19:String})), {p20:UInt8})).1, {p21:String})), arraySlice(arraySlice(listed.walked, indexOf(listed.items, {p22:String}), indexOf(arraySlice(listed.items, indexOf(listed.items, {p23:String})), {p24:String})), ((indexOf(arraySlice(listed.items, indexOf(listed.items, {p25:String})), {p26:String}) - {p27:UInt8}) + {p28:UInt8}))), arraySlice(listed.walked, indexOf(listed.items, {p29:String}), indexOf(arraySlice(listed.items, indexOf(listed.items, {p30:String})), {p31:String}))) AS walked
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
                            arrayFilter((e, next) -> ((e.2) != next), visits.visit, arrayPushBack(arrayPopFront(arrayMap(e -> (e.2), visits.visit)), concat(ifNull(toString(arrayElement(arrayMap(e -> (e.2), visits.visit), {p32:Int8})), {p33:String}), {p34:String}))) AS walked
                        FROM
                        (
                            SELECT
                                actors.actor AS actor,
                                arrayJoin(arraySplit((e, gap) -> (gap >= {p35:UInt32}), actors.events, arrayDifference(arrayMap(e -> (e.1), actors.events)))) AS visit
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
                                        multiIf(match(multiIf((events.event = {p36:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p37:String}), {p38:String}, {p39:String}), (events.event = {p40:String}), ifNull(if(isNull(CAST(events.properties.`$screen_name`, {p41:String})), if(notEmpty(JSONAllPaths(events.properties.^`$screen_name`)), toJSONString(events.properties.^`$screen_name`), NULL), if((startsWith(CAST(events.properties.`$screen_name`, {p42:String}), {p43:String}) AND startsWith(dynamicType(events.properties.`$screen_name`), {p44:String})), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p45:String}))), {p46:String}), ifNull(events.event, {p47:String})), {p48:String}), {p49:String}, multiIf((events.event = {p50:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p51:String}), {p52:String}, {p53:String}), (events.event = {p54:String}), ifNull(if(isNull(CAST(events.properties.`$screen_name`, {p55:String})), if(notEmpty(JSONAllPaths(events.properties.^`$screen_name`)), toJSONString(events.properties.^`$screen_name`), NULL), if((startsWith(CAST(events.properties.`$screen_name`, {p56:String}), {p57:String}) AND startsWith(dynamicType(events.properties.`$screen_name`), {p58:String})), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p59:String}))), {p60:String}), ifNull(events.event, {p61:String}))) AS item
                                    FROM events AS events
                                    WHERE ((events.team_id = {p62:Int64}) AND ((events.timestamp >= {p63:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p64:DateTime64(6, 'UTC')})))
                                ) AS items
                                WHERE (items.item NOT IN ({p65:Array(String)}))
                                GROUP BY items.actor
                            ) AS actors
                        ) AS visits
                    ) AS walks
                ) AS listed
                WHERE ((indexOf(listed.items, {p66:String}) > {p67:UInt8}) AND (indexOf(arraySlice(listed.items, indexOf(listed.items, {p68:String})), {p69:String}) > {p70:UInt8}))
            ) AS pointed
        ) AS paths
    ) AS each_edge
) AS edges
GROUP BY
    edges.source,
    edges.target
HAVING {p71:Bool}
ORDER BY
    value DESC,
    edges.source ASC,
    edges.target ASC
LIMIT {p72:UInt8}
-- p0 = 1000
-- p1 = ""
-- p2 = "_"
-- p3 = ""
-- p4 = 1
-- p5 = 5
-- p6 = 1
-- p7 = 5
-- p8 = "https://app.test"
-- p9 = "https://app.test"
-- p10 = "signup"
-- p11 = 5
-- p12 = "https://app.test"
-- p13 = "https://app.test"
-- p14 = "signup"
-- p15 = 1
-- p16 = 2
-- p17 = "https://app.test"
-- p18 = "https://app.test"
-- p19 = "signup"
-- p20 = 2
-- p21 = "..."
-- p22 = "https://app.test"
-- p23 = "https://app.test"
-- p24 = "signup"
-- p25 = "https://app.test"
-- p26 = "signup"
-- p27 = 2
-- p28 = 1
-- p29 = "https://app.test"
-- p30 = "https://app.test"
-- p31 = "signup"
-- p32 = -1
-- p33 = ""
-- p34 = "."
-- p35 = 1800000000
-- p36 = "$pageview"
-- p37 = ""
-- p38 = "(.)/$"
-- p39 = "\\1"
-- p40 = "$screen"
-- p41 = "Nullable(String)"
-- p42 = "Nullable(String)"
-- p43 = "["
-- p44 = "Array"
-- p45 = "Nullable(String)"
-- p46 = ""
-- p47 = ""
-- p48 = "^https:\\/\\/app\\.test\\/.*$"
-- p49 = "https://app.test/*"
-- p50 = "$pageview"
-- p51 = ""
-- p52 = "(.)/$"
-- p53 = "\\1"
-- p54 = "$screen"
-- p55 = "Nullable(String)"
-- p56 = "Nullable(String)"
-- p57 = "["
-- p58 = "Array"
-- p59 = "Nullable(String)"
-- p60 = ""
-- p61 = ""
-- p62 = 1
-- p63 = "2024-03-04 00:00:00.000000"
-- p64 = "2024-03-08 23:59:59.999999"
-- p65 = ["purchase"]
-- p66 = "https://app.test"
-- p67 = 0
-- p68 = "https://app.test"
-- p69 = "signup"
-- p70 = 0
-- p71 = true
-- p72 = 50
