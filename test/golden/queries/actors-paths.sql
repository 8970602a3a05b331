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
                                    multiIf((events.event = {p12:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p13:String}), {p14:String}, {p15:String}), (events.event = {p16:String}), ifNull(if(isNull(CAST(events.properties.`$screen_name`, {p17:String})), if(notEmpty(JSONAllPaths(events.properties.^`$screen_name`)), toJSONString(events.properties.^`$screen_name`), NULL), if((startsWith(CAST(events.properties.`$screen_name`, {p18:String}), {p19:String}) AND startsWith(dynamicType(events.properties.`$screen_name`), {p20:String})), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p21:String}))), {p22:String}), ifNull(events.event, {p23:String})) AS item
                                FROM events AS events
                                WHERE ((events.team_id = {p24:Int64}) AND ((events.timestamp >= {p25:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p26:DateTime64(6, 'UTC')})))
                            ) AS items
                            GROUP BY items.actor
                        ) AS actors
                    ) AS visits
                ) AS pointed
            ) AS paths
        ) AS each_edge
    ) AS edges
    WHERE ((edges.source = {p27:String}) AND (edges.target = {p28:String}))
    GROUP BY actor_id
) AS source
ORDER BY source.actor_id ASC
LIMIT {p30:UInt8}, {p29:UInt8}
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
-- p24 = 1
-- p25 = "2024-03-04 00:00:00.000000"
-- p26 = "2024-03-08 23:59:59.999999"
-- p27 = "1_https://app.test"
-- p28 = "2_signup"
-- p29 = 101
-- p30 = 0

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
                    each_edge.edge.1 AS source,
                    each_edge.edge.2 AS target,
                    each_edge.edge.3 AS taken
                FROM
                (
                    SELECT
                        paths.actor AS actor,
                        arrayJoin(arrayMap((a, b) -> tuple(a.2, b.2, (((b.1) - (a.1)) / {p2:UInt16})), arrayPopBack(paths.path), arrayPopFront(paths.path))) AS edge
                    FROM
                    (
                        SELECT
                            pointed.actor AS actor,
                            arrayMap((e, i) -> tuple(e.1, concat(ifNull(toString(toString(i)), {p3:String}), {p4:String}, ifNull(toString(e.2), {p5:String}))), arraySlice(pointed.walked, {p6:UInt8}, {p7:UInt8}), arrayEnumerate(arraySlice(pointed.walked, {p8:UInt8}, {p9:UInt8}))) AS path
                        FROM
                        (
                            SELECT
                                visits.actor AS actor,
                                arrayFilter((e, next) -> ((e.2) != next), visits.visit, arrayPushBack(arrayPopFront(arrayMap(e -> (e.2), visits.visit)), concat(ifNull(toString(arrayElement(arrayMap(e -> (e.2), visits.visit), {p10:Int8})), {p11:String}), {p12:String}))) AS walked
                            FROM
                            (
                                SELECT
                                    actors.actor AS actor,
                                    arrayJoin(arraySplit((e, gap) -> (gap >= {p13:UInt32}), actors.events, arrayDifference(arrayMap(e -> (e.1), actors.events)))) AS visit
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
                                            multiIf((events.event = {p14:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p15:String}), {p16:String}, {p17:String}), (events.event = {p18:String}), ifNull(if(isNull(CAST(events.properties.`$screen_name`, {p19:String})), if(notEmpty(JSONAllPaths(events.properties.^`$screen_name`)), toJSONString(events.properties.^`$screen_name`), NULL), if((startsWith(CAST(events.properties.`$screen_name`, {p20:String}), {p21:String}) AND startsWith(dynamicType(events.properties.`$screen_name`), {p22:String})), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p23:String}))), {p24:String}), ifNull(events.event, {p25:String})) AS item
                                        FROM events AS events
                                        WHERE ((events.team_id = {p26:Int64}) AND ((events.timestamp >= {p27:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p28:DateTime64(6, 'UTC')})))
                                    ) AS items
                                    GROUP BY items.actor
                                ) AS actors
                            ) AS visits
                        ) AS pointed
                    ) AS paths
                ) AS each_edge
            ) AS edges
            WHERE ((edges.source = {p29:String}) AND (edges.target = {p30:String}))
            GROUP BY actor_id
        ) AS source
        ORDER BY source.actor_id ASC
        LIMIT {p32:UInt8}, {p31:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 1000
-- p3 = ""
-- p4 = "_"
-- p5 = ""
-- p6 = 1
-- p7 = 5
-- p8 = 1
-- p9 = 5
-- p10 = -1
-- p11 = ""
-- p12 = "."
-- p13 = 1800000000
-- p14 = "$pageview"
-- p15 = ""
-- p16 = "(.)/$"
-- p17 = "\\1"
-- p18 = "$screen"
-- p19 = "Nullable(String)"
-- p20 = "Nullable(String)"
-- p21 = "["
-- p22 = "Array"
-- p23 = "Nullable(String)"
-- p24 = ""
-- p25 = ""
-- p26 = 1
-- p27 = "2024-03-04 00:00:00.000000"
-- p28 = "2024-03-08 23:59:59.999999"
-- p29 = "1_https://app.test"
-- p30 = "2_signup"
-- p31 = 101
-- p32 = 0
