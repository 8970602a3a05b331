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
                            any(journeys.converted) AS converted,
                            groupUniqArrayIf(found.name, (ifNull((found.timestamp_us > journeys.begins), {p14:UInt8}) AND ifNull((found.timestamp_us < journeys.ends), {p15:UInt8}))) AS names
                        FROM
                        (
                            SELECT
                                events.person_id AS actor,
                                toUnixTimestamp64Micro(events.timestamp) AS timestamp_us,
                                arrayJoin(if((events.event = {p16:String}), array(concat(events.event, {p17:String}, {p18:String}, {p19:String}, concat(toString(ifNull(events.properties.`$event_type`, {p20:String})), {p21:String}, events.elements_chain))), arrayMap(pair -> concat(events.event, {p22:String}, ifNull(toString(tupleElement(pair, {p23:UInt8})), {p24:String}), {p25:String}, ifNull(toString(if(startsWith(tupleElement(pair, {p26:UInt8}), {p27:String}), JSONExtractString(tupleElement(pair, {p28:UInt8})), tupleElement(pair, {p29:UInt8}))), {p30:String})), arrayFilter(pair -> (NOT {p31:Bool}), JSONExtractKeysAndValuesRaw(toString(jsonMergePatch(toJSONString(CAST(events.properties, {p32:String})), if((events.properties_residue = {p33:String}), {p34:String}, events.properties_residue)))))))) AS name
                            FROM events AS events
                            WHERE ((events.team_id = {p35:Int64}) AND (((events.timestamp >= {p36:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p37:DateTime64(6, 'UTC')})) AND ((events.event IN ({p38:Array(String)})) AND (NOT (events.event IN ({p39:Array(String)}))))))
                        ) AS found
                        RIGHT JOIN
                        (
                            SELECT
                                entered.actor AS actor,
                                (tupleElement(entered.times, {p40:UInt8}) > {p41:UInt8}) AS converted,
                                tupleElement(entered.times, {p42:UInt8}) AS begins,
                                if((tupleElement(entered.times, {p43:UInt8}) > {p44:UInt8}), tupleElement(entered.times, {p45:UInt8}), (tupleElement(entered.times, {p46:UInt8}) + {p47:UInt64})) AS ends
                            FROM
                            (
                                SELECT
                                    actors.actor AS actor,
                                    actors.times AS times
                                FROM
                                (
                                    SELECT
                                        chosen.actor AS actor,
                                        tuple(tupleElement(chosen.chain, {p48:UInt8}), if(((tupleElement(chosen.chain, {p49:UInt8}) - tupleElement(chosen.chain, {p50:UInt8})) <= {p51:UInt64}), tupleElement(chosen.chain, {p52:UInt8}), {p53:UInt8})) AS times
                                    FROM
                                    (
                                        SELECT
                                            chained.actor AS actor,
                                            arrayMap(chain -> ((greatest(((tupleElement(chain, {p54:UInt8}) > {p55:UInt8}) * {p56:UInt8}), ((if(((tupleElement(chain, {p57:UInt8}) - tupleElement(chain, {p58:UInt8})) <= {p59:UInt64}), tupleElement(chain, {p60:UInt8}), {p61:UInt8}) > {p62:UInt8}) * {p63:UInt8})) * {p64:UInt64}) + ({p65:UInt64} - greatest(tupleElement(chain, {p66:UInt8}), if(((tupleElement(chain, {p67:UInt8}) - tupleElement(chain, {p68:UInt8})) <= {p69:UInt64}), tupleElement(chain, {p70:UInt8}), {p71:UInt8})))), chained.chains) AS ranks,
                                            arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS chain
                                        FROM
                                        (
                                            SELECT
                                                scan.actor AS actor,
                                                arrayReverseFill(x -> (tupleElement(x, {p72:UInt8}) > {p73:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p74:UInt8}) * bitTest(tupleElement(event, {p75:UInt8}), {p76:UInt8}))), scan.history)) AS step_1,
                                                arrayFilter((chain, event) -> bitTest(tupleElement(event, {p77:UInt8}), {p78:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p79:UInt8}), tupleElement(next, {p80:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p81:UInt8}))), scan.history) AS chains
                                            FROM
                                            (
                                                SELECT
                                                    events.person_id AS actor,
                                                    arrayMap(e -> tuple(bitShiftRight(e, {p82:UInt8}), bitAnd(e, {p83:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p84:UInt8}) + (if((events.event = {p85:String}), {p86:UInt8}, {p87:UInt8}) + if((events.event = {p88:String}), {p89:UInt8}, {p90:UInt8})))))) AS history
                                                FROM events AS events
                                                WHERE ((events.team_id = {p91:Int64}) AND (((events.timestamp >= {p92:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p93:DateTime64(6, 'UTC')})) AND ((events.event = {p94:String}) OR (events.event = {p95:String}))))
                                                GROUP BY actor
                                            ) AS scan
                                        ) AS chained
                                        WHERE notEmpty(chained.chains)
                                    ) AS chosen
                                ) AS actors
                                WHERE (tupleElement(actors.times, {p96:UInt8}) > {p97:UInt8})
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
        WHERE (totals.is_total OR ((totals.success + totals.failure) >= least({p98:UInt8}, ((totals.all_success + totals.all_failure) * {p99:Float64}))))
    ) AS rated
) AS placed
WHERE (placed.place <= {p100:UInt8})
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
-- p14 = 0
-- p15 = 0
-- p16 = "$autocapture"
-- p17 = "::"
-- p18 = "elements_chain"
-- p19 = "::"
-- p20 = ""
-- p21 = "__~~__"
-- p22 = "::"
-- p23 = 1
-- p24 = ""
-- p25 = "::"
-- p26 = 2
-- p27 = "\""
-- p28 = 2
-- p29 = 2
-- p30 = ""
-- p31 = false
-- p32 = "JSON"
-- p33 = ""
-- p34 = "{}"
-- p35 = 1
-- p36 = "2024-03-04 00:00:00.000000"
-- p37 = "2024-03-08 23:59:59.999999"
-- p38 = ["signup"]
-- p39 = ["$pageview","purchase"]
-- p40 = 2
-- p41 = 0
-- p42 = 1
-- p43 = 2
-- p44 = 0
-- p45 = 2
-- p46 = 1
-- p47 = 1209600000000
-- p48 = 1
-- p49 = 2
-- p50 = 1
-- p51 = 1209600000000
-- p52 = 2
-- p53 = 0
-- p54 = 1
-- p55 = 0
-- p56 = 1
-- p57 = 2
-- p58 = 1
-- p59 = 1209600000000
-- p60 = 2
-- p61 = 0
-- p62 = 0
-- p63 = 2
-- p64 = "72057594037927936"
-- p65 = "18014398509481984"
-- p66 = 1
-- p67 = 2
-- p68 = 1
-- p69 = 1209600000000
-- p70 = 2
-- p71 = 0
-- p72 = 1
-- p73 = 0
-- p74 = 1
-- p75 = 2
-- p76 = 1
-- p77 = 2
-- p78 = 0
-- p79 = 1
-- p80 = 1
-- p81 = 0
-- p82 = 2
-- p83 = 3
-- p84 = 2
-- p85 = "$pageview"
-- p86 = 1
-- p87 = 0
-- p88 = "purchase"
-- p89 = 2
-- p90 = 0
-- p91 = 1
-- p92 = "2024-03-04 00:00:00.000000"
-- p93 = "2024-03-08 23:59:59.999999"
-- p94 = "$pageview"
-- p95 = "purchase"
-- p96 = 1
-- p97 = 0
-- p98 = 25
-- p99 = 0.02
-- p100 = 10
