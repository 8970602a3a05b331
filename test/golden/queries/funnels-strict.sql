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
                arrayEnumerateDense(arrayMap(event -> tupleElement(event, {p30:UInt8}), scan.history)) AS groups,
                arrayReverseFill(x -> (tupleElement(x, {p31:UInt8}) > {p32:UInt8}), arrayMap((event, group) -> tuple((tupleElement(event, {p33:UInt8}) * bitTest(tupleElement(event, {p34:UInt8}), {p35:UInt8})), (group * bitTest(tupleElement(event, {p36:UInt8}), {p37:UInt8})), (tupleElement(event, {p38:UInt8}) * bitTest(tupleElement(event, {p39:UInt8}), {p40:UInt8}))), scan.history, groups)) AS step_2,
                arrayReverseFill(x -> (tupleElement(x, {p41:UInt8}) > {p42:UInt8}), arrayMap((event, next, group) -> tuple((tupleElement(event, {p43:UInt8}) * bitTest(tupleElement(event, {p44:UInt8}), {p45:UInt8})), (group * bitTest(tupleElement(event, {p46:UInt8}), {p47:UInt8})), (tupleElement(event, {p48:UInt8}) * bitTest(tupleElement(event, {p49:UInt8}), {p50:UInt8})), (tupleElement(next, {p51:UInt8}) * (bitTest(tupleElement(event, {p52:UInt8}), {p53:UInt8}) * (tupleElement(next, {p54:UInt8}) <= (group + {p55:UInt8}))))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p56:UInt8}, {p57:UInt8}, {p58:UInt8})), groups)) AS step_1,
                arrayMap((event, next, group) -> tuple((tupleElement(event, {p59:UInt8}) * bitTest(tupleElement(event, {p60:UInt8}), {p61:UInt8})), (group * bitTest(tupleElement(event, {p62:UInt8}), {p63:UInt8})), (tupleElement(event, {p64:UInt8}) * bitTest(tupleElement(event, {p65:UInt8}), {p66:UInt8})), (tupleElement(next, {p67:UInt8}) * (bitTest(tupleElement(event, {p68:UInt8}), {p69:UInt8}) * (tupleElement(next, {p70:UInt8}) <= (group + {p71:UInt8})))), (tupleElement(next, {p72:UInt8}) * (bitTest(tupleElement(event, {p73:UInt8}), {p74:UInt8}) * (tupleElement(next, {p75:UInt8}) <= (group + {p76:UInt8}))))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p77:UInt8}, {p78:UInt8}, {p79:UInt8}, {p80:UInt8})), groups) AS step_0,
                arrayFilter(start -> (tupleElement(start, {p81:UInt8}) > {p82:UInt8}), step_0) AS starts,
                arrayMap(start -> array(tupleElement(start, {p83:UInt8}), if(((tupleElement(start, {p84:UInt8}) - tupleElement(start, {p85:UInt8})) <= {p86:UInt64}), tupleElement(start, {p87:UInt8}), {p88:UInt8}), if(((tupleElement(start, {p89:UInt8}) - tupleElement(start, {p90:UInt8})) <= {p91:UInt64}), tupleElement(start, {p92:UInt8}), {p93:UInt8})), starts) AS moments,
                arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p94:UInt8}), moment) * {p95:UInt64}) + ({p96:UInt8} * {p97:UInt64})) + ({p98:UInt64} - arrayMax(moment))), {p99:UInt8}, moment), starts, moments) AS chains
            FROM
            (
                SELECT
                    events.person_id AS actor,
                    arrayMap(e -> tuple(bitShiftRight(e, {p100:UInt8}), bitAnd(e, {p101:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p102:UInt8}) + ((if((events.event = {p103:String}), {p104:UInt8}, {p105:UInt8}) + if((events.event = {p106:String}), {p107:UInt8}, {p108:UInt8})) + if((events.event = {p109:String}), {p110:UInt8}, {p111:UInt8})))))) AS history
                FROM events AS events
                WHERE ((events.team_id = {p112:Int64}) AND ((events.timestamp >= {p113:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p114:DateTime64(6, 'UTC')})))
                GROUP BY actor
            ) AS scan
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS bests
    WHERE (tupleElement(bests.best, {p115:UInt8}) = {p116:UInt8})
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
-- p31 = 1
-- p32 = 0
-- p33 = 1
-- p34 = 2
-- p35 = 2
-- p36 = 2
-- p37 = 2
-- p38 = 1
-- p39 = 2
-- p40 = 2
-- p41 = 1
-- p42 = 0
-- p43 = 1
-- p44 = 2
-- p45 = 1
-- p46 = 2
-- p47 = 1
-- p48 = 1
-- p49 = 2
-- p50 = 1
-- p51 = 3
-- p52 = 2
-- p53 = 1
-- p54 = 2
-- p55 = 1
-- p56 = 0
-- p57 = 0
-- p58 = 0
-- p59 = 1
-- p60 = 2
-- p61 = 0
-- p62 = 2
-- p63 = 0
-- p64 = 1
-- p65 = 2
-- p66 = 0
-- p67 = 3
-- p68 = 2
-- p69 = 0
-- p70 = 2
-- p71 = 1
-- p72 = 4
-- p73 = 2
-- p74 = 0
-- p75 = 2
-- p76 = 1
-- p77 = 0
-- p78 = 0
-- p79 = 0
-- p80 = 0
-- p81 = 1
-- p82 = 0
-- p83 = 3
-- p84 = 4
-- p85 = 3
-- p86 = 1209600000000
-- p87 = 4
-- p88 = 0
-- p89 = 5
-- p90 = 3
-- p91 = 1209600000000
-- p92 = 5
-- p93 = 0
-- p94 = 0
-- p95 = "72057594037927936"
-- p96 = 1
-- p97 = "36028797018963968"
-- p98 = "18014398509481984"
-- p99 = 1
-- p100 = 3
-- p101 = 7
-- p102 = 3
-- p103 = "$pageview"
-- p104 = 1
-- p105 = 0
-- p106 = "signup"
-- p107 = 2
-- p108 = 0
-- p109 = "purchase"
-- p110 = 4
-- p111 = 0
-- p112 = 1
-- p113 = "2024-03-04 00:00:00.000000"
-- p114 = "2024-03-08 23:59:59.999999"
-- p115 = 2
-- p116 = 1
