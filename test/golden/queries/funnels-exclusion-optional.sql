-- funnel.0
SELECT
    array(countIf(((actors.times.1) > {p0:UInt8})), countIf(((actors.times.2) > {p1:UInt8})), countIf(((actors.times.3) > {p2:UInt8}))) AS counts,
    array(sumIf((((actors.times.2) - (actors.times.1)) / {p3:UInt32}), ((actors.times.2) > {p4:UInt8})), sumIf((((actors.times.3) - (actors.times.1)) / {p5:UInt32}), ((actors.times.3) > {p6:UInt8}))) AS sums,
    array(quantileExactInclusiveIf({p7:Float64})((((actors.times.2) - (actors.times.1)) / {p8:UInt32}), ((actors.times.2) > {p9:UInt8})), quantileExactInclusiveIf({p10:Float64})((((actors.times.3) - (actors.times.1)) / {p11:UInt32}), ((actors.times.3) > {p12:UInt8}))) AS medians
FROM
(
    SELECT
        chosen.actor AS actor,
        chosen.times AS times
    FROM
    (
        SELECT
            chained.actor AS actor,
            arrayMap(chain -> (((greatest(greatest((((chain.1) > {p13:UInt8}) * {p14:UInt8}), (((chain.2) > {p15:UInt8}) * {p16:UInt8})), (((chain.3) > {p17:UInt8}) * {p18:UInt8})) * {p19:UInt64}) + ({p20:UInt64} - greatest(greatest(chain.1, chain.2), chain.3))) + ((NOT (((chain.1) > {p21:UInt8}) AND ((chain.4) > (chain.1)) AND if(((chain.3) > {p22:UInt8}), ((chain.4) < (chain.3)), (((chain.4) - (chain.1)) <= {p23:UInt64})))) * {p24:UInt64})), chained.chains) AS ranks,
            arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS times
        FROM
        (
            SELECT
                unsorted.actor AS actor,
                arraySort(chain -> tuple(((chain.2) > {p25:UInt8}), chain.1), unsorted.chains) AS chains
            FROM
            (
                SELECT
                    scan.actor AS actor,
                    arrayPushBack(arrayPopFront(arrayReverseFill(x -> ((x.1) > {p26:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p27:UInt8}))), scan.history))), tuple({p28:UInt8})) AS excluded_0,
                    arrayReverseFill(x -> ((x.1) > {p29:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p30:UInt8}))), scan.history)) AS step_2,
                    arrayReverseFill(x -> ((x.1) > {p31:UInt8}), arrayMap((event, next) -> tuple(((event.1) * bitTest(event.2, {p32:UInt8})), ((event.1) * bitTest(event.2, {p33:UInt8})), ((next.1) * bitTest(event.2, {p34:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p35:UInt8})))) AS step_1,
                    arrayMap((own, next) -> if((((own.1) > {p36:UInt8}) AND (((next.1) = {p37:UInt8}) OR ((own.1) <= (next.1)))), own, tuple(next.1, {p38:UInt8}, next.1)), step_1, step_2) AS from_1,
                    arrayFilter((chain, event) -> bitTest(event.2, {p39:UInt8}), arrayMap((event, next, excluded_0_next) -> tuple(event.1, if((((next.2) - (event.1)) <= {p40:UInt64}), next.2, {p41:UInt8}), if((((next.3) - (event.1)) <= {p42:UInt64}), next.3, {p43:UInt8}), excluded_0_next.1), scan.history, arrayPushBack(arrayPopFront(from_1), tuple({p44:UInt8}, {p45:UInt8}, {p46:UInt8})), excluded_0), scan.history) AS chains
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        arrayMap(e -> tuple(bitShiftRight(e, {p47:UInt8}), bitAnd(e, {p48:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p49:UInt8}) + (((if((events.event = {p50:String}), {p51:UInt8}, {p52:UInt8}) + if((events.event = {p53:String}), {p54:UInt8}, {p55:UInt8})) + if((events.event = {p56:String}), {p57:UInt8}, {p58:UInt8})) + if((events.event = {p59:String}), {p60:UInt8}, {p61:UInt8})))))) AS history
                    FROM events AS events
                    WHERE ((events.team_id = {p62:Int64}) AND (((events.timestamp >= {p63:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p64:DateTime64(6, 'UTC')})) AND ((events.event = {p65:String}) OR (events.event = {p66:String}) OR (events.event = {p67:String}) OR (events.event = {p68:String}))))
                    GROUP BY actor
                ) AS scan
            ) AS unsorted
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS chosen
    WHERE (NOT (((chosen.times.1) > {p69:UInt8}) AND ((chosen.times.4) > (chosen.times.1)) AND if(((chosen.times.3) > {p70:UInt8}), ((chosen.times.4) < (chosen.times.3)), (((chosen.times.4) - (chosen.times.1)) <= {p71:UInt64}))))
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
-- p23 = 1209600000000
-- p24 = "36028797018963968"
-- p25 = 0
-- p26 = 0
-- p27 = 0
-- p28 = 0
-- p29 = 0
-- p30 = 3
-- p31 = 0
-- p32 = 2
-- p33 = 2
-- p34 = 2
-- p35 = 0
-- p36 = 0
-- p37 = 0
-- p38 = 0
-- p39 = 1
-- p40 = 1209600000000
-- p41 = 0
-- p42 = 1209600000000
-- p43 = 0
-- p44 = 0
-- p45 = 0
-- p46 = 0
-- p47 = 4
-- p48 = 15
-- p49 = 4
-- p50 = "$autocapture"
-- p51 = 1
-- p52 = 0
-- p53 = "$pageview"
-- p54 = 2
-- p55 = 0
-- p56 = "signup"
-- p57 = 4
-- p58 = 0
-- p59 = "purchase"
-- p60 = 8
-- p61 = 0
-- p62 = 1
-- p63 = "2024-03-04 00:00:00.000000"
-- p64 = "2024-03-08 23:59:59.999999"
-- p65 = "$pageview"
-- p66 = "signup"
-- p67 = "purchase"
-- p68 = "$autocapture"
-- p69 = 0
-- p70 = 0
-- p71 = 1209600000000
