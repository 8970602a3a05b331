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
                unsorted.actor AS actor,
                arraySort(chain -> tuple((if(((tupleElement(chain, {p89:UInt8}) - tupleElement(chain, {p90:UInt8})) <= {p91:UInt64}), tupleElement(chain, {p92:UInt8}), {p93:UInt8}) > {p94:UInt8}), tupleElement(chain, {p95:UInt8})), unsorted.chains) AS chains
            FROM
            (
                SELECT
                    scan.actor AS actor,
                    arrayPushBack(arrayPopFront(arrayReverseFill(x -> (tupleElement(x, {p96:UInt8}) > {p97:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p98:UInt8}) * bitTest(tupleElement(event, {p99:UInt8}), {p100:UInt8}))), scan.history))), tuple({p101:UInt8})) AS excluded_0,
                    arrayReverseFill(x -> (tupleElement(x, {p102:UInt8}) > {p103:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p104:UInt8}) * bitTest(tupleElement(event, {p105:UInt8}), {p106:UInt8}))), scan.history)) AS step_2,
                    arrayReverseFill(x -> (tupleElement(x, {p107:UInt8}) > {p108:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p109:UInt8}) * bitTest(tupleElement(event, {p110:UInt8}), {p111:UInt8})), (tupleElement(event, {p112:UInt8}) * bitTest(tupleElement(event, {p113:UInt8}), {p114:UInt8})), (tupleElement(next, {p115:UInt8}) * bitTest(tupleElement(event, {p116:UInt8}), {p117:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p118:UInt8})))) AS step_1,
                    arrayMap((own, next) -> if(((tupleElement(own, {p119:UInt8}) > {p120:UInt8}) AND ((tupleElement(next, {p121:UInt8}) = {p122:UInt8}) OR (tupleElement(own, {p123:UInt8}) <= tupleElement(next, {p124:UInt8})))), own, tuple(tupleElement(next, {p125:UInt8}), {p126:UInt8}, tupleElement(next, {p127:UInt8}))), step_1, step_2) AS from_1,
                    arrayFilter((chain, event) -> bitTest(tupleElement(event, {p128:UInt8}), {p129:UInt8}), arrayMap((event, next, excluded_0_next) -> tuple(tupleElement(event, {p130:UInt8}), tupleElement(next, {p131:UInt8}), tupleElement(next, {p132:UInt8}), tupleElement(excluded_0_next, {p133:UInt8})), scan.history, arrayPushBack(arrayPopFront(from_1), tuple({p134:UInt8}, {p135:UInt8}, {p136:UInt8})), excluded_0), scan.history) AS chains
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        arrayMap(e -> tuple(bitShiftRight(e, {p137:UInt8}), bitAnd(e, {p138:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p139:UInt8}) + (((if((events.event = {p140:String}), {p141:UInt8}, {p142:UInt8}) + if((events.event = {p143:String}), {p144:UInt8}, {p145:UInt8})) + if((events.event = {p146:String}), {p147:UInt8}, {p148:UInt8})) + if((events.event = {p149:String}), {p150:UInt8}, {p151:UInt8})))))) AS history
                    FROM events AS events
                    WHERE ((events.team_id = {p152:Int64}) AND (((events.timestamp >= {p153:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p154:DateTime64(6, 'UTC')})) AND ((events.event = {p155:String}) OR (events.event = {p156:String}) OR (events.event = {p157:String}) OR (events.event = {p158:String}))))
                    GROUP BY actor
                ) AS scan
            ) AS unsorted
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS chosen
    WHERE (NOT ((tupleElement(chosen.chain, {p159:UInt8}) > {p160:UInt8}) AND (tupleElement(chosen.chain, {p161:UInt8}) > tupleElement(chosen.chain, {p162:UInt8})) AND if((if(((tupleElement(chosen.chain, {p163:UInt8}) - tupleElement(chosen.chain, {p164:UInt8})) <= {p165:UInt64}), tupleElement(chosen.chain, {p166:UInt8}), {p167:UInt8}) > {p168:UInt8}), (tupleElement(chosen.chain, {p169:UInt8}) < if(((tupleElement(chosen.chain, {p170:UInt8}) - tupleElement(chosen.chain, {p171:UInt8})) <= {p172:UInt64}), tupleElement(chosen.chain, {p173:UInt8}), {p174:UInt8})), ((tupleElement(chosen.chain, {p175:UInt8}) - tupleElement(chosen.chain, {p176:UInt8})) <= {p177:UInt64}))))
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
-- p89 = 2
-- p90 = 1
-- p91 = 1209600000000
-- p92 = 2
-- p93 = 0
-- p94 = 0
-- p95 = 1
-- p96 = 1
-- p97 = 0
-- p98 = 1
-- p99 = 2
-- p100 = 0
-- p101 = 0
-- p102 = 1
-- p103 = 0
-- p104 = 1
-- p105 = 2
-- p106 = 3
-- p107 = 1
-- p108 = 0
-- p109 = 1
-- p110 = 2
-- p111 = 2
-- p112 = 1
-- p113 = 2
-- p114 = 2
-- p115 = 1
-- p116 = 2
-- p117 = 2
-- p118 = 0
-- p119 = 1
-- p120 = 0
-- p121 = 1
-- p122 = 0
-- p123 = 1
-- p124 = 1
-- p125 = 1
-- p126 = 0
-- p127 = 1
-- p128 = 2
-- p129 = 1
-- p130 = 1
-- p131 = 2
-- p132 = 3
-- p133 = 1
-- p134 = 0
-- p135 = 0
-- p136 = 0
-- p137 = 4
-- p138 = 15
-- p139 = 4
-- p140 = "$autocapture"
-- p141 = 1
-- p142 = 0
-- p143 = "$pageview"
-- p144 = 2
-- p145 = 0
-- p146 = "signup"
-- p147 = 4
-- p148 = 0
-- p149 = "purchase"
-- p150 = 8
-- p151 = 0
-- p152 = 1
-- p153 = "2024-03-04 00:00:00.000000"
-- p154 = "2024-03-08 23:59:59.999999"
-- p155 = "$pageview"
-- p156 = "signup"
-- p157 = "purchase"
-- p158 = "$autocapture"
-- p159 = 1
-- p160 = 0
-- p161 = 4
-- p162 = 1
-- p163 = 3
-- p164 = 1
-- p165 = 1209600000000
-- p166 = 3
-- p167 = 0
-- p168 = 0
-- p169 = 4
-- p170 = 3
-- p171 = 1
-- p172 = 1209600000000
-- p173 = 3
-- p174 = 0
-- p175 = 4
-- p176 = 1
-- p177 = 1209600000000
