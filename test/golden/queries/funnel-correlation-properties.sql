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
                    tupleElement(each_name.item, {p9:UInt8}) AS is_total,
                    tupleElement(each_name.item, {p10:UInt8}) AS name,
                    countIf(each_name.converted) AS success,
                    countIf((NOT each_name.converted)) AS failure
                FROM
                (
                    SELECT
                        named.converted AS converted,
                        arrayJoin(arrayPushBack(arrayMap(name -> tuple({p11:UInt8}, name), named.names), tuple({p12:UInt8}, {p13:String}))) AS item
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
                                arrayMap(pair -> concat(ifNull(toString(tupleElement(pair, {p14:UInt8})), {p15:String}), {p16:String}, ifNull(toString(if(startsWith(tupleElement(pair, {p17:UInt8}), {p18:String}), JSONExtractString(tupleElement(pair, {p19:UInt8})), tupleElement(pair, {p20:UInt8}))), {p21:String})), arrayFilter(pair -> ((NOT (tupleElement(pair, {p22:UInt8}) IN ({p23:Array(String)}))) AND (NOT ifNull((tupleElement(pair, {p24:UInt8}) = {p25:String}), {p26:UInt8}))), JSONExtractKeysAndValuesRaw(toString(jsonMergePatch(toJSONString(CAST(persons.properties, {p27:String})), if((persons.properties_residue = {p28:String}), {p29:String}, persons.properties_residue)))))) AS names
                            FROM person AS persons
                            FINAL
                            WHERE ((persons.team_id = {p30:Int64}) AND (persons.is_deleted = {p31:Int64}))
                        ) AS found
                        RIGHT JOIN
                        (
                            SELECT
                                entered.actor AS actor,
                                (tupleElement(entered.times, {p32:UInt8}) > {p33:UInt8}) AS converted,
                                tupleElement(entered.times, {p34:UInt8}) AS begins,
                                if((tupleElement(entered.times, {p35:UInt8}) > {p36:UInt8}), tupleElement(entered.times, {p37:UInt8}), (tupleElement(entered.times, {p38:UInt8}) + {p39:UInt64})) AS ends
                            FROM
                            (
                                SELECT
                                    actors.actor AS actor,
                                    actors.times AS times
                                FROM
                                (
                                    SELECT
                                        chosen.actor AS actor,
                                        tuple(tupleElement(chosen.chain, {p40:UInt8}), if(((tupleElement(chosen.chain, {p41:UInt8}) - tupleElement(chosen.chain, {p42:UInt8})) <= {p43:UInt64}), tupleElement(chosen.chain, {p44:UInt8}), {p45:UInt8})) AS times
                                    FROM
                                    (
                                        SELECT
                                            chained.actor AS actor,
                                            arrayMap(chain -> ((greatest(((tupleElement(chain, {p46:UInt8}) > {p47:UInt8}) * {p48:UInt8}), ((if(((tupleElement(chain, {p49:UInt8}) - tupleElement(chain, {p50:UInt8})) <= {p51:UInt64}), tupleElement(chain, {p52:UInt8}), {p53:UInt8}) > {p54:UInt8}) * {p55:UInt8})) * {p56:UInt64}) + ({p57:UInt64} - greatest(tupleElement(chain, {p58:UInt8}), if(((tupleElement(chain, {p59:UInt8}) - tupleElement(chain, {p60:UInt8})) <= {p61:UInt64}), tupleElement(chain, {p62:UInt8}), {p63:UInt8})))), chained.chains) AS ranks,
                                            arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS chain
                                        FROM
                                        (
                                            SELECT
                                                scan.actor AS actor,
                                                arrayReverseFill(x -> (tupleElement(x, {p64:UInt8}) > {p65:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p66:UInt8}) * bitTest(tupleElement(event, {p67:UInt8}), {p68:UInt8}))), scan.history)) AS step_1,
                                                arrayFilter((chain, event) -> bitTest(tupleElement(event, {p69:UInt8}), {p70:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p71:UInt8}), tupleElement(next, {p72:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p73:UInt8}))), scan.history) AS chains
                                            FROM
                                            (
                                                SELECT
                                                    events.person_id AS actor,
                                                    arrayMap(e -> tuple(bitShiftRight(e, {p74:UInt8}), bitAnd(e, {p75:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p76:UInt8}) + (if((events.event = {p77:String}), {p78:UInt8}, {p79:UInt8}) + if((events.event = {p80:String}), {p81:UInt8}, {p82:UInt8})))))) AS history
                                                FROM events AS events
                                                WHERE ((events.team_id = {p83:Int64}) AND (((events.timestamp >= {p84:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p85:DateTime64(6, 'UTC')})) AND ((events.event = {p86:String}) OR (events.event = {p87:String}))))
                                                GROUP BY actor
                                            ) AS scan
                                        ) AS chained
                                        WHERE notEmpty(chained.chains)
                                    ) AS chosen
                                ) AS actors
                                WHERE (tupleElement(actors.times, {p88:UInt8}) > {p89:UInt8})
                            ) AS entered
                        ) AS journeys ON (assumeNotNull(found.actor) = assumeNotNull(journeys.actor))
                    ) AS named
                ) AS each_name
                GROUP BY
                    is_total,
                    name
            ) AS counts
        ) AS totals
        WHERE (totals.is_total OR ((totals.success + totals.failure) >= least({p90:UInt8}, ((totals.all_success + totals.all_failure) * {p91:Float64}))))
    ) AS rated
) AS placed
WHERE (placed.place <= {p92:UInt8})
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
-- p9 = 1
-- p10 = 2
-- p11 = 0
-- p12 = 1
-- p13 = ""
-- p14 = 1
-- p15 = ""
-- p16 = "\u0000"
-- p17 = 2
-- p18 = "\""
-- p19 = 2
-- p20 = 2
-- p21 = ""
-- p22 = 1
-- p23 = ["email"]
-- p24 = 2
-- p25 = "null"
-- p26 = 0
-- p27 = "JSON"
-- p28 = ""
-- p29 = "{}"
-- p30 = 1
-- p31 = 0
-- p32 = 2
-- p33 = 0
-- p34 = 1
-- p35 = 2
-- p36 = 0
-- p37 = 2
-- p38 = 1
-- p39 = 1209600000000
-- p40 = 1
-- p41 = 2
-- p42 = 1
-- p43 = 1209600000000
-- p44 = 2
-- p45 = 0
-- p46 = 1
-- p47 = 0
-- p48 = 1
-- p49 = 2
-- p50 = 1
-- p51 = 1209600000000
-- p52 = 2
-- p53 = 0
-- p54 = 0
-- p55 = 2
-- p56 = "72057594037927936"
-- p57 = "18014398509481984"
-- p58 = 1
-- p59 = 2
-- p60 = 1
-- p61 = 1209600000000
-- p62 = 2
-- p63 = 0
-- p64 = 1
-- p65 = 0
-- p66 = 1
-- p67 = 2
-- p68 = 1
-- p69 = 2
-- p70 = 0
-- p71 = 1
-- p72 = 1
-- p73 = 0
-- p74 = 2
-- p75 = 3
-- p76 = 2
-- p77 = "$pageview"
-- p78 = 1
-- p79 = 0
-- p80 = "purchase"
-- p81 = 2
-- p82 = 0
-- p83 = 1
-- p84 = "2024-03-04 00:00:00.000000"
-- p85 = "2024-03-08 23:59:59.999999"
-- p86 = "$pageview"
-- p87 = "purchase"
-- p88 = 1
-- p89 = 0
-- p90 = 25
-- p91 = 0.02
-- p92 = 10
