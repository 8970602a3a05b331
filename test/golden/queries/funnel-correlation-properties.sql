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
                            journeys.converted AS converted,
                            found.names AS names
                        FROM
                        (
                            SELECT
                                persons.id AS actor,
                                arrayMap(pair -> concat(ifNull(toString(pair.1), {p12:String}), {p13:String}, ifNull(toString(if(startsWith(pair.2, {p14:String}), JSONExtractString(pair.2), pair.2)), {p15:String})), arrayFilter(pair -> ((NOT ((pair.1) IN ({p16:Array(String)}))) AND (NOT ifNull(((pair.2) = {p17:String}), {p18:UInt8}))), JSONExtractKeysAndValuesRaw(toString(jsonMergePatch(toJSONString(CAST(persons.properties, {p19:String})), if((persons.properties_residue = {p20:String}), {p21:String}, persons.properties_residue)))))) AS names
                            FROM person AS persons
                            FINAL
                            WHERE ((persons.team_id = {p22:Int64}) AND (persons.is_deleted = {p23:Int64}))
                        ) AS found
                        RIGHT JOIN
                        (
                            SELECT
                                entered.actor AS actor,
                                ((entered.times.2) > {p24:UInt8}) AS converted,
                                entered.times.1 AS begins,
                                if(((entered.times.2) > {p25:UInt8}), entered.times.2, ((entered.times.1) + {p26:UInt64})) AS ends
                            FROM
                            (
                                SELECT
                                    actors.actor AS actor,
                                    actors.times AS times
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
                                ) AS actors
                                WHERE ((actors.times.1) > {p53:UInt8})
                            ) AS entered
                        ) AS journeys ON (assumeNotNull(found.actor) = assumeNotNull(journeys.actor))
                    ) AS named
                ) AS each_name
                GROUP BY
                    is_total,
                    name
            ) AS counts
        ) AS totals
        WHERE (totals.is_total OR ((totals.success + totals.failure) >= least({p54:UInt8}, ((totals.all_success + totals.all_failure) * {p55:Float64}))))
    ) AS rated
) AS placed
WHERE (placed.place <= {p56:UInt8})
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
-- p12 = ""
-- p13 = "\u0000"
-- p14 = "\""
-- p15 = ""
-- p16 = ["email"]
-- p17 = "null"
-- p18 = 0
-- p19 = "JSON"
-- p20 = ""
-- p21 = "{}"
-- p22 = 1
-- p23 = 0
-- p24 = 0
-- p25 = 0
-- p26 = 1209600000000
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
-- p45 = "purchase"
-- p46 = 2
-- p47 = 0
-- p48 = 1
-- p49 = "2024-03-04 00:00:00.000000"
-- p50 = "2024-03-08 23:59:59.999999"
-- p51 = "$pageview"
-- p52 = "purchase"
-- p53 = 0
-- p54 = 25
-- p55 = 0.02
-- p56 = 10
