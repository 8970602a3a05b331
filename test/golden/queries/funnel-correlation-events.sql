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
                                events.event AS name
                            FROM events AS events
                            WHERE ((events.team_id = {p16:Int64}) AND (((events.timestamp >= {p17:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p18:DateTime64(6, 'UTC')})) AND (NOT (events.event IN ({p19:Array(String)})))))
                        ) AS found
                        RIGHT JOIN
                        (
                            SELECT
                                entered.actor AS actor,
                                (tupleElement(entered.times, {p20:UInt8}) > {p21:UInt8}) AS converted,
                                tupleElement(entered.times, {p22:UInt8}) AS begins,
                                if((tupleElement(entered.times, {p23:UInt8}) > {p24:UInt8}), tupleElement(entered.times, {p25:UInt8}), (tupleElement(entered.times, {p26:UInt8}) + {p27:UInt64})) AS ends
                            FROM
                            (
                                SELECT
                                    actors.actor AS actor,
                                    actors.times AS times
                                FROM
                                (
                                    SELECT
                                        chosen.actor AS actor,
                                        tuple(tupleElement(chosen.chain, {p28:UInt8}), if(((tupleElement(chosen.chain, {p29:UInt8}) - tupleElement(chosen.chain, {p30:UInt8})) <= {p31:UInt64}), tupleElement(chosen.chain, {p32:UInt8}), {p33:UInt8})) AS times
                                    FROM
                                    (
                                        SELECT
                                            chained.actor AS actor,
                                            arrayMap(chain -> ((greatest(((tupleElement(chain, {p34:UInt8}) > {p35:UInt8}) * {p36:UInt8}), ((if(((tupleElement(chain, {p37:UInt8}) - tupleElement(chain, {p38:UInt8})) <= {p39:UInt64}), tupleElement(chain, {p40:UInt8}), {p41:UInt8}) > {p42:UInt8}) * {p43:UInt8})) * {p44:UInt64}) + ({p45:UInt64} - greatest(tupleElement(chain, {p46:UInt8}), if(((tupleElement(chain, {p47:UInt8}) - tupleElement(chain, {p48:UInt8})) <= {p49:UInt64}), tupleElement(chain, {p50:UInt8}), {p51:UInt8})))), chained.chains) AS ranks,
                                            arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS chain
                                        FROM
                                        (
                                            SELECT
                                                scan.actor AS actor,
                                                arrayReverseFill(x -> (tupleElement(x, {p52:UInt8}) > {p53:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p54:UInt8}) * bitTest(tupleElement(event, {p55:UInt8}), {p56:UInt8}))), scan.history)) AS step_1,
                                                arrayFilter((chain, event) -> bitTest(tupleElement(event, {p57:UInt8}), {p58:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p59:UInt8}), tupleElement(next, {p60:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p61:UInt8}))), scan.history) AS chains
                                            FROM
                                            (
                                                SELECT
                                                    events.person_id AS actor,
                                                    arrayMap(e -> tuple(bitShiftRight(e, {p62:UInt8}), bitAnd(e, {p63:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p64:UInt8}) + (if((events.event = {p65:String}), {p66:UInt8}, {p67:UInt8}) + if((events.event = {p68:String}), {p69:UInt8}, {p70:UInt8})))))) AS history
                                                FROM events AS events
                                                WHERE ((events.team_id = {p71:Int64}) AND (((events.timestamp >= {p72:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p73:DateTime64(6, 'UTC')})) AND ((events.event = {p74:String}) OR (events.event = {p75:String}))))
                                                GROUP BY actor
                                            ) AS scan
                                        ) AS chained
                                        WHERE notEmpty(chained.chains)
                                    ) AS chosen
                                ) AS actors
                                WHERE (tupleElement(actors.times, {p76:UInt8}) > {p77:UInt8})
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
        WHERE (totals.is_total OR ((totals.success + totals.failure) >= least({p78:UInt8}, ((totals.all_success + totals.all_failure) * {p79:Float64}))))
    ) AS rated
) AS placed
WHERE (placed.place <= {p80:UInt8})
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
-- p16 = 1
-- p17 = "2024-03-04 00:00:00.000000"
-- p18 = "2024-03-08 23:59:59.999999"
-- p19 = ["$pageview","purchase"]
-- p20 = 2
-- p21 = 0
-- p22 = 1
-- p23 = 2
-- p24 = 0
-- p25 = 2
-- p26 = 1
-- p27 = 1209600000000
-- p28 = 1
-- p29 = 2
-- p30 = 1
-- p31 = 1209600000000
-- p32 = 2
-- p33 = 0
-- p34 = 1
-- p35 = 0
-- p36 = 1
-- p37 = 2
-- p38 = 1
-- p39 = 1209600000000
-- p40 = 2
-- p41 = 0
-- p42 = 0
-- p43 = 2
-- p44 = "72057594037927936"
-- p45 = "18014398509481984"
-- p46 = 1
-- p47 = 2
-- p48 = 1
-- p49 = 1209600000000
-- p50 = 2
-- p51 = 0
-- p52 = 1
-- p53 = 0
-- p54 = 1
-- p55 = 2
-- p56 = 1
-- p57 = 2
-- p58 = 0
-- p59 = 1
-- p60 = 1
-- p61 = 0
-- p62 = 2
-- p63 = 3
-- p64 = 2
-- p65 = "$pageview"
-- p66 = 1
-- p67 = 0
-- p68 = "purchase"
-- p69 = 2
-- p70 = 0
-- p71 = 1
-- p72 = "2024-03-04 00:00:00.000000"
-- p73 = "2024-03-08 23:59:59.999999"
-- p74 = "$pageview"
-- p75 = "purchase"
-- p76 = 1
-- p77 = 0
-- p78 = 25
-- p79 = 0.02
-- p80 = 10
