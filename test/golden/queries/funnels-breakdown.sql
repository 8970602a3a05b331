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
            countIf((tupleElement(actors.times, {p4:UInt8}) > {p5:UInt8})) AS count_0,
            countIf((tupleElement(actors.times, {p6:UInt8}) > {p7:UInt8})) AS count_1,
            countIf((tupleElement(actors.times, {p8:UInt8}) > {p9:UInt8})) AS count_2,
            sumIf(((tupleElement(actors.times, {p10:UInt8}) - tupleElement(actors.times, {p11:UInt8})) / {p12:UInt32}), (tupleElement(actors.times, {p13:UInt8}) > {p14:UInt8})) AS sum_0,
            sumIf(((tupleElement(actors.times, {p15:UInt8}) - tupleElement(actors.times, {p16:UInt8})) / {p17:UInt32}), (tupleElement(actors.times, {p18:UInt8}) > {p19:UInt8})) AS sum_1,
            quantileExactInclusiveStateIf({p20:Float64})(((tupleElement(actors.times, {p21:UInt8}) - tupleElement(actors.times, {p22:UInt8})) / {p23:UInt32}), (tupleElement(actors.times, {p24:UInt8}) > {p25:UInt8})) AS median_0,
            quantileExactInclusiveStateIf({p26:Float64})(((tupleElement(actors.times, {p27:UInt8}) - tupleElement(actors.times, {p28:UInt8})) / {p29:UInt32}), (tupleElement(actors.times, {p30:UInt8}) > {p31:UInt8})) AS median_1
        FROM
        (
            SELECT
                chosen.actor AS actor,
                chosen.value AS value,
                tuple(tupleElement(chosen.chain, {p32:UInt8}), if(((tupleElement(chosen.chain, {p33:UInt8}) - tupleElement(chosen.chain, {p34:UInt8})) <= {p35:UInt64}), tupleElement(chosen.chain, {p36:UInt8}), {p37:UInt8}), if(((tupleElement(chosen.chain, {p38:UInt8}) - tupleElement(chosen.chain, {p39:UInt8})) <= {p40:UInt64}), tupleElement(chosen.chain, {p41:UInt8}), {p42:UInt8})) AS times
            FROM
            (
                SELECT
                    chained.actor AS actor,
                    chained.value AS value,
                    arrayMap(chain -> ((greatest(greatest(((tupleElement(chain, {p43:UInt8}) > {p44:UInt8}) * {p45:UInt8}), ((if(((tupleElement(chain, {p46:UInt8}) - tupleElement(chain, {p47:UInt8})) <= {p48:UInt64}), tupleElement(chain, {p49:UInt8}), {p50:UInt8}) > {p51:UInt8}) * {p52:UInt8})), ((if(((tupleElement(chain, {p53:UInt8}) - tupleElement(chain, {p54:UInt8})) <= {p55:UInt64}), tupleElement(chain, {p56:UInt8}), {p57:UInt8}) > {p58:UInt8}) * {p59:UInt8})) * {p60:UInt64}) + ({p61:UInt64} - greatest(greatest(tupleElement(chain, {p62:UInt8}), if(((tupleElement(chain, {p63:UInt8}) - tupleElement(chain, {p64:UInt8})) <= {p65:UInt64}), tupleElement(chain, {p66:UInt8}), {p67:UInt8})), if(((tupleElement(chain, {p68:UInt8}) - tupleElement(chain, {p69:UInt8})) <= {p70:UInt64}), tupleElement(chain, {p71:UInt8}), {p72:UInt8})))), chained.chains) AS ranks,
                    arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS chain
                FROM
                (
                    SELECT
                        scan.actor AS actor,
                        scan.value AS value,
                        arrayReverseFill(x -> (tupleElement(x, {p73:UInt8}) > {p74:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p75:UInt8}) * bitTest(tupleElement(event, {p76:UInt8}), {p77:UInt8}))), scan.history)) AS step_2,
                        arrayReverseFill(x -> (tupleElement(x, {p78:UInt8}) > {p79:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p80:UInt8}) * bitTest(tupleElement(event, {p81:UInt8}), {p82:UInt8})), (tupleElement(next, {p83:UInt8}) * bitTest(tupleElement(event, {p84:UInt8}), {p85:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p86:UInt8})))) AS step_1,
                        arrayFilter((chain, event) -> bitTest(tupleElement(event, {p87:UInt8}), {p88:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p89:UInt8}), tupleElement(next, {p90:UInt8}), tupleElement(next, {p91:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p92:UInt8}, {p93:UInt8}))), scan.history) AS chains
                    FROM
                    (
                        SELECT
                            events.person_id AS actor,
                            if(empty(argMinIf(ifNull(nullIf(toString(events.properties.`$browser`), {p94:String}), {p95:String}), events.timestamp, (NOT (ifNull(nullIf(toString(events.properties.`$browser`), {p96:String}), {p97:String}) = {p98:String})))), array(), array(argMinIf(ifNull(nullIf(toString(events.properties.`$browser`), {p99:String}), {p100:String}), events.timestamp, (NOT (ifNull(nullIf(toString(events.properties.`$browser`), {p101:String}), {p102:String}) = {p103:String}))))) AS value,
                            arrayMap(e -> tuple(bitShiftRight(e, {p104:UInt8}), bitAnd(e, {p105:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p106:UInt8}) + ((if((events.event = {p107:String}), {p108:UInt8}, {p109:UInt8}) + if((events.event = {p110:String}), {p111:UInt8}, {p112:UInt8})) + if((events.event = {p113:String}), {p114:UInt8}, {p115:UInt8})))))) AS history
                        FROM events AS events
                        WHERE ((events.team_id = {p116:Int64}) AND (((events.timestamp >= {p117:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p118:DateTime64(6, 'UTC')})) AND ((events.event = {p119:String}) OR (events.event = {p120:String}) OR (events.event = {p121:String}))))
                        GROUP BY actor
                    ) AS scan
                ) AS chained
                WHERE notEmpty(chained.chains)
            ) AS chosen
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
-- p32 = 1
-- p33 = 2
-- p34 = 1
-- p35 = 1209600000000
-- p36 = 2
-- p37 = 0
-- p38 = 3
-- p39 = 1
-- p40 = 1209600000000
-- p41 = 3
-- p42 = 0
-- p43 = 1
-- p44 = 0
-- p45 = 1
-- p46 = 2
-- p47 = 1
-- p48 = 1209600000000
-- p49 = 2
-- p50 = 0
-- p51 = 0
-- p52 = 2
-- p53 = 3
-- p54 = 1
-- p55 = 1209600000000
-- p56 = 3
-- p57 = 0
-- p58 = 0
-- p59 = 3
-- p60 = "72057594037927936"
-- p61 = "18014398509481984"
-- p62 = 1
-- p63 = 2
-- p64 = 1
-- p65 = 1209600000000
-- p66 = 2
-- p67 = 0
-- p68 = 3
-- p69 = 1
-- p70 = 1209600000000
-- p71 = 3
-- p72 = 0
-- p73 = 1
-- p74 = 0
-- p75 = 1
-- p76 = 2
-- p77 = 2
-- p78 = 1
-- p79 = 0
-- p80 = 1
-- p81 = 2
-- p82 = 1
-- p83 = 1
-- p84 = 2
-- p85 = 1
-- p86 = 0
-- p87 = 2
-- p88 = 0
-- p89 = 1
-- p90 = 1
-- p91 = 2
-- p92 = 0
-- p93 = 0
-- p94 = ""
-- p95 = "$$_posthog_breakdown_null_$$"
-- p96 = ""
-- p97 = "$$_posthog_breakdown_null_$$"
-- p98 = "$$_posthog_breakdown_null_$$"
-- p99 = ""
-- p100 = "$$_posthog_breakdown_null_$$"
-- p101 = ""
-- p102 = "$$_posthog_breakdown_null_$$"
-- p103 = "$$_posthog_breakdown_null_$$"
-- p104 = 3
-- p105 = 7
-- p106 = 3
-- p107 = "$pageview"
-- p108 = 1
-- p109 = 0
-- p110 = "signup"
-- p111 = 2
-- p112 = 0
-- p113 = "purchase"
-- p114 = 4
-- p115 = 0
-- p116 = 1
-- p117 = "2024-03-04 00:00:00.000000"
-- p118 = "2024-03-08 23:59:59.999999"
-- p119 = "$pageview"
-- p120 = "signup"
-- p121 = "purchase"
