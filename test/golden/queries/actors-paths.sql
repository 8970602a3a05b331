-- actors
SELECT source.actor_id AS actor_id
FROM
(
    SELECT
        edges.actor AS actor_id,
        count() AS event_count
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
                                            multiIf((events.event = {p26:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p27:String}), {p28:String}, {p29:String}), (events.event = {p30:String}), ifNull(coalesce(if(startsWith(dynamicType(events.properties.`$screen_name`), {p31:String}), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p32:String})), nullIf(toJSONString(events.properties.^`$screen_name`), {p33:String})), {p34:String}), ifNull(events.event, {p35:String})) AS item
                                        FROM events AS events
                                        WHERE ((events.team_id = {p36:Int64}) AND ((events.timestamp >= {p37:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p38:DateTime64(6, 'UTC')})))
                                    ) AS items
                                    GROUP BY items.actor
                                ) AS actors
                            ) AS visits
                        ) AS single
                    ) AS collapsed
                    WHERE {p39:Bool}
                ) AS pointed
            ) AS paths
        ) AS each_edge
    ) AS edges
    WHERE ((edges.source = {p40:String}) AND (edges.target = {p41:String}))
    GROUP BY actor_id
) AS source
ORDER BY source.actor_id ASC
LIMIT {p43:UInt8}, {p42:UInt8}
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
-- p36 = 1
-- p37 = "2024-03-04 00:00:00.000000"
-- p38 = "2024-03-08 23:59:59.999999"
-- p39 = true
-- p40 = "1_https://app.test"
-- p41 = "2_signup"
-- p42 = 101
-- p43 = 0

-- about
SELECT persons.id AS actor_id
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p0:Int64}) AND (persons.is_deleted = {p1:Int64})) AND (persons.id IN (
    SELECT page.actor_id AS actor_id
    FROM
    (
        SELECT source.actor_id AS actor_id
        FROM
        (
            SELECT
                edges.actor AS actor_id,
                count() AS event_count
            FROM
            (
                SELECT
                    each_edge.actor AS actor,
                    tupleElement(each_edge.edge, {p2:UInt8}) AS source,
                    tupleElement(each_edge.edge, {p3:UInt8}) AS target,
                    tupleElement(each_edge.edge, {p4:UInt8}) AS taken
                FROM
                (
                    SELECT
                        paths.actor AS actor,
                        arrayJoin(arrayMap((a, b) -> tuple(tupleElement(a, {p5:UInt8}), tupleElement(b, {p6:UInt8}), ((tupleElement(b, {p7:UInt8}) - tupleElement(a, {p8:UInt8})) / {p9:UInt16})), arrayPopBack(paths.path), arrayPopFront(paths.path))) AS edge
                    FROM
                    (
                        SELECT
                            pointed.actor AS actor,
                            arrayMap((e, i) -> tuple(tupleElement(e, {p10:UInt8}), concat(ifNull(toString(toString(i)), {p11:String}), {p12:String}, ifNull(toString(tupleElement(e, {p13:UInt8})), {p14:String}))), arraySlice(pointed.between, {p15:UInt8}, {p16:UInt8}), arrayEnumerate(arraySlice(pointed.between, {p17:UInt8}, {p18:UInt8}))) AS path
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
                                    arrayMap(e -> tupleElement(e, {p19:UInt8}), single.collapsed_path) AS items
                                FROM
                                (
                                    SELECT
                                        visits.actor AS actor,
                                        arrayFilter((e, next) -> (tupleElement(e, {p20:UInt8}) != next), visits.visit, arrayPushBack(arrayPopFront(arrayMap(e -> tupleElement(e, {p21:UInt8}), visits.visit)), concat(ifNull(toString(arrayElement(arrayMap(e -> tupleElement(e, {p22:UInt8}), visits.visit), {p23:Int8})), {p24:String}), {p25:String}))) AS collapsed_path
                                    FROM
                                    (
                                        SELECT
                                            actors.actor AS actor,
                                            arrayJoin(arraySplit((e, gap) -> (gap >= {p26:UInt32}), actors.events, arrayDifference(arrayMap(e -> tupleElement(e, {p27:UInt8}), actors.events)))) AS visit
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
                                                    multiIf((events.event = {p28:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p29:String}), {p30:String}, {p31:String}), (events.event = {p32:String}), ifNull(coalesce(if(startsWith(dynamicType(events.properties.`$screen_name`), {p33:String}), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p34:String})), nullIf(toJSONString(events.properties.^`$screen_name`), {p35:String})), {p36:String}), ifNull(events.event, {p37:String})) AS item
                                                FROM events AS events
                                                WHERE ((events.team_id = {p38:Int64}) AND ((events.timestamp >= {p39:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p40:DateTime64(6, 'UTC')})))
                                            ) AS items
                                            GROUP BY items.actor
                                        ) AS actors
                                    ) AS visits
                                ) AS single
                            ) AS collapsed
                            WHERE {p41:Bool}
                        ) AS pointed
                    ) AS paths
                ) AS each_edge
            ) AS edges
            WHERE ((edges.source = {p42:String}) AND (edges.target = {p43:String}))
            GROUP BY actor_id
        ) AS source
        ORDER BY source.actor_id ASC
        LIMIT {p45:UInt8}, {p44:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = 2
-- p4 = 3
-- p5 = 2
-- p6 = 2
-- p7 = 1
-- p8 = 1
-- p9 = 1000
-- p10 = 1
-- p11 = ""
-- p12 = "_"
-- p13 = 2
-- p14 = ""
-- p15 = 1
-- p16 = 5
-- p17 = 1
-- p18 = 5
-- p19 = 2
-- p20 = 2
-- p21 = 2
-- p22 = 2
-- p23 = -1
-- p24 = ""
-- p25 = "."
-- p26 = 1800000000
-- p27 = 1
-- p28 = "$pageview"
-- p29 = ""
-- p30 = "(.)/$"
-- p31 = "\\1"
-- p32 = "$screen"
-- p33 = "Array"
-- p34 = "Nullable(String)"
-- p35 = "{}"
-- p36 = ""
-- p37 = ""
-- p38 = 1
-- p39 = "2024-03-04 00:00:00.000000"
-- p40 = "2024-03-08 23:59:59.999999"
-- p41 = true
-- p42 = "1_https://app.test"
-- p43 = "2_signup"
-- p44 = 101
-- p45 = 0
