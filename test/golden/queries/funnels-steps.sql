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
            arrayReverseFill(x -> ((x.1) > {p21:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p22:UInt8}))), scan.history)) AS step_2,
            arrayReverseFill(x -> ((x.1) > {p23:UInt8}), arrayMap((event, next) -> tuple(((event.1) * bitTest(event.2, {p24:UInt8})), ((next.1) * bitTest(event.2, {p25:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p26:UInt8})))) AS step_1,
            arrayFilter((chain, event) -> bitTest(event.2, {p27:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p28:UInt64}), next.1, {p29:UInt8}), if((((next.2) - (event.1)) <= {p30:UInt64}), next.2, {p31:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p32:UInt8}, {p33:UInt8}))), scan.history) AS chains
        FROM
        (
            SELECT
                events.person_id AS actor,
                arrayMap(e -> tuple(bitShiftRight(e, {p34:UInt8}), bitAnd(e, {p35:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p36:UInt8}) + ((if((events.event = {p37:String}), {p38:UInt8}, {p39:UInt8}) + if((events.event = {p40:String}), {p41:UInt8}, {p42:UInt8})) + if((events.event = {p43:String}), {p44:UInt8}, {p45:UInt8})))))) AS history
            FROM events AS events
            WHERE ((events.team_id = {p46:Int64}) AND (((events.timestamp >= {p47:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p48:DateTime64(6, 'UTC')})) AND ((events.event = {p49:String}) OR (events.event = {p50:String}) OR (events.event = {p51:String}))))
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
-- p22 = 2
-- p23 = 0
-- p24 = 1
-- p25 = 1
-- p26 = 0
-- p27 = 0
-- p28 = 1209600000000
-- p29 = 0
-- p30 = 1209600000000
-- p31 = 0
-- p32 = 0
-- p33 = 0
-- p34 = 3
-- p35 = 7
-- p36 = 3
-- p37 = "$pageview"
-- p38 = 1
-- p39 = 0
-- p40 = "signup"
-- p41 = 2
-- p42 = 0
-- p43 = "purchase"
-- p44 = 4
-- p45 = 0
-- p46 = 1
-- p47 = "2024-03-04 00:00:00.000000"
-- p48 = "2024-03-08 23:59:59.999999"
-- p49 = "$pageview"
-- p50 = "signup"
-- p51 = "purchase"
