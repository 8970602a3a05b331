-- correlation
SELECT
    placed.is_total AS is_total,
    placed.name AS name,
    placed.success AS success,
    placed.failure AS failure,
    placed.odds_ratio AS odds_ratio
FROM
(
    SELECT
        rated.is_total AS is_total,
        rated.name AS name,
        rated.success AS success,
        rated.failure AS failure,
        rated.odds_ratio AS odds_ratio,
        row_number() OVER (PARTITION BY rated.is_total, ifNull((rated.odds_ratio > {p0:UInt8}), {p1:UInt8}) ORDER BY if(ifNull((rated.odds_ratio > {p2:UInt8}), {p3:UInt8}), ({p4:UInt8} / rated.odds_ratio), rated.odds_ratio) ASC, rated.name ASC) AS place
    FROM
    (
        SELECT
            totals.is_total AS is_total,
            totals.name AS name,
            totals.success AS success,
            totals.failure AS failure,
            (((totals.success + {p5:UInt8}) * ((totals.all_failure - totals.failure) + {p6:UInt8})) / (((totals.all_success - totals.success) + {p7:UInt8}) * (totals.failure + {p8:UInt8}))) AS odds_ratio
        FROM
        (
            SELECT
                counts.is_total AS is_total,
                counts.name AS name,
                counts.success AS success,
                counts.failure AS failure,
                max(counts.success) OVER () AS all_success,
                max(counts.failure) OVER () AS all_failure
            FROM
            (
                SELECT
                    each_name.item.1 AS is_total,
                    each_name.item.2 AS name,
                    countIf(each_name.converted) AS success,
                    countIf((NOT each_name.converted)) AS failure
                FROM
                (
                    SELECT
                        named.converted AS converted,
                        arrayJoin(arrayPushBack(arrayMap(name -> tuple({p9:UInt8}, name), named.names), tuple({p10:UInt8}, {p11:String}))) AS item
                    FROM
                    (
                        SELECT
                            journeys.actor AS actor,
                            any(journeys.converted) AS converted,
                            groupUniqArrayIf(found.name, (ifNull((found.timestamp_us > journeys.begins), {p12:UInt8}) AND ifNull((found.timestamp_us < journeys.ends), {p13:UInt8}))) AS names
                        FROM
                        (
                            SELECT
                                events.person_id AS actor,
                                toUnixTimestamp64Micro(events.timestamp) AS timestamp_us,
                                arrayJoin(if((events.event = {p14:String}), array(concat(events.event, {p15:String}, {p16:String}, {p17:String}, concat(toString(ifNull(events.properties.`$event_type`, {p18:String})), {p19:String}, events.elements_chain))), arrayMap(pair -> concat(events.event, {p20:String}, ifNull(toString(pair.1), {p21:String}), {p22:String}, ifNull(toString(if(startsWith(pair.2, {p23:String}), JSONExtractString(pair.2), pair.2)), {p24:String})), arrayFilter(pair -> (NOT {p25:Bool}), JSONExtractKeysAndValuesRaw(toString(jsonMergePatch(toJSONString(CAST(events.properties, {p26:String})), if((events.properties_residue = {p27:String}), {p28:String}, events.properties_residue)))))))) AS name
                            FROM events AS events
                            WHERE ((events.team_id = {p29:Int64}) AND (((events.timestamp >= {p30:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p31:DateTime64(6, 'UTC')})) AND ((events.event IN ({p32:Array(String)})) AND (NOT (events.event IN ({p33:Array(String)}))))))
                        ) AS found
                        RIGHT JOIN
                        (
                            SELECT
                                entered.actor AS actor,
                                ((entered.times.2) > {p34:UInt8}) AS converted,
                                entered.times.1 AS begins,
                                if(((entered.times.2) > {p35:UInt8}), entered.times.2, ((entered.times.1) + {p36:UInt64})) AS ends
                            FROM
                            (
                                SELECT
                                    actors.actor AS actor,
                                    actors.times AS times
                                FROM
                                (
                                    SELECT
                                        chained.actor AS actor,
                                        arrayMap(chain -> ((greatest((((chain.1) > {p37:UInt8}) * {p38:UInt8}), (((chain.2) > {p39:UInt8}) * {p40:UInt8})) * {p41:UInt64}) + ({p42:UInt64} - greatest(chain.1, chain.2))), chained.chains) AS ranks,
                                        arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS times
                                    FROM
                                    (
                                        SELECT
                                            scan.actor AS actor,
                                            arrayReverseFill(x -> ((x.1) > {p43:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p44:UInt8}))), scan.history)) AS step_1,
                                            arrayFilter((chain, event) -> bitTest(event.2, {p45:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p46:UInt64}), next.1, {p47:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p48:UInt8}))), scan.history) AS chains
                                        FROM
                                        (
                                            SELECT
                                                events.person_id AS actor,
                                                arrayMap(e -> tuple(bitShiftRight(e, {p49:UInt8}), bitAnd(e, {p50:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p51:UInt8}) + (if((events.event = {p52:String}), {p53:UInt8}, {p54:UInt8}) + if((events.event = {p55:String}), {p56:UInt8}, {p57:UInt8})))))) AS history
                                            FROM events AS events
                                            WHERE ((events.team_id = {p58:Int64}) AND (((events.timestamp >= {p59:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p60:DateTime64(6, 'UTC')})) AND ((events.event = {p61:String}) OR (events.event = {p62:String}))))
                                            GROUP BY actor
                                        ) AS scan
                                    ) AS chained
                                    WHERE notEmpty(chained.chains)
                                ) AS actors
                                WHERE ((actors.times.1) > {p63:UInt8})
                            ) AS entered
                        ) AS journeys ON (assumeNotNull(found.actor) = assumeNotNull(journeys.actor))
                        GROUP BY journeys.actor
                    ) AS named
                ) AS each_name
                GROUP BY
                    is_total,
                    name
            ) AS counts
        ) AS totals
        WHERE (totals.is_total OR ((totals.success + totals.failure) >= least({p64:UInt8}, ((totals.all_success + totals.all_failure) * {p65:Float64}))))
    ) AS rated
) AS placed
WHERE (placed.place <= {p66:UInt8})
ORDER BY placed.place ASC
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = 0
-- p4 = 1
-- p5 = 1
-- p6 = 1
-- p7 = 1
-- p8 = 1
-- p9 = 0
-- p10 = 1
-- p11 = ""
-- p12 = 0
-- p13 = 0
-- p14 = "$autocapture"
-- p15 = "::"
-- p16 = "elements_chain"
-- p17 = "::"
-- p18 = ""
-- p19 = "__~~__"
-- p20 = "::"
-- p21 = ""
-- p22 = "::"
-- p23 = "\""
-- p24 = ""
-- p25 = false
-- p26 = "JSON"
-- p27 = ""
-- p28 = "{}"
-- p29 = 1
-- p30 = "2024-03-04 00:00:00.000000"
-- p31 = "2024-03-08 23:59:59.999999"
-- p32 = ["signup"]
-- p33 = ["$pageview","purchase"]
-- p34 = 0
-- p35 = 0
-- p36 = 1209600000000
-- p37 = 0
-- p38 = 1
-- p39 = 0
-- p40 = 2
-- p41 = "72057594037927936"
-- p42 = "18014398509481984"
-- p43 = 0
-- p44 = 1
-- p45 = 0
-- p46 = 1209600000000
-- p47 = 0
-- p48 = 0
-- p49 = 2
-- p50 = 3
-- p51 = 2
-- p52 = "$pageview"
-- p53 = 1
-- p54 = 0
-- p55 = "purchase"
-- p56 = 2
-- p57 = 0
-- p58 = 1
-- p59 = "2024-03-04 00:00:00.000000"
-- p60 = "2024-03-08 23:59:59.999999"
-- p61 = "$pageview"
-- p62 = "purchase"
-- p63 = 0
-- p64 = 25
-- p65 = 0.02
-- p66 = 10
