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
                arrayPushBack(arrayPopFront(arrayReverseFill(x -> (tupleElement(x, {p30:UInt8}) > {p31:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p32:UInt8}) * bitTest(tupleElement(event, {p33:UInt8}), {p34:UInt8}))), scan.history))), tuple({p35:UInt8})) AS excluded_0,
                arrayReverseFill(x -> (tupleElement(x, {p36:UInt8}) > {p37:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p38:UInt8}) * bitTest(tupleElement(event, {p39:UInt8}), {p40:UInt8})), (tupleElement(event, {p41:UInt8}) * bitTest(tupleElement(event, {p42:UInt8}), {p43:UInt8}))), scan.history)) AS step_2,
                arrayReverseFill(x -> (tupleElement(x, {p44:UInt8}) > {p45:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p46:UInt8}) * bitTest(tupleElement(event, {p47:UInt8}), {p48:UInt8})), (tupleElement(event, {p49:UInt8}) * bitTest(tupleElement(event, {p50:UInt8}), {p51:UInt8})), (tupleElement(next, {p52:UInt8}) * bitTest(tupleElement(event, {p53:UInt8}), {p54:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p55:UInt8}, {p56:UInt8})))) AS step_1,
                arrayMap((own, next) -> if(((tupleElement(own, {p57:UInt8}) > {p58:UInt8}) AND ((tupleElement(next, {p59:UInt8}) = {p60:UInt8}) OR (tupleElement(own, {p61:UInt8}) <= tupleElement(next, {p62:UInt8})))), own, tuple(tupleElement(next, {p63:UInt8}), {p64:UInt8}, tupleElement(next, {p65:UInt8}))), step_1, step_2) AS from_1,
                arrayMap((event, next, excluded_0_next) -> tuple((tupleElement(event, {p66:UInt8}) * bitTest(tupleElement(event, {p67:UInt8}), {p68:UInt8})), (tupleElement(event, {p69:UInt8}) * bitTest(tupleElement(event, {p70:UInt8}), {p71:UInt8})), (tupleElement(next, {p72:UInt8}) * bitTest(tupleElement(event, {p73:UInt8}), {p74:UInt8})), (tupleElement(next, {p75:UInt8}) * bitTest(tupleElement(event, {p76:UInt8}), {p77:UInt8})), (tupleElement(excluded_0_next, {p78:UInt8}) * bitTest(tupleElement(event, {p79:UInt8}), {p80:UInt8}))), scan.history, arrayPushBack(arrayPopFront(from_1), tuple({p81:UInt8}, {p82:UInt8}, {p83:UInt8})), excluded_0) AS step_0,
                arrayFilter(start -> (tupleElement(start, {p84:UInt8}) > {p85:UInt8}), step_0) AS starts,
                arrayMap(start -> array(tupleElement(start, {p86:UInt8}), if(((tupleElement(start, {p87:UInt8}) - tupleElement(start, {p88:UInt8})) <= {p89:UInt64}), tupleElement(start, {p90:UInt8}), {p91:UInt8}), if(((tupleElement(start, {p92:UInt8}) - tupleElement(start, {p93:UInt8})) <= {p94:UInt64}), tupleElement(start, {p95:UInt8}), {p96:UInt8})), starts) AS moments,
                arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p97:UInt8}), moment) * {p98:UInt64}) + ((NOT ((arrayElement(moment, {p99:UInt8}) > {p100:UInt8}) AND (tupleElement(start, {p101:UInt8}) > arrayElement(moment, {p102:UInt8})) AND if((arrayElement(moment, {p103:UInt8}) > {p104:UInt8}), (tupleElement(start, {p105:UInt8}) < arrayElement(moment, {p106:UInt8})), ((tupleElement(start, {p107:UInt8}) - tupleElement(start, {p108:UInt8})) <= {p109:UInt64})))) * {p110:UInt64})) + ({p111:UInt64} - arrayMax(moment))), (NOT ((arrayElement(moment, {p112:UInt8}) > {p113:UInt8}) AND (tupleElement(start, {p114:UInt8}) > arrayElement(moment, {p115:UInt8})) AND if((arrayElement(moment, {p116:UInt8}) > {p117:UInt8}), (tupleElement(start, {p118:UInt8}) < arrayElement(moment, {p119:UInt8})), ((tupleElement(start, {p120:UInt8}) - tupleElement(start, {p121:UInt8})) <= {p122:UInt64})))), moment), starts, moments) AS chains
            FROM
            (
                SELECT
                    events.person_id AS actor,
                    arrayMap(e -> tuple(bitShiftRight(e, {p123:UInt8}), bitAnd(e, {p124:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p125:UInt8}) + (((if((events.event = {p126:String}), {p127:UInt8}, {p128:UInt8}) + if((events.event = {p129:String}), {p130:UInt8}, {p131:UInt8})) + if((events.event = {p132:String}), {p133:UInt8}, {p134:UInt8})) + if((events.event = {p135:String}), {p136:UInt8}, {p137:UInt8})))))) AS history
                FROM events AS events
                WHERE ((events.team_id = {p138:Int64}) AND (((events.timestamp >= {p139:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p140:DateTime64(6, 'UTC')})) AND ((events.event = {p141:String}) OR (events.event = {p142:String}) OR (events.event = {p143:String}) OR (events.event = {p144:String}))))
                GROUP BY actor
            ) AS scan
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS bests
    WHERE (tupleElement(bests.best, {p145:UInt8}) = {p146:UInt8})
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
-- p28 = 3
-- p29 = 1
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
-- p98 = "72057594037927936"
-- p99 = 1
-- p100 = 0
-- p101 = 5
-- p102 = 1
-- p103 = 3
-- p104 = 0
-- p105 = 5
-- p106 = 3
-- p107 = 5
-- p108 = 2
-- p109 = 1209600000000
-- p110 = "36028797018963968"
-- p111 = "18014398509481984"
-- p112 = 1
-- p113 = 0
-- p114 = 5
-- p115 = 1
-- p116 = 3
-- p117 = 0
-- p118 = 5
-- p119 = 3
-- p120 = 5
-- p121 = 2
-- p122 = 1209600000000
-- p123 = 4
-- p124 = 15
-- p125 = 4
-- p126 = "$autocapture"
-- p127 = 1
-- p128 = 0
-- p129 = "$pageview"
-- p130 = 2
-- p131 = 0
-- p132 = "signup"
-- p133 = 4
-- p134 = 0
-- p135 = "purchase"
-- p136 = 8
-- p137 = 0
-- p138 = 1
-- p139 = "2024-03-04 00:00:00.000000"
-- p140 = "2024-03-08 23:59:59.999999"
-- p141 = "$pageview"
-- p142 = "signup"
-- p143 = "purchase"
-- p144 = "$autocapture"
-- p145 = 2
-- p146 = 1
