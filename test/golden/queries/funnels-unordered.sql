-- funnel.0
SELECT
    array(countIf((arrayElement(actors.times, {p0:UInt8}) > {p1:UInt8})), countIf((arrayElement(actors.times, {p2:UInt8}) > {p3:UInt8})), countIf((arrayElement(actors.times, {p4:UInt8}) > {p5:UInt8}))) AS counts,
    array(sumIf(((arrayElement(actors.times, {p6:UInt8}) - arrayElement(actors.times, {p7:UInt8})) / {p8:UInt32}), (arrayElement(actors.times, {p9:UInt8}) > {p10:UInt8})), sumIf(((arrayElement(actors.times, {p11:UInt8}) - arrayElement(actors.times, {p12:UInt8})) / {p13:UInt32}), (arrayElement(actors.times, {p14:UInt8}) > {p15:UInt8}))) AS sums,
    array(quantileExactInclusiveIf({p16:Float64})(((arrayElement(actors.times, {p17:UInt8}) - arrayElement(actors.times, {p18:UInt8})) / {p19:UInt32}), (arrayElement(actors.times, {p20:UInt8}) > {p21:UInt8})), quantileExactInclusiveIf({p22:Float64})(((arrayElement(actors.times, {p23:UInt8}) - arrayElement(actors.times, {p24:UInt8})) / {p25:UInt32}), (arrayElement(actors.times, {p26:UInt8}) > {p27:UInt8}))) AS medians
FROM
(
    SELECT
        bests.actor AS actor,
        tupleElement(bests.best, {p28:UInt8}) AS times
    FROM
    (
        SELECT
            chained.actor AS actor,
            arrayMap(chain -> tupleElement(chain, {p29:UInt8}), chained.chains) AS ranks,
            arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS best
        FROM
        (
            SELECT
                scan.actor AS actor,
                arrayReverseFill(x -> (tupleElement(x, {p30:UInt8}) > {p31:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p32:UInt8}) * bitTest(tupleElement(event, {p33:UInt8}), {p34:UInt8}))), scan.history)) AS list_0_1,
                arrayReverseFill(x -> (tupleElement(x, {p35:UInt8}) > {p36:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p37:UInt8}) * bitTest(tupleElement(event, {p38:UInt8}), {p39:UInt8}))), scan.history)) AS list_1_1,
                arrayReverseFill(x -> (tupleElement(x, {p40:UInt8}) > {p41:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p42:UInt8}) * bitTest(tupleElement(event, {p43:UInt8}), {p44:UInt8}))), scan.history)) AS list_2_1,
                arrayFilter((position, event) -> (tupleElement(event, {p45:UInt8}) >= {p46:UInt8}), arrayMap((event, list_0_1, list_1_1, list_2_1) -> tuple(arrayResize(arraySort(arrayFilter(t -> ((t > {p47:UInt8}) AND ((t - tupleElement(event, {p48:UInt8})) <= {p49:UInt64})), array(tupleElement(list_0_1, {p50:UInt8}), tupleElement(list_1_1, {p51:UInt8}), tupleElement(list_2_1, {p52:UInt8})))), {p53:UInt8}, {p54:UInt8}), tuple(tupleElement(event, {p55:UInt8}))), scan.history, list_0_1, list_1_1, list_2_1), scan.history) AS positions,
                arrayMap(position -> tupleElement(position, {p56:UInt8}), positions) AS moments,
                arrayMap(position -> tupleElement(position, {p57:UInt8}), positions) AS starts,
                arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p58:UInt8}), moment) * {p59:UInt64}) + ({p60:UInt8} * {p61:UInt64})) + ({p62:UInt64} - arrayMax(moment))), {p63:UInt8}, moment), starts, moments) AS chains
            FROM
            (
                SELECT
                    events.person_id AS actor,
                    arrayMap(e -> tuple(bitShiftRight(e, {p64:UInt8}), bitAnd(e, {p65:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p66:UInt8}) + ((if((events.event = {p67:String}), {p68:UInt8}, {p69:UInt8}) + if((events.event = {p70:String}), {p71:UInt8}, {p72:UInt8})) + if((events.event = {p73:String}), {p74:UInt8}, {p75:UInt8})))))) AS history
                FROM events AS events
                WHERE ((events.team_id = {p76:Int64}) AND (((events.timestamp >= {p77:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p78:DateTime64(6, 'UTC')})) AND ((events.event = {p79:String}) OR (events.event = {p80:String}) OR (events.event = {p81:String}))))
                GROUP BY actor
            ) AS scan
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS bests
    WHERE (tupleElement(bests.best, {p82:UInt8}) = {p83:UInt8})
) AS actors
-- p0 = 1
-- p1 = 0
-- p2 = 2
-- p3 = 0
-- p4 = 3
-- p5 = 0
-- p6 = 2
-- p7 = 1
-- p8 = 1000000
-- p9 = 2
-- p10 = 0
-- p11 = 3
-- p12 = 2
-- p13 = 1000000
-- p14 = 3
-- p15 = 0
-- p16 = 0.5
-- p17 = 2
-- p18 = 1
-- p19 = 1000000
-- p20 = 2
-- p21 = 0
-- p22 = 0.5
-- p23 = 3
-- p24 = 2
-- p25 = 1000000
-- p26 = 3
-- p27 = 0
-- p28 = 3
-- p29 = 1
-- p30 = 1
-- p31 = 0
-- p32 = 1
-- p33 = 2
-- p34 = 0
-- p35 = 1
-- p36 = 0
-- p37 = 1
-- p38 = 2
-- p39 = 1
-- p40 = 1
-- p41 = 0
-- p42 = 1
-- p43 = 2
-- p44 = 2
-- p45 = 2
-- p46 = 1
-- p47 = 0
-- p48 = 1
-- p49 = 259200000000
-- p50 = 1
-- p51 = 1
-- p52 = 1
-- p53 = 3
-- p54 = 0
-- p55 = 1
-- p56 = 1
-- p57 = 2
-- p58 = 0
-- p59 = "72057594037927936"
-- p60 = 1
-- p61 = "36028797018963968"
-- p62 = "18014398509481984"
-- p63 = 1
-- p64 = 3
-- p65 = 7
-- p66 = 3
-- p67 = "$pageview"
-- p68 = 1
-- p69 = 0
-- p70 = "signup"
-- p71 = 2
-- p72 = 0
-- p73 = "purchase"
-- p74 = 4
-- p75 = 0
-- p76 = 1
-- p77 = "2024-03-04 00:00:00.000000"
-- p78 = "2024-03-08 23:59:59.999999"
-- p79 = "$pageview"
-- p80 = "signup"
-- p81 = "purchase"
-- p82 = 2
-- p83 = 1
