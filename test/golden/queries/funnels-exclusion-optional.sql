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
            arrayMap(chain -> (((greatest(greatest(((tupleElement(chain, {p39:UInt8}) > {p40:UInt8}) * {p41:UInt8}), ((if(((tupleElement(chain, {p42:UInt8}) - tupleElement(chain, {p43:UInt8})) <= {p44:UInt64}), tupleElement(chain, {p45:UInt8}), {p46:UInt8}) > {p47:UInt8}) * {p48:UInt8})), ((if(((tupleElement(chain, {p49:UInt8}) - tupleElement(chain, {p50:UInt8})) <= {p51:UInt64}), tupleElement(chain, {p52:UInt8}), {p53:UInt8}) > {p54:UInt8}) * {p55:UInt8})) * {p56:UInt64}) + ({p57:UInt64} - greatest(greatest(tupleElement(chain, {p58:UInt8}), if(((tupleElement(chain, {p59:UInt8}) - tupleElement(chain, {p60:UInt8})) <= {p61:UInt64}), tupleElement(chain, {p62:UInt8}), {p63:UInt8})), if(((tupleElement(chain, {p64:UInt8}) - tupleElement(chain, {p65:UInt8})) <= {p66:UInt64}), tupleElement(chain, {p67:UInt8}), {p68:UInt8})))) + ((NOT ((tupleElement(chain, {p69:UInt8}) > {p70:UInt8}) AND (tupleElement(chain, {p71:UInt8}) > tupleElement(chain, {p72:UInt8})) AND if((if(((tupleElement(chain, {p73:UInt8}) - tupleElement(chain, {p74:UInt8})) <= {p75:UInt64}), tupleElement(chain, {p76:UInt8}), {p77:UInt8}) > {p78:UInt8}), (tupleElement(chain, {p79:UInt8}) < if(((tupleElement(chain, {p80:UInt8}) - tupleElement(chain, {p81:UInt8})) <= {p82:UInt64}), tupleElement(chain, {p83:UInt8}), {p84:UInt8})), ((tupleElement(chain, {p85:UInt8}) - tupleElement(chain, {p86:UInt8})) <= {p87:UInt64})))) * {p88:UInt64})), chained.chains) AS ranks,
            arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS chain
        FROM
        (
            SELECT
                scan.actor AS actor,
                arrayPushBack(arrayPopFront(arrayReverseFill(x -> (tupleElement(x, {p89:UInt8}) > {p90:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p91:UInt8}) * bitTest(tupleElement(event, {p92:UInt8}), {p93:UInt8}))), scan.history))), tuple({p94:UInt8})) AS excluded_0,
                arrayReverseFill(x -> (tupleElement(x, {p95:UInt8}) > {p96:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p97:UInt8}) * bitTest(tupleElement(event, {p98:UInt8}), {p99:UInt8}))), scan.history)) AS step_2,
                arrayReverseFill(x -> (tupleElement(x, {p100:UInt8}) > {p101:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p102:UInt8}) * bitTest(tupleElement(event, {p103:UInt8}), {p104:UInt8})), (tupleElement(event, {p105:UInt8}) * bitTest(tupleElement(event, {p106:UInt8}), {p107:UInt8})), (tupleElement(next, {p108:UInt8}) * bitTest(tupleElement(event, {p109:UInt8}), {p110:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p111:UInt8})))) AS step_1,
                arrayMap((own, next) -> if(((tupleElement(own, {p112:UInt8}) > {p113:UInt8}) AND ((tupleElement(next, {p114:UInt8}) = {p115:UInt8}) OR (tupleElement(own, {p116:UInt8}) <= tupleElement(next, {p117:UInt8})))), own, tuple(tupleElement(next, {p118:UInt8}), {p119:UInt8}, tupleElement(next, {p120:UInt8}))), step_1, step_2) AS from_1,
                arrayFilter((chain, event) -> bitTest(tupleElement(event, {p121:UInt8}), {p122:UInt8}), arrayMap((event, next, excluded_0_next) -> tuple(tupleElement(event, {p123:UInt8}), tupleElement(next, {p124:UInt8}), tupleElement(next, {p125:UInt8}), tupleElement(excluded_0_next, {p126:UInt8})), scan.history, arrayPushBack(arrayPopFront(from_1), tuple({p127:UInt8}, {p128:UInt8}, {p129:UInt8})), excluded_0), scan.history) AS chains
            FROM
            (
                SELECT
                    events.person_id AS actor,
                    arrayMap(e -> tuple(bitShiftRight(e, {p130:UInt8}), bitAnd(e, {p131:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p132:UInt8}) + (((if((events.event = {p133:String}), {p134:UInt8}, {p135:UInt8}) + if((events.event = {p136:String}), {p137:UInt8}, {p138:UInt8})) + if((events.event = {p139:String}), {p140:UInt8}, {p141:UInt8})) + if((events.event = {p142:String}), {p143:UInt8}, {p144:UInt8})))))) AS history
                FROM events AS events
                WHERE ((events.team_id = {p145:Int64}) AND (((events.timestamp >= {p146:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p147:DateTime64(6, 'UTC')})) AND ((events.event = {p148:String}) OR (events.event = {p149:String}) OR (events.event = {p150:String}) OR (events.event = {p151:String}))))
                GROUP BY actor
            ) AS scan
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS chosen
    WHERE (NOT ((tupleElement(chosen.chain, {p152:UInt8}) > {p153:UInt8}) AND (tupleElement(chosen.chain, {p154:UInt8}) > tupleElement(chosen.chain, {p155:UInt8})) AND if((if(((tupleElement(chosen.chain, {p156:UInt8}) - tupleElement(chosen.chain, {p157:UInt8})) <= {p158:UInt64}), tupleElement(chosen.chain, {p159:UInt8}), {p160:UInt8}) > {p161:UInt8}), (tupleElement(chosen.chain, {p162:UInt8}) < if(((tupleElement(chosen.chain, {p163:UInt8}) - tupleElement(chosen.chain, {p164:UInt8})) <= {p165:UInt64}), tupleElement(chosen.chain, {p166:UInt8}), {p167:UInt8})), ((tupleElement(chosen.chain, {p168:UInt8}) - tupleElement(chosen.chain, {p169:UInt8})) <= {p170:UInt64}))))
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
-- p71 = 4
-- p72 = 1
-- p73 = 3
-- p74 = 1
-- p75 = 1209600000000
-- p76 = 3
-- p77 = 0
-- p78 = 0
-- p79 = 4
-- p80 = 3
-- p81 = 1
-- p82 = 1209600000000
-- p83 = 3
-- p84 = 0
-- p85 = 4
-- p86 = 1
-- p87 = 1209600000000
-- p88 = "36028797018963968"
-- p89 = 1
-- p90 = 0
-- p91 = 1
-- p92 = 2
-- p93 = 0
-- p94 = 0
-- p95 = 1
-- p96 = 0
-- p97 = 1
-- p98 = 2
-- p99 = 3
-- p100 = 1
-- p101 = 0
-- p102 = 1
-- p103 = 2
-- p104 = 2
-- p105 = 1
-- p106 = 2
-- p107 = 2
-- p108 = 1
-- p109 = 2
-- p110 = 2
-- p111 = 0
-- p112 = 1
-- p113 = 0
-- p114 = 1
-- p115 = 0
-- p116 = 1
-- p117 = 1
-- p118 = 1
-- p119 = 0
-- p120 = 1
-- p121 = 2
-- p122 = 1
-- p123 = 1
-- p124 = 2
-- p125 = 3
-- p126 = 1
-- p127 = 0
-- p128 = 0
-- p129 = 0
-- p130 = 4
-- p131 = 15
-- p132 = 4
-- p133 = "$autocapture"
-- p134 = 1
-- p135 = 0
-- p136 = "$pageview"
-- p137 = 2
-- p138 = 0
-- p139 = "signup"
-- p140 = 4
-- p141 = 0
-- p142 = "purchase"
-- p143 = 8
-- p144 = 0
-- p145 = 1
-- p146 = "2024-03-04 00:00:00.000000"
-- p147 = "2024-03-08 23:59:59.999999"
-- p148 = "$pageview"
-- p149 = "signup"
-- p150 = "purchase"
-- p151 = "$autocapture"
-- p152 = 1
-- p153 = 0
-- p154 = 4
-- p155 = 1
-- p156 = 3
-- p157 = 1
-- p158 = 1209600000000
-- p159 = 3
-- p160 = 0
-- p161 = 0
-- p162 = 4
-- p163 = 3
-- p164 = 1
-- p165 = 1209600000000
-- p166 = 3
-- p167 = 0
-- p168 = 4
-- p169 = 1
-- p170 = 1209600000000
