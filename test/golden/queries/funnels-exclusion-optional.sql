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
            arrayReduce({p29:String}, chained.chains) AS best
        FROM
        (
            SELECT
                scan.actor AS actor,
                arrayPushBack(arrayPopFront(arrayReverseFill(x -> (tupleElement(x, {p30:UInt8}) > {p31:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p32:UInt8}) * bitTest(tupleElement(event, {p33:UInt8}), {p34:UInt8}))), scan.history))), tuple({p35:UInt8})) AS excluded_0,
                arrayReverseFill(x -> (tupleElement(x, {p36:UInt8}) > {p37:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p38:UInt8}) * bitTest(tupleElement(event, {p39:UInt8}), {p40:UInt8})), (tupleElement(event, {p41:UInt8}) * bitTest(tupleElement(event, {p42:UInt8}), {p43:UInt8}))), scan.history)) AS step_2,
                arrayReverseFill(x -> (tupleElement(x, {p44:UInt8}) > {p45:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p46:UInt8}) * bitTest(tupleElement(event, {p47:UInt8}), {p48:UInt8})), (tupleElement(event, {p49:UInt8}) * bitTest(tupleElement(event, {p50:UInt8}), {p51:UInt8})), (tupleElement(next, {p52:UInt8}) * bitTest(tupleElement(event, {p53:UInt8}), {p54:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p55:UInt8}, {p56:UInt8})))) AS step_1,
                arrayMap((own, next) -> if(((tupleElement(own, {p57:UInt8}) > {p58:UInt8}) AND ((tupleElement(next, {p59:UInt8}) = {p60:UInt8}) OR (tupleElement(own, {p61:UInt8}) <= tupleElement(next, {p62:UInt8})))), own, tuple(tupleElement(next, {p63:UInt8}), {p64:UInt8}, tupleElement(next, {p65:UInt8}))), step_1, step_2) AS from_1,
                arrayMap((event, next, excluded_0_next) -> tuple((tupleElement(event, {p66:UInt8}) * bitTest(tupleElement(event, {p67:UInt8}), {p68:UInt8})), (tupleElement(event, {p69:UInt8}) * bitTest(tupleElement(event, {p70:UInt8}), {p71:UInt8})), (tupleElement(next, {p72:UInt8}) * bitTest(tupleElement(event, {p73:UInt8}), {p74:UInt8})), (tupleElement(next, {p75:UInt8}) * bitTest(tupleElement(event, {p76:UInt8}), {p77:UInt8})), (tupleElement(excluded_0_next, {p78:UInt8}) * bitTest(tupleElement(event, {p79:UInt8}), {p80:UInt8}))), scan.history, arrayPushBack(arrayPopFront(from_1), tuple({p81:UInt8}, {p82:UInt8}, {p83:UInt8})), excluded_0) AS step_0,
                arrayFilter(start -> (tupleElement(start, {p84:UInt8}) > {p85:UInt8}), step_0) AS starts,
                arrayMap(start -> array(tupleElement(start, {p86:UInt8}), if(((tupleElement(start, {p87:UInt8}) - tupleElement(start, {p88:UInt8})) <= {p89:UInt64}), tupleElement(start, {p90:UInt8}), {p91:UInt8}), if(((tupleElement(start, {p92:UInt8}) - tupleElement(start, {p93:UInt8})) <= {p94:UInt64}), tupleElement(start, {p95:UInt8}), {p96:UInt8})), starts) AS moments,
                arrayMap((start, moment) -> tuple(arrayLastIndex(t -> (t > {p97:UInt8}), moment), NOT ((arrayElement(moment, {p98:UInt8}) > {p99:UInt8}) AND (tupleElement(start, {p100:UInt8}) > arrayElement(moment, {p101:UInt8})) AND if((arrayElement(moment, {p102:UInt8}) > {p103:UInt8}), (tupleElement(start, {p104:UInt8}) < arrayElement(moment, {p105:UInt8})), ((tupleElement(start, {p106:UInt8}) - tupleElement(start, {p107:UInt8})) <= {p108:UInt64}))), negate(arrayMax(moment)), tupleElement(start, {p109:UInt8}), moment), starts, moments) AS chains
            FROM
            (
                SELECT
                    events.person_id AS actor,
                    arrayMap(e -> tuple(bitShiftRight(e, {p110:UInt8}), bitAnd(e, {p111:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p112:UInt8}) + (((if((events.event = {p113:String}), {p114:UInt8}, {p115:UInt8}) + if((events.event = {p116:String}), {p117:UInt8}, {p118:UInt8})) + if((events.event = {p119:String}), {p120:UInt8}, {p121:UInt8})) + if((events.event = {p122:String}), {p123:UInt8}, {p124:UInt8})))))) AS history
                FROM events AS events
                WHERE ((events.team_id = {p125:Int64}) AND (((events.timestamp >= {p126:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p127:DateTime64(6, 'UTC')})) AND ((events.event = {p128:String}) OR (events.event = {p129:String}) OR (events.event = {p130:String}) OR (events.event = {p131:String}))))
                GROUP BY actor
            ) AS scan
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS bests
    WHERE (tupleElement(bests.best, {p132:UInt8}) = {p133:UInt8})
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
-- p12 = 1
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
-- p24 = 1
-- p25 = 1000000
-- p26 = 3
-- p27 = 0
-- p28 = 5
-- p29 = "max"
-- p30 = 1
-- p31 = 0
-- p32 = 1
-- p33 = 2
-- p34 = 0
-- p35 = 0
-- p36 = 1
-- p37 = 0
-- p38 = 1
-- p39 = 2
-- p40 = 3
-- p41 = 1
-- p42 = 2
-- p43 = 3
-- p44 = 1
-- p45 = 0
-- p46 = 1
-- p47 = 2
-- p48 = 2
-- p49 = 1
-- p50 = 2
-- p51 = 2
-- p52 = 2
-- p53 = 2
-- p54 = 2
-- p55 = 0
-- p56 = 0
-- p57 = 1
-- p58 = 0
-- p59 = 1
-- p60 = 0
-- p61 = 1
-- p62 = 1
-- p63 = 1
-- p64 = 0
-- p65 = 2
-- p66 = 1
-- p67 = 2
-- p68 = 1
-- p69 = 1
-- p70 = 2
-- p71 = 1
-- p72 = 2
-- p73 = 2
-- p74 = 1
-- p75 = 3
-- p76 = 2
-- p77 = 1
-- p78 = 1
-- p79 = 2
-- p80 = 1
-- p81 = 0
-- p82 = 0
-- p83 = 0
-- p84 = 1
-- p85 = 0
-- p86 = 2
-- p87 = 3
-- p88 = 2
-- p89 = 1209600000000
-- p90 = 3
-- p91 = 0
-- p92 = 4
-- p93 = 2
-- p94 = 1209600000000
-- p95 = 4
-- p96 = 0
-- p97 = 0
-- p98 = 1
-- p99 = 0
-- p100 = 5
-- p101 = 1
-- p102 = 3
-- p103 = 0
-- p104 = 5
-- p105 = 3
-- p106 = 5
-- p107 = 2
-- p108 = 1209600000000
-- p109 = 2
-- p110 = 4
-- p111 = 15
-- p112 = 4
-- p113 = "$autocapture"
-- p114 = 1
-- p115 = 0
-- p116 = "$pageview"
-- p117 = 2
-- p118 = 0
-- p119 = "signup"
-- p120 = 4
-- p121 = 0
-- p122 = "purchase"
-- p123 = 8
-- p124 = 0
-- p125 = 1
-- p126 = "2024-03-04 00:00:00.000000"
-- p127 = "2024-03-08 23:59:59.999999"
-- p128 = "$pageview"
-- p129 = "signup"
-- p130 = "purchase"
-- p131 = "$autocapture"
-- p132 = 2
-- p133 = 1
