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
            arrayReverseFill(x -> ((x.1) > {p21:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p22:UInt8})), ((event.3) * bitTest(event.2, {p23:UInt8}))), scan.history)) AS step_2,
            arrayReverseFill(x -> ((x.1) > {p24:UInt8}), arrayMap((event, next) -> tuple(((event.1) * bitTest(event.2, {p25:UInt8})), (((next.1) * bitTest(event.2, {p26:UInt8})) * ((next.2) <= ((event.3) + {p27:UInt8}))), ((event.3) * bitTest(event.2, {p28:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p29:UInt8}, {p30:UInt8})))) AS step_1,
            arrayFilter((chain, event) -> bitTest(event.2, {p31:UInt8}), arrayMap((event, next) -> tuple(event.1, (if((((next.1) - (event.1)) <= {p32:UInt64}), next.1, {p33:UInt8}) * ((next.3) <= ((event.3) + {p34:UInt8}))), (if((((next.2) - (event.1)) <= {p35:UInt64}), next.2, {p36:UInt8}) * ((next.3) <= ((event.3) + {p37:UInt8})))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p38:UInt8}, {p39:UInt8}, {p40:UInt8}))), scan.history) AS chains
        FROM
        (
            SELECT
                all_events.actor AS actor,
                arrayFilter(event -> ((event.2) > {p41:UInt8}), arrayMap((event, group) -> tuple(event.1, event.2, group), all_events.history, arrayCumSum(since -> (since > {p42:UInt8}), arrayDifference(arrayMap(event -> (event.1), all_events.history))))) AS history
            FROM
            (
                SELECT
                    events.person_id AS actor,
                    arrayMap(e -> tuple(bitShiftRight(e, {p43:UInt8}), bitAnd(e, {p44:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p45:UInt8}) + ((if((events.event = {p46:String}), {p47:UInt8}, {p48:UInt8}) + if((events.event = {p49:String}), {p50:UInt8}, {p51:UInt8})) + if((events.event = {p52:String}), {p53:UInt8}, {p54:UInt8})))))) AS history
                FROM events AS events
                WHERE ((events.team_id = {p55:Int64}) AND ((events.timestamp >= {p56:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p57:DateTime64(6, 'UTC')})))
                GROUP BY actor
            ) AS all_events
            WHERE notEmpty(history)
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
-- p23 = 2
-- p24 = 0
-- p25 = 1
-- p26 = 1
-- p27 = 1
-- p28 = 1
-- p29 = 0
-- p30 = 0
-- p31 = 0
-- p32 = 1209600000000
-- p33 = 0
-- p34 = 1
-- p35 = 1209600000000
-- p36 = 0
-- p37 = 1
-- p38 = 0
-- p39 = 0
-- p40 = 0
-- p41 = 0
-- p42 = 0
-- p43 = 3
-- p44 = 7
-- p45 = 3
-- p46 = "$pageview"
-- p47 = 1
-- p48 = 0
-- p49 = "signup"
-- p50 = 2
-- p51 = 0
-- p52 = "purchase"
-- p53 = 4
-- p54 = 0
-- p55 = 1
-- p56 = "2024-03-04 00:00:00.000000"
-- p57 = "2024-03-08 23:59:59.999999"
