-- funnel.0
SELECT
    if((ranked.place <= {p0:UInt8}), ranked.value, array({p1:String})) AS breakdown,
    array(sum(ranked.count_0), sum(ranked.count_1), sum(ranked.count_2)) AS counts,
    array(sum(ranked.sum_0), sum(ranked.sum_1)) AS sums,
    array(quantileExactInclusiveMerge({p2:Float64})(ranked.median_0), quantileExactInclusiveMerge({p3:Float64})(ranked.median_1)) AS medians
FROM
(
    SELECT
        per_value.value AS value,
        per_value.count_0 AS count_0,
        per_value.count_1 AS count_1,
        per_value.count_2 AS count_2,
        per_value.sum_0 AS sum_0,
        per_value.sum_1 AS sum_1,
        per_value.median_0 AS median_0,
        per_value.median_1 AS median_1,
        dense_rank() OVER (ORDER BY per_value.count_2 DESC, per_value.count_1 DESC, per_value.count_0 DESC, per_value.value ASC) AS place
    FROM
    (
        SELECT
            actors.value AS value,
            countIf((arrayElement(actors.times, {p4:UInt8}) > {p5:UInt8})) AS count_0,
            countIf((arrayElement(actors.times, {p6:UInt8}) > {p7:UInt8})) AS count_1,
            countIf((arrayElement(actors.times, {p8:UInt8}) > {p9:UInt8})) AS count_2,
            sumIf(((arrayElement(actors.times, {p10:UInt8}) - arrayElement(actors.times, {p11:UInt8})) / {p12:UInt32}), (arrayElement(actors.times, {p13:UInt8}) > {p14:UInt8})) AS sum_0,
            sumIf(((arrayElement(actors.times, {p15:UInt8}) - arrayElement(actors.times, {p16:UInt8})) / {p17:UInt32}), (arrayElement(actors.times, {p18:UInt8}) > {p19:UInt8})) AS sum_1,
            quantileExactInclusiveStateIf({p20:Float64})(((arrayElement(actors.times, {p21:UInt8}) - arrayElement(actors.times, {p22:UInt8})) / {p23:UInt32}), (arrayElement(actors.times, {p24:UInt8}) > {p25:UInt8})) AS median_0,
            quantileExactInclusiveStateIf({p26:Float64})(((arrayElement(actors.times, {p27:UInt8}) - arrayElement(actors.times, {p28:UInt8})) / {p29:UInt32}), (arrayElement(actors.times, {p30:UInt8}) > {p31:UInt8})) AS median_1
        FROM
        (
            SELECT
                bests.actor AS actor,
                bests.value AS value,
                tupleElement(bests.best, {p32:UInt8}) AS times
            FROM
            (
                SELECT
                    chained.actor AS actor,
                    chained.value AS value,
                    arrayMap(chain -> tupleElement(chain, {p33:UInt8}), chained.chains) AS ranks,
                    arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS best
                FROM
                (
                    SELECT
                        scan.actor AS actor,
                        scan.value AS value,
                        arrayReverseFill(x -> (tupleElement(x, {p34:UInt8}) > {p35:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p36:UInt8}) * bitTest(tupleElement(event, {p37:UInt8}), {p38:UInt8})), (tupleElement(event, {p39:UInt8}) * bitTest(tupleElement(event, {p40:UInt8}), {p41:UInt8}))), scan.history)) AS step_2,
                        arrayReverseFill(x -> (tupleElement(x, {p42:UInt8}) > {p43:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p44:UInt8}) * bitTest(tupleElement(event, {p45:UInt8}), {p46:UInt8})), (tupleElement(event, {p47:UInt8}) * bitTest(tupleElement(event, {p48:UInt8}), {p49:UInt8})), (tupleElement(next, {p50:UInt8}) * bitTest(tupleElement(event, {p51:UInt8}), {p52:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p53:UInt8}, {p54:UInt8})))) AS step_1,
                        arrayMap((event, next) -> tuple((tupleElement(event, {p55:UInt8}) * bitTest(tupleElement(event, {p56:UInt8}), {p57:UInt8})), (tupleElement(event, {p58:UInt8}) * bitTest(tupleElement(event, {p59:UInt8}), {p60:UInt8})), (tupleElement(next, {p61:UInt8}) * bitTest(tupleElement(event, {p62:UInt8}), {p63:UInt8})), (tupleElement(next, {p64:UInt8}) * bitTest(tupleElement(event, {p65:UInt8}), {p66:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p67:UInt8}, {p68:UInt8}, {p69:UInt8}))) AS step_0,
                        arrayFilter(start -> (tupleElement(start, {p70:UInt8}) > {p71:UInt8}), step_0) AS starts,
                        arrayMap(start -> array(tupleElement(start, {p72:UInt8}), if(((tupleElement(start, {p73:UInt8}) - tupleElement(start, {p74:UInt8})) <= {p75:UInt64}), tupleElement(start, {p76:UInt8}), {p77:UInt8}), if(((tupleElement(start, {p78:UInt8}) - tupleElement(start, {p79:UInt8})) <= {p80:UInt64}), tupleElement(start, {p81:UInt8}), {p82:UInt8})), starts) AS moments,
                        arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p83:UInt8}), moment) * {p84:UInt64}) + ({p85:UInt8} * {p86:UInt64})) + ({p87:UInt64} - arrayMax(moment))), {p88:UInt8}, moment), starts, moments) AS chains
                    FROM
                    (
                        SELECT
                            events.person_id AS actor,
                            if(empty(argMinIf(ifNull(nullIf(toString(events.properties.`$browser`), {p89:String}), {p90:String}), events.timestamp, (((events.event = {p91:String}) OR (events.event = {p92:String}) OR (events.event = {p93:String})) AND (NOT (ifNull(nullIf(toString(events.properties.`$browser`), {p94:String}), {p95:String}) = {p96:String}))))), array(), array(argMinIf(ifNull(nullIf(toString(events.properties.`$browser`), {p97:String}), {p98:String}), events.timestamp, (((events.event = {p99:String}) OR (events.event = {p100:String}) OR (events.event = {p101:String})) AND (NOT (ifNull(nullIf(toString(events.properties.`$browser`), {p102:String}), {p103:String}) = {p104:String})))))) AS value,
                            arrayMap(e -> tuple(bitShiftRight(e, {p105:UInt8}), bitAnd(e, {p106:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p107:UInt8}) + ((if((events.event = {p108:String}), {p109:UInt8}, {p110:UInt8}) + if((events.event = {p111:String}), {p112:UInt8}, {p113:UInt8})) + if((events.event = {p114:String}), {p115:UInt8}, {p116:UInt8})))))) AS history
                        FROM events AS events
                        WHERE ((events.team_id = {p117:Int64}) AND (((events.timestamp >= {p118:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p119:DateTime64(6, 'UTC')})) AND ((events.event = {p120:String}) OR (events.event = {p121:String}) OR (events.event = {p122:String}))))
                        GROUP BY actor
                    ) AS scan
                ) AS chained
                WHERE notEmpty(chained.chains)
            ) AS bests
            WHERE (tupleElement(bests.best, {p123:UInt8}) = {p124:UInt8})
        ) AS actors
        GROUP BY actors.value
    ) AS per_value
) AS ranked
GROUP BY breakdown
-- p0 = 25
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = 0.5
-- p3 = 0.5
-- p4 = 1
-- p5 = 0
-- p6 = 2
-- p7 = 0
-- p8 = 3
-- p9 = 0
-- p10 = 2
-- p11 = 1
-- p12 = 1000000
-- p13 = 2
-- p14 = 0
-- p15 = 3
-- p16 = 2
-- p17 = 1000000
-- p18 = 3
-- p19 = 0
-- p20 = 0.5
-- p21 = 2
-- p22 = 1
-- p23 = 1000000
-- p24 = 2
-- p25 = 0
-- p26 = 0.5
-- p27 = 3
-- p28 = 2
-- p29 = 1000000
-- p30 = 3
-- p31 = 0
-- p32 = 3
-- p33 = 1
-- p34 = 1
-- p35 = 0
-- p36 = 1
-- p37 = 2
-- p38 = 2
-- p39 = 1
-- p40 = 2
-- p41 = 2
-- p42 = 1
-- p43 = 0
-- p44 = 1
-- p45 = 2
-- p46 = 1
-- p47 = 1
-- p48 = 2
-- p49 = 1
-- p50 = 2
-- p51 = 2
-- p52 = 1
-- p53 = 0
-- p54 = 0
-- p55 = 1
-- p56 = 2
-- p57 = 0
-- p58 = 1
-- p59 = 2
-- p60 = 0
-- p61 = 2
-- p62 = 2
-- p63 = 0
-- p64 = 3
-- p65 = 2
-- p66 = 0
-- p67 = 0
-- p68 = 0
-- p69 = 0
-- p70 = 1
-- p71 = 0
-- p72 = 2
-- p73 = 3
-- p74 = 2
-- p75 = 1209600000000
-- p76 = 3
-- p77 = 0
-- p78 = 4
-- p79 = 2
-- p80 = 1209600000000
-- p81 = 4
-- p82 = 0
-- p83 = 0
-- p84 = "72057594037927936"
-- p85 = 1
-- p86 = "36028797018963968"
-- p87 = "18014398509481984"
-- p88 = 1
-- p89 = ""
-- p90 = "$$_posthog_breakdown_null_$$"
-- p91 = "$pageview"
-- p92 = "signup"
-- p93 = "purchase"
-- p94 = ""
-- p95 = "$$_posthog_breakdown_null_$$"
-- p96 = "$$_posthog_breakdown_null_$$"
-- p97 = ""
-- p98 = "$$_posthog_breakdown_null_$$"
-- p99 = "$pageview"
-- p100 = "signup"
-- p101 = "purchase"
-- p102 = ""
-- p103 = "$$_posthog_breakdown_null_$$"
-- p104 = "$$_posthog_breakdown_null_$$"
-- p105 = 3
-- p106 = 7
-- p107 = 3
-- p108 = "$pageview"
-- p109 = 1
-- p110 = 0
-- p111 = "signup"
-- p112 = 2
-- p113 = 0
-- p114 = "purchase"
-- p115 = 4
-- p116 = 0
-- p117 = 1
-- p118 = "2024-03-04 00:00:00.000000"
-- p119 = "2024-03-08 23:59:59.999999"
-- p120 = "$pageview"
-- p121 = "signup"
-- p122 = "purchase"
-- p123 = 2
-- p124 = 1
