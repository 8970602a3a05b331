-- funnel.0
SELECT
    array(countIf((tupleElement(actors.times, {p0:UInt8}) > {p1:UInt8})), countIf((tupleElement(actors.times, {p2:UInt8}) > {p3:UInt8})), countIf((tupleElement(actors.times, {p4:UInt8}) > {p5:UInt8}))) AS counts,
    array(sumIf(((tupleElement(actors.times, {p6:UInt8}) - tupleElement(actors.times, {p7:UInt8})) / {p8:UInt32}), (tupleElement(actors.times, {p9:UInt8}) > {p10:UInt8})), sumIf(((tupleElement(actors.times, {p11:UInt8}) - tupleElement(actors.times, {p12:UInt8})) / {p13:UInt32}), (tupleElement(actors.times, {p14:UInt8}) > {p15:UInt8}))) AS sums,
    array(quantileExactInclusiveIf({p16:Float64})(((tupleElement(actors.times, {p17:UInt8}) - tupleElement(actors.times, {p18:UInt8})) / {p19:UInt32}), (tupleElement(actors.times, {p20:UInt8}) > {p21:UInt8})), quantileExactInclusiveIf({p22:Float64})(((tupleElement(actors.times, {p23:UInt8}) - tupleElement(actors.times, {p24:UInt8})) / {p25:UInt32}), (tupleElement(actors.times, {p26:UInt8}) > {p27:UInt8}))) AS medians
