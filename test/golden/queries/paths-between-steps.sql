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
                                        items.actor AS actor,
                                        items.timestamp_us AS timestamp_us,
                                        items.item AS item
                                    FROM
                                    (
                                        SELECT
                                            events.person_id AS actor,
                                            toUnixTimestamp64Micro(events.timestamp) AS timestamp_us,
                                            multiIf((events.event = {p26:String}), replaceRegexpOne(ifNull(events.properties.`$current_url`, {p27:String}), {p28:String}, {p29:String}), (events.event = {p30:String}), ifNull(coalesce(if(startsWith(dynamicType(events.properties.`$screen_name`), {p31:String}), toJSONString(events.properties.`$screen_name`), CAST(events.properties.`$screen_name`, {p32:String})), nullIf(toJSONString(events.properties.^`$screen_name`), {p33:String})), {p34:String}), ifNull(events.event, {p35:String})) AS item
                                        FROM events AS events
                                        WHERE ((events.team_id = {p36:Int64}) AND ((events.timestamp >= {p37:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p38:DateTime64(6, 'UTC')})))
                                    ) AS items
                                    INNER JOIN
                                    (
                                        SELECT
                                            reached.actor AS actor,
                                            tupleElement(reached.times, {p39:UInt8}) AS begins,
                                            tupleElement(reached.times, {p40:UInt8}) AS ends
                                        FROM
                                        (
                                            SELECT
                                                converted.actor AS actor,
                                                converted.times AS times
                                            FROM
                                            (
                                                SELECT
                                                    chosen.actor AS actor,
                                                    tuple(tupleElement(chosen.chain, {p41:UInt8}), if(((tupleElement(chosen.chain, {p42:UInt8}) - tupleElement(chosen.chain, {p43:UInt8})) <= {p44:UInt64}), tupleElement(chosen.chain, {p45:UInt8}), {p46:UInt8})) AS times
                                                FROM
                                                (
                                                    SELECT
                                                        chained.actor AS actor,
                                                        arrayMap(chain -> ((greatest(((tupleElement(chain, {p47:UInt8}) > {p48:UInt8}) * {p49:UInt8}), ((if(((tupleElement(chain, {p50:UInt8}) - tupleElement(chain, {p51:UInt8})) <= {p52:UInt64}), tupleElement(chain, {p53:UInt8}), {p54:UInt8}) > {p55:UInt8}) * {p56:UInt8})) * {p57:UInt64}) + ({p58:UInt64} - greatest(tupleElement(chain, {p59:UInt8}), if(((tupleElement(chain, {p60:UInt8}) - tupleElement(chain, {p61:UInt8})) <= {p62:UInt64}), tupleElement(chain, {p63:UInt8}), {p64:UInt8})))), chained.chains) AS ranks,
                                                        arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS chain
                                                    FROM
                                                    (
                                                        SELECT
                                                            scan.actor AS actor,
                                                            arrayReverseFill(x -> (tupleElement(x, {p65:UInt8}) > {p66:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p67:UInt8}) * bitTest(tupleElement(event, {p68:UInt8}), {p69:UInt8}))), scan.history)) AS step_1,
                                                            arrayFilter((chain, event) -> bitTest(tupleElement(event, {p70:UInt8}), {p71:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p72:UInt8}), tupleElement(next, {p73:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p74:UInt8}))), scan.history) AS chains
                                                        FROM
                                                        (
                                                            SELECT
                                                                events.person_id AS actor,
                                                                arrayMap(e -> tuple(bitShiftRight(e, {p75:UInt8}), bitAnd(e, {p76:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p77:UInt8}) + (if((events.event = {p78:String}), {p79:UInt8}, {p80:UInt8}) + if((events.event = {p81:String}), {p82:UInt8}, {p83:UInt8})))))) AS history
                                                            FROM events AS events
                                                            WHERE ((events.team_id = {p84:Int64}) AND (((events.timestamp >= {p85:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p86:DateTime64(6, 'UTC')})) AND ((events.event = {p87:String}) OR (events.event = {p88:String}))))
                                                            GROUP BY actor
                                                        ) AS scan
                                                    ) AS chained
                                                    WHERE notEmpty(chained.chains)
                                                ) AS chosen
                                            ) AS converted
                                            WHERE (tupleElement(converted.times, {p89:UInt8}) > {p90:UInt8})
                                        ) AS reached
                                    ) AS funnel ON (items.actor = funnel.actor)
                                    WHERE ((items.timestamp_us >= funnel.begins) AND (items.timestamp_us <= funnel.ends))
                                ) AS items
                                GROUP BY items.actor
                            ) AS actors
                        ) AS visits
                    ) AS single
                ) AS collapsed
                WHERE {p91:Bool}
            ) AS pointed
        ) AS paths
    ) AS each_edge
) AS edges
GROUP BY
    edges.source,
    edges.target
HAVING {p92:Bool}
ORDER BY
    value DESC,
    edges.source ASC,
    edges.target ASC
LIMIT {p93:UInt8}
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
-- p39 = 1
-- p40 = 2
-- p41 = 1
-- p42 = 2
-- p43 = 1
-- p44 = 1209600000000
-- p45 = 2
-- p46 = 0
-- p47 = 1
-- p48 = 0
-- p49 = 1
-- p50 = 2
-- p51 = 1
-- p52 = 1209600000000
-- p53 = 2
-- p54 = 0
-- p55 = 0
-- p56 = 2
-- p57 = "72057594037927936"
-- p58 = "18014398509481984"
-- p59 = 1
-- p60 = 2
-- p61 = 1
-- p62 = 1209600000000
-- p63 = 2
-- p64 = 0
-- p65 = 1
-- p66 = 0
-- p67 = 1
-- p68 = 2
-- p69 = 1
-- p70 = 2
-- p71 = 0
-- p72 = 1
-- p73 = 1
-- p74 = 0
-- p75 = 2
-- p76 = 3
-- p77 = 2
-- p78 = "$pageview"
-- p79 = 1
-- p80 = 0
-- p81 = "signup"
-- p82 = 2
-- p83 = 0
-- p84 = 1
-- p85 = "2024-03-04 00:00:00.000000"
-- p86 = "2024-03-08 23:59:59.999999"
-- p87 = "$pageview"
-- p88 = "signup"
-- p89 = 2
-- p90 = 0
-- p91 = true
-- p92 = true
-- p93 = 50
