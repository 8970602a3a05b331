-- funnel.0
SELECT
    array(countIf((arrayElement(actors.times, {p0:UInt8}) > {p1:UInt8})), countIf((arrayElement(actors.times, {p2:UInt8}) > {p3:UInt8}))) AS counts,
    array(sumIf(((arrayElement(actors.times, {p4:UInt8}) - arrayElement(actors.times, {p5:UInt8})) / {p6:UInt32}), (arrayElement(actors.times, {p7:UInt8}) > {p8:UInt8}))) AS sums,
    array(quantileExactInclusiveIf({p9:Float64})(((arrayElement(actors.times, {p10:UInt8}) - arrayElement(actors.times, {p11:UInt8})) / {p12:UInt32}), (arrayElement(actors.times, {p13:UInt8}) > {p14:UInt8}))) AS medians
FROM
(
    SELECT
        bests.actor AS actor,
        tupleElement(bests.best, {p15:UInt8}) AS times
    FROM
    (
        SELECT
            chained.actor AS actor,
            arrayMap(chain -> tupleElement(chain, {p16:UInt8}), chained.chains) AS ranks,
            arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS best
        FROM
        (
            SELECT
                scan.actor AS actor,
                arrayReverseFill(x -> (tupleElement(x, {p17:UInt8}) > {p18:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p19:UInt8}) * bitTest(tupleElement(event, {p20:UInt8}), {p21:UInt8})), (tupleElement(event, {p22:UInt8}) * bitTest(tupleElement(event, {p23:UInt8}), {p24:UInt8}))), scan.history)) AS step_1,
                arrayMap((event, next) -> tuple((tupleElement(event, {p25:UInt8}) * bitTest(tupleElement(event, {p26:UInt8}), {p27:UInt8})), (tupleElement(event, {p28:UInt8}) * bitTest(tupleElement(event, {p29:UInt8}), {p30:UInt8})), (tupleElement(next, {p31:UInt8}) * bitTest(tupleElement(event, {p32:UInt8}), {p33:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p34:UInt8}, {p35:UInt8}))) AS step_0,
                arrayFilter(start -> (tupleElement(start, {p36:UInt8}) > {p37:UInt8}), step_0) AS starts,
                arrayMap(start -> array(tupleElement(start, {p38:UInt8}), if(((tupleElement(start, {p39:UInt8}) - tupleElement(start, {p40:UInt8})) <= {p41:UInt64}), tupleElement(start, {p42:UInt8}), {p43:UInt8})), starts) AS moments,
                arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p44:UInt8}), moment) * {p45:UInt64}) + ({p46:UInt8} * {p47:UInt64})) + ({p48:UInt64} - arrayMax(moment))), {p49:UInt8}, moment), starts, moments) AS chains
            FROM
            (
                SELECT
                    events.properties.`$session_id` AS actor,
                    arrayMap(e -> tuple(bitShiftRight(e, {p50:UInt8}), bitAnd(e, {p51:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p52:UInt8}) + (if(((events.event = {p53:String}) AND (events.uuid IN (
                        SELECT argMin(events.uuid, events.timestamp)
                        FROM events AS events
                        WHERE ((events.team_id = {p54:Int64}) AND ((events.event = {p55:String}) AND (events.timestamp <= {p56:DateTime64(6, 'UTC')}) AND (isNotNull(events.properties.`$session_id`) AND (NOT ifNull((toString(events.properties.`$session_id`) = {p57:String}), {p58:UInt8})))))
                        GROUP BY events.properties.`$session_id`
                    ))), {p59:UInt8}, {p60:UInt8}) + if((events.event = {p61:String}), {p62:UInt8}, {p63:UInt8})))))) AS history
                FROM events AS events
                WHERE ((events.team_id = {p64:Int64}) AND (((events.timestamp >= {p65:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p66:DateTime64(6, 'UTC')})) AND (((events.event = {p67:String}) AND (events.uuid IN (
                    SELECT argMin(events.uuid, events.timestamp)
                    FROM events AS events
                    WHERE ((events.team_id = {p68:Int64}) AND ((events.event = {p69:String}) AND (events.timestamp <= {p70:DateTime64(6, 'UTC')}) AND (isNotNull(events.properties.`$session_id`) AND (NOT ifNull((toString(events.properties.`$session_id`) = {p71:String}), {p72:UInt8})))))
                    GROUP BY events.properties.`$session_id`
                ))) OR (events.event = {p73:String})) AND (isNotNull(events.properties.`$session_id`) AND (NOT ifNull((toString(events.properties.`$session_id`) = {p74:String}), {p75:UInt8})))))
                GROUP BY actor
            ) AS scan
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS bests
    WHERE (tupleElement(bests.best, {p76:UInt8}) = {p77:UInt8})
) AS actors
-- p0 = 1
-- p1 = 0
-- p2 = 2
-- p3 = 0
-- p4 = 2
-- p5 = 1
-- p6 = 1000000
-- p7 = 2
-- p8 = 0
-- p9 = 0.5
-- p10 = 2
-- p11 = 1
-- p12 = 1000000
-- p13 = 2
-- p14 = 0
-- p15 = 3
-- p16 = 1
-- p17 = 1
-- p18 = 0
-- p19 = 1
-- p20 = 2
-- p21 = 1
-- p22 = 1
-- p23 = 2
-- p24 = 1
-- p25 = 1
-- p26 = 2
-- p27 = 0
-- p28 = 1
-- p29 = 2
-- p30 = 0
-- p31 = 2
-- p32 = 2
-- p33 = 0
-- p34 = 0
-- p35 = 0
-- p36 = 1
-- p37 = 0
-- p38 = 2
-- p39 = 3
-- p40 = 2
-- p41 = 1209600000000
-- p42 = 3
-- p43 = 0
-- p44 = 0
-- p45 = "72057594037927936"
-- p46 = 1
-- p47 = "36028797018963968"
-- p48 = "18014398509481984"
-- p49 = 1
-- p50 = 2
-- p51 = 3
-- p52 = 2
-- p53 = "$pageview"
-- p54 = 1
-- p55 = "$pageview"
-- p56 = "2024-03-08 23:59:59.999999"
-- p57 = ""
-- p58 = 0
-- p59 = 1
-- p60 = 0
-- p61 = "signup"
-- p62 = 2
-- p63 = 0
-- p64 = 1
-- p65 = "2024-03-04 00:00:00.000000"
-- p66 = "2024-03-08 23:59:59.999999"
-- p67 = "$pageview"
-- p68 = 1
-- p69 = "$pageview"
-- p70 = "2024-03-08 23:59:59.999999"
-- p71 = ""
-- p72 = 0
-- p73 = "signup"
-- p74 = ""
-- p75 = 0
-- p76 = 2
-- p77 = 1
