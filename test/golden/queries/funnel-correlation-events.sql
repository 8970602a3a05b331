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
                                events.event AS name
                            FROM events AS events
                            WHERE ((events.team_id = {p14:Int64}) AND (((events.timestamp >= {p15:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p16:DateTime64(6, 'UTC')})) AND (NOT (events.event IN ({p17:Array(String)})))))
                        ) AS found
                        RIGHT JOIN
                        (
                            SELECT
                                entered.actor AS actor,
                                ((entered.times.2) > {p18:UInt8}) AS converted,
                                entered.times.1 AS begins,
                                if(((entered.times.2) > {p19:UInt8}), entered.times.2, ((entered.times.1) + {p20:UInt64})) AS ends
                            FROM
                            (
                                SELECT
                                    actors.actor AS actor,
                                    actors.times AS times
                                FROM
                                (
                                    SELECT
                                        chained.actor AS actor,
                                        arrayMap(chain -> ((greatest((((chain.1) > {p21:UInt8}) * {p22:UInt8}), (((chain.2) > {p23:UInt8}) * {p24:UInt8})) * {p25:UInt64}) + ({p26:UInt64} - greatest(chain.1, chain.2))), chained.chains) AS ranks,
                                        arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS times
                                    FROM
                                    (
                                        SELECT
                                            scan.actor AS actor,
                                            arrayReverseFill(x -> ((x.1) > {p27:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p28:UInt8}))), scan.history)) AS step_1,
                                            arrayFilter((chain, event) -> bitTest(event.2, {p29:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p30:UInt64}), next.1, {p31:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p32:UInt8}))), scan.history) AS chains
                                        FROM
                                        (
                                            SELECT
                                                events.person_id AS actor,
                                                arrayMap(e -> tuple(bitShiftRight(e, {p33:UInt8}), bitAnd(e, {p34:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p35:UInt8}) + (if((events.event = {p36:String}), {p37:UInt8}, {p38:UInt8}) + if((events.event = {p39:String}), {p40:UInt8}, {p41:UInt8})))))) AS history
                                            FROM events AS events
                                            WHERE ((events.team_id = {p42:Int64}) AND (((events.timestamp >= {p43:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p44:DateTime64(6, 'UTC')})) AND ((events.event = {p45:String}) OR (events.event = {p46:String}))))
                                            GROUP BY actor
                                        ) AS scan
                                    ) AS chained
                                    WHERE notEmpty(chained.chains)
                                ) AS actors
                                WHERE ((actors.times.1) > {p47:UInt8})
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
        WHERE (totals.is_total OR ((totals.success + totals.failure) >= least({p48:UInt8}, ((totals.all_success + totals.all_failure) * {p49:Float64}))))
    ) AS rated
) AS placed
WHERE (placed.place <= {p50:UInt8})
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
-- p14 = 1
-- p15 = "2024-03-04 00:00:00.000000"
-- p16 = "2024-03-08 23:59:59.999999"
-- p17 = ["$pageview","purchase"]
-- p18 = 0
-- p19 = 0
-- p20 = 1209600000000
-- p21 = 0
-- p22 = 1
-- p23 = 0
-- p24 = 2
-- p25 = "72057594037927936"
-- p26 = "18014398509481984"
-- p27 = 0
-- p28 = 1
-- p29 = 0
-- p30 = 1209600000000
-- p31 = 0
-- p32 = 0
-- p33 = 2
-- p34 = 3
-- p35 = 2
-- p36 = "$pageview"
-- p37 = 1
-- p38 = 0
-- p39 = "purchase"
-- p40 = 2
-- p41 = 0
-- p42 = 1
-- p43 = "2024-03-04 00:00:00.000000"
-- p44 = "2024-03-08 23:59:59.999999"
-- p45 = "$pageview"
-- p46 = "purchase"
-- p47 = 0
-- p48 = 25
-- p49 = 0.02
-- p50 = 10
