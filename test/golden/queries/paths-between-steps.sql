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
                                items.actor AS actor,
                                items.timestamp_us AS timestamp_us,
                                items.item AS item
                            FROM
                            (
                                SELECT
                                    events.person_id AS actor,
                                    toUnixTimestamp64Micro(events.timestamp) AS timestamp_us,
                                    multiIf((events.event = {p12:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p13:String}), {p14:String}, {p15:String}), (events.event = {p16:String}), ifNull(if(isNull(CAST(events.properties.`$screen_name`, {p17:String})), if(notEmpty(JSONAllPaths(events.properties.^`$screen_name`)), toJSONString(events.properties.^`$screen_name`), NULL), if((startsWith(CAST(events.properties.`$screen_name`, {p18:String}), {p19:String}) AND startsWith(dynamicType(events.properties.`$screen_name`), {p20:String})), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p21:String}))), {p22:String}), ifNull(events.event, {p23:String})) AS item
                                FROM events AS events
                                WHERE ((events.team_id = {p24:Int64}) AND ((events.timestamp >= {p25:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p26:DateTime64(6, 'UTC')})))
                            ) AS items
                            INNER JOIN
                            (
                                SELECT
                                    reached.actor AS actor,
                                    reached.times.1 AS begins,
                                    reached.times.2 AS ends
                                FROM
                                (
                                    SELECT
                                        converted.actor AS actor,
                                        converted.times AS times
                                    FROM
                                    (
                                        SELECT
                                            chained.actor AS actor,
                                            arrayMap(chain -> ((greatest((((chain.1) > {p27:UInt8}) * {p28:UInt8}), (((chain.2) > {p29:UInt8}) * {p30:UInt8})) * {p31:UInt64}) + ({p32:UInt64} - greatest(chain.1, chain.2))), chained.chains) AS ranks,
                                            arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS times
                                        FROM
                                        (
                                            SELECT
                                                scan.actor AS actor,
                                                arrayReverseFill(x -> ((x.1) > {p33:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p34:UInt8}))), scan.history)) AS step_1,
                                                arrayFilter((chain, event) -> bitTest(event.2, {p35:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p36:UInt64}), next.1, {p37:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p38:UInt8}))), scan.history) AS chains
                                            FROM
                                            (
                                                SELECT
                                                    events.person_id AS actor,
                                                    arrayMap(e -> tuple(bitShiftRight(e, {p39:UInt8}), bitAnd(e, {p40:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p41:UInt8}) + (if((events.event = {p42:String}), {p43:UInt8}, {p44:UInt8}) + if((events.event = {p45:String}), {p46:UInt8}, {p47:UInt8})))))) AS history
                                                FROM events AS events
                                                WHERE ((events.team_id = {p48:Int64}) AND (((events.timestamp >= {p49:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p50:DateTime64(6, 'UTC')})) AND ((events.event = {p51:String}) OR (events.event = {p52:String}))))
                                                GROUP BY actor
                                            ) AS scan
                                        ) AS chained
                                        WHERE notEmpty(chained.chains)
                                    ) AS converted
                                    WHERE ((converted.times.2) > {p53:UInt8})
                                ) AS reached
                            ) AS funnel ON (items.actor = funnel.actor)
                            WHERE ((items.timestamp_us >= funnel.begins) AND (items.timestamp_us <= funnel.ends))
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
HAVING {p54:Bool}
ORDER BY
    value DESC,
    edges.source ASC,
    edges.target ASC
LIMIT {p55:UInt8}
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
-- p27 = 0
-- p28 = 1
-- p29 = 0
-- p30 = 2
-- p31 = "72057594037927936"
-- p32 = "18014398509481984"
-- p33 = 0
-- p34 = 1
-- p35 = 0
-- p36 = 1209600000000
-- p37 = 0
-- p38 = 0
-- p39 = 2
-- p40 = 3
-- p41 = 2
-- p42 = "$pageview"
-- p43 = 1
-- p44 = 0
-- p45 = "signup"
-- p46 = 2
-- p47 = 0
-- p48 = 1
-- p49 = "2024-03-04 00:00:00.000000"
-- p50 = "2024-03-08 23:59:59.999999"
-- p51 = "$pageview"
-- p52 = "signup"
-- p53 = 0
-- p54 = true
-- p55 = 50
