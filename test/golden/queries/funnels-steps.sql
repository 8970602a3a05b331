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
                arrayReverseFill(x -> (tupleElement(x, {p30:UInt8}) > {p31:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p32:UInt8}) * bitTest(tupleElement(event, {p33:UInt8}), {p34:UInt8})), (tupleElement(event, {p35:UInt8}) * bitTest(tupleElement(event, {p36:UInt8}), {p37:UInt8}))), scan.history)) AS step_2,
                arrayReverseFill(x -> (tupleElement(x, {p38:UInt8}) > {p39:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p40:UInt8}) * bitTest(tupleElement(event, {p41:UInt8}), {p42:UInt8})), (tupleElement(event, {p43:UInt8}) * bitTest(tupleElement(event, {p44:UInt8}), {p45:UInt8})), (tupleElement(next, {p46:UInt8}) * bitTest(tupleElement(event, {p47:UInt8}), {p48:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p49:UInt8}, {p50:UInt8})))) AS step_1,
                arrayMap((event, next) -> tuple((tupleElement(event, {p51:UInt8}) * bitTest(tupleElement(event, {p52:UInt8}), {p53:UInt8})), (tupleElement(event, {p54:UInt8}) * bitTest(tupleElement(event, {p55:UInt8}), {p56:UInt8})), (tupleElement(next, {p57:UInt8}) * bitTest(tupleElement(event, {p58:UInt8}), {p59:UInt8})), (tupleElement(next, {p60:UInt8}) * bitTest(tupleElement(event, {p61:UInt8}), {p62:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p63:UInt8}, {p64:UInt8}, {p65:UInt8}))) AS step_0,
                arrayFilter(start -> (tupleElement(start, {p66:UInt8}) > {p67:UInt8}), step_0) AS starts,
                arrayMap(start -> array(tupleElement(start, {p68:UInt8}), if(((tupleElement(start, {p69:UInt8}) - tupleElement(start, {p70:UInt8})) <= {p71:UInt64}), tupleElement(start, {p72:UInt8}), {p73:UInt8}), if(((tupleElement(start, {p74:UInt8}) - tupleElement(start, {p75:UInt8})) <= {p76:UInt64}), tupleElement(start, {p77:UInt8}), {p78:UInt8})), starts) AS moments,
                arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p79:UInt8}), moment) * {p80:UInt64}) + ({p81:UInt8} * {p82:UInt64})) + ({p83:UInt64} - arrayMax(moment))), {p84:UInt8}, moment), starts, moments) AS chains
            FROM
            (
                SELECT
                    events.person_id AS actor,
                    arrayMap(e -> tuple(bitShiftRight(e, {p85:UInt8}), bitAnd(e, {p86:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p87:UInt8}) + ((if((events.event = {p88:String}), {p89:UInt8}, {p90:UInt8}) + if((events.event = {p91:String}), {p92:UInt8}, {p93:UInt8})) + if((events.event = {p94:String}), {p95:UInt8}, {p96:UInt8})))))) AS history
                FROM events AS events
                WHERE ((events.team_id = {p97:Int64}) AND (((events.timestamp >= {p98:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p99:DateTime64(6, 'UTC')})) AND ((events.event = {p100:String}) OR (events.event = {p101:String}) OR (events.event = {p102:String}))))
                GROUP BY actor
            ) AS scan
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS bests
    WHERE (tupleElement(bests.best, {p103:UInt8}) = {p104:UInt8})
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
-- p34 = 2
-- p35 = 1
-- p36 = 2
-- p37 = 2
-- p38 = 1
-- p39 = 0
-- p40 = 1
-- p41 = 2
-- p42 = 1
-- p43 = 1
-- p44 = 2
-- p45 = 1
-- p46 = 2
-- p47 = 2
-- p48 = 1
-- p49 = 0
-- p50 = 0
-- p51 = 1
-- p52 = 2
-- p53 = 0
-- p54 = 1
-- p55 = 2
-- p56 = 0
-- p57 = 2
-- p58 = 2
-- p59 = 0
-- p60 = 3
-- p61 = 2
-- p62 = 0
-- p63 = 0
-- p64 = 0
-- p65 = 0
-- p66 = 1
-- p67 = 0
-- p68 = 2
-- p69 = 3
-- p70 = 2
-- p71 = 1209600000000
-- p72 = 3
-- p73 = 0
-- p74 = 4
-- p75 = 2
-- p76 = 1209600000000
-- p77 = 4
-- p78 = 0
-- p79 = 0
-- p80 = "72057594037927936"
-- p81 = 1
-- p82 = "36028797018963968"
-- p83 = "18014398509481984"
-- p84 = 1
-- p85 = 3
-- p86 = 7
-- p87 = 3
-- p88 = "$pageview"
-- p89 = 1
-- p90 = 0
-- p91 = "signup"
-- p92 = 2
-- p93 = 0
-- p94 = "purchase"
-- p95 = 4
-- p96 = 0
-- p97 = 1
-- p98 = "2024-03-04 00:00:00.000000"
-- p99 = "2024-03-08 23:59:59.999999"
-- p100 = "$pageview"
-- p101 = "signup"
-- p102 = "purchase"
-- p103 = 2
-- p104 = 1
