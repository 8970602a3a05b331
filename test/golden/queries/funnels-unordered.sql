-- funnel.0
SELECT
    array(countIf(((actors.times.1) > {p0:UInt8})), countIf(((actors.times.2) > {p1:UInt8})), countIf(((actors.times.3) > {p2:UInt8}))) AS counts,
    array(sumIf((((actors.times.2) - (actors.times.1)) / {p3:UInt32}), ((actors.times.2) > {p4:UInt8})), sumIf((((actors.times.3) - (actors.times.2)) / {p5:UInt32}), ((actors.times.3) > {p6:UInt8}))) AS sums,
    array(quantileExactInclusiveIf({p7:Float64})((((actors.times.2) - (actors.times.1)) / {p8:UInt32}), ((actors.times.2) > {p9:UInt8})), quantileExactInclusiveIf({p10:Float64})((((actors.times.3) - (actors.times.2)) / {p11:UInt32}), ((actors.times.3) > {p12:UInt8}))) AS medians
FROM
(
    SELECT
        chained.actor AS actor,
        arrayMap(chain -> ((greatest(greatest((((chain.1) > {p13:UInt8}) * {p14:UInt8}), (((chain.2) > {p15:UInt8}) * {p16:UInt8})), (((chain.3) > {p17:UInt8}) * {p18:UInt8})) * {p19:UInt64}) + ({p20:UInt64} - greatest(greatest(chain.1, chain.2), chain.3))), chained.chains) AS ranks,
        arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS times
    FROM
    (
        SELECT
            scan.actor AS actor,
            arrayReverseFill(x -> ((x.1) > {p21:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p22:UInt8}))), scan.history)) AS list_0_1,
            arrayReverseFill(x -> ((x.1) > {p23:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p24:UInt8}))), scan.history)) AS list_1_1,
            arrayReverseFill(x -> ((x.1) > {p25:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p26:UInt8}))), scan.history)) AS list_2_1,
            arrayFilter((position, event) -> ((event.2) >= {p27:UInt8}), arrayMap((event, list_0_1, list_1_1, list_2_1) -> tuple(arraySort(arrayFilter(t -> ((t > {p28:UInt8}) AND ((t - (event.1)) <= {p29:UInt64})), array(list_0_1.1, list_1_1.1, list_2_1.1)))), scan.history, list_0_1, list_1_1, list_2_1), scan.history) AS positions,
            arrayMap(position -> tuple(arrayElement(position.1, {p30:UInt8}), arrayElement(position.1, {p31:UInt8}), arrayElement(position.1, {p32:UInt8})), positions) AS chains
        FROM
        (
            SELECT
                events.person_id AS actor,
                arrayMap(e -> tuple(bitShiftRight(e, {p33:UInt8}), bitAnd(e, {p34:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p35:UInt8}) + ((if((events.event = {p36:String}), {p37:UInt8}, {p38:UInt8}) + if((events.event = {p39:String}), {p40:UInt8}, {p41:UInt8})) + if((events.event = {p42:String}), {p43:UInt8}, {p44:UInt8})))))) AS history
            FROM events AS events
            WHERE ((events.team_id = {p45:Int64}) AND (((events.timestamp >= {p46:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p47:DateTime64(6, 'UTC')})) AND ((events.event = {p48:String}) OR (events.event = {p49:String}) OR (events.event = {p50:String}))))
            GROUP BY actor
        ) AS scan
    ) AS chained
    WHERE notEmpty(chained.chains)
) AS actors
-- p0 = 0
-- p1 = 0
-- p2 = 0
-- p3 = 1000000
-- p4 = 0
-- p5 = 1000000
-- p6 = 0
-- p7 = 0.5
-- p8 = 1000000
-- p9 = 0
-- p10 = 0.5
-- p11 = 1000000
-- p12 = 0
-- p13 = 0
-- p14 = 1
-- p15 = 0
-- p16 = 2
-- p17 = 0
-- p18 = 3
-- p19 = "72057594037927936"
-- p20 = "18014398509481984"
-- p21 = 0
-- p22 = 0
-- p23 = 0
-- p24 = 1
-- p25 = 0
-- p26 = 2
-- p27 = 1
-- p28 = 0
-- p29 = 259200000000
-- p30 = 1
-- p31 = 2
-- p32 = 3
-- p33 = 3
-- p34 = 7
-- p35 = 3
-- p36 = "$pageview"
-- p37 = 1
-- p38 = 0
-- p39 = "signup"
-- p40 = 2
-- p41 = 0
-- p42 = "purchase"
-- p43 = 4
-- p44 = 0
-- p45 = 1
-- p46 = "2024-03-04 00:00:00.000000"
-- p47 = "2024-03-08 23:59:59.999999"
-- p48 = "$pageview"
-- p49 = "signup"
-- p50 = "purchase"