FROM
(
    SELECT
        chosen.actor AS actor,
        tuple(tupleElement(chosen.chain, {p28:UInt8}), if(((tupleElement(chosen.chain, {p29:UInt8}) - tupleElement(chosen.chain, {p30:UInt8})) <= {p31:UInt64}), tupleElement(chosen.chain, {p32:UInt8}), {p33:UInt8}), if(((tupleElement(chosen.chain, {p34:UInt8}) - tupleElement(chosen.chain, {p35:UInt8})) <= {p36:UInt64}), tupleElement(chosen.chain, {p37:UInt8}), {p38:UInt8})) AS times
    FROM
    (
        SELECT
            chained.actor AS actor,
            arrayMap(chain -> ((greatest(greatest(((tupleElement(chain, {p39:UInt8}) > {p40:UInt8}) * {p41:UInt8}), ((if(((tupleElement(chain, {p42:UInt8}) - tupleElement(chain, {p43:UInt8})) <= {p44:UInt64}), tupleElement(chain, {p45:UInt8}), {p46:UInt8}) > {p47:UInt8}) * {p48:UInt8})), ((if(((tupleElement(chain, {p49:UInt8}) - tupleElement(chain, {p50:UInt8})) <= {p51:UInt64}), tupleElement(chain, {p52:UInt8}), {p53:UInt8}) > {p54:UInt8}) * {p55:UInt8})) * {p56:UInt64}) + ({p57:UInt64} - greatest(greatest(tupleElement(chain, {p58:UInt8}), if(((tupleElement(chain, {p59:UInt8}) - tupleElement(chain, {p60:UInt8})) <= {p61:UInt64}), tupleElement(chain, {p62:UInt8}), {p63:UInt8})), if(((tupleElement(chain, {p64:UInt8}) - tupleElement(chain, {p65:UInt8})) <= {p66:UInt64}), tupleElement(chain, {p67:UInt8}), {p68:UInt8})))), chained.chains) AS ranks,
            arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS chain
        FROM
        (
            SELECT
                scan.actor AS actor,
                arrayReverseFill(x -> (tupleElement(x, {p69:UInt8}) > {p70:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p71:UInt8}) * bitTest(tupleElement(event, {p72:UInt8}), {p73:UInt8})), (tupleElement(event, {p74:UInt8}) * bitTest(tupleElement(event, {p75:UInt8}), {p76:UInt8}))), scan.history)) AS step_2,
                arrayReverseFill(x -> (tupleElement(x, {p77:UInt8}) > {p78:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p79:UInt8}) * bitTest(tupleElement(event, {p80:UInt8}), {p81:UInt8})), ((tupleElement(next, {p82:UInt8}) * bitTest(tupleElement(event, {p83:UInt8}), {p84:UInt8})) * (tupleElement(next, {p85:UInt8}) <= (tupleElement(event, {p86:UInt8}) + {p87:UInt8}))), (tupleElement(event, {p88:UInt8}) * bitTest(tupleElement(event, {p89:UInt8}), {p90:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p91:UInt8}, {p92:UInt8})))) AS step_1,
                arrayFilter((chain, event) -> bitTest(tupleElement(event, {p93:UInt8}), {p94:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p95:UInt8}), (tupleElement(next, {p96:UInt8}) * (tupleElement(next, {p97:UInt8}) <= (tupleElement(event, {p98:UInt8}) + {p99:UInt8}))), (tupleElement(next, {p100:UInt8}) * (tupleElement(next, {p101:UInt8}) <= (tupleElement(event, {p102:UInt8}) + {p103:UInt8})))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p104:UInt8}, {p105:UInt8}, {p106:UInt8}))), scan.history) AS chains
            FROM
            (
                SELECT
                    all_events.actor AS actor,
                    arrayFilter(event -> (tupleElement(event, {p107:UInt8}) > {p108:UInt8}), arrayMap((event, group) -> tuple(tupleElement(event, {p109:UInt8}), tupleElement(event, {p110:UInt8}), group), all_events.history, arrayCumSum(since -> (since > {p111:UInt8}), arrayDifference(arrayMap(event -> tupleElement(event, {p112:UInt8}), all_events.history))))) AS history
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        arrayMap(e -> tuple(bitShiftRight(e, {p113:UInt8}), bitAnd(e, {p114:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p115:UInt8}) + ((if((events.event = {p116:String}), {p117:UInt8}, {p118:UInt8}) + if((events.event = {p119:String}), {p120:UInt8}, {p121:UInt8})) + if((events.event = {p122:String}), {p123:UInt8}, {p124:UInt8})))))) AS history
                    FROM events AS events
                    WHERE ((events.team_id = {p125:Int64}) AND ((events.timestamp >= {p126:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p127:DateTime64(6, 'UTC')})))
                    GROUP BY actor
                ) AS all_events
                WHERE notEmpty(history)
            ) AS scan
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS chosen
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
-- p28 = 1
-- p29 = 2
-- p30 = 1
-- p31 = 1209600000000
-- p32 = 2
-- p33 = 0
-- p34 = 3
-- p35 = 1
-- p36 = 1209600000000
-- p37 = 3
-- p38 = 0
-- p39 = 1
-- p40 = 0
-- p41 = 1
-- p42 = 2
-- p43 = 1
-- p44 = 1209600000000
-- p45 = 2
-- p46 = 0
-- p47 = 0
-- p48 = 2
-- p49 = 3
-- p50 = 1
-- p51 = 1209600000000
-- p52 = 3
-- p53 = 0
-- p54 = 0
-- p55 = 3
-- p56 = "72057594037927936"
-- p57 = "18014398509481984"
-- p58 = 1
-- p59 = 2
-- p60 = 1
-- p61 = 1209600000000
-- p62 = 2
-- p63 = 0
-- p64 = 3
-- p65 = 1
-- p66 = 1209600000000
-- p67 = 3
-- p68 = 0
-- p69 = 1
-- p70 = 0
-- p71 = 1
-- p72 = 2
-- p73 = 2
-- p74 = 3
-- p75 = 2
-- p76 = 2
-- p77 = 1
-- p78 = 0
-- p79 = 1
-- p80 = 2
-- p81 = 1
-- p82 = 1
-- p83 = 2
-- p84 = 1
-- p85 = 2
-- p86 = 3
-- p87 = 1
-- p88 = 3
-- p89 = 2
-- p90 = 1
-- p91 = 0
-- p92 = 0
-- p93 = 2
-- p94 = 0
-- p95 = 1
-- p96 = 1
-- p97 = 3
-- p98 = 3
-- p99 = 1
-- p100 = 2
-- p101 = 3
-- p102 = 3
-- p103 = 1
-- p104 = 0
-- p105 = 0
-- p106 = 0
-- p107 = 2
-- p108 = 0
-- p109 = 1
-- p110 = 2
-- p111 = 0
-- p112 = 1
-- p113 = 3
-- p114 = 7
-- p115 = 3
-- p116 = "$pageview"
-- p117 = 1
-- p118 = 0
-- p119 = "signup"
-- p120 = 2
-- p121 = 0
-- p122 = "purchase"
-- p123 = 4
-- p124 = 0
-- p125 = 1
-- p126 = "2024-03-04 00:00:00.000000"
-- p127 = "2024-03-08 23:59:59.999999"
