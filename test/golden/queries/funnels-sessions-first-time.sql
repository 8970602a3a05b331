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
            arrayReduce({p16:String}, chained.chains) AS best
        FROM
        (
            SELECT
                scan.actor AS actor,
                arrayReverseFill(x -> (tupleElement(x, {p17:UInt8}) > {p18:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p19:UInt8}) * bitTest(tupleElement(event, {p20:UInt8}), {p21:UInt8})), (tupleElement(event, {p22:UInt8}) * bitTest(tupleElement(event, {p23:UInt8}), {p24:UInt8}))), scan.history)) AS step_1,
                arrayMap((event, next) -> tuple((tupleElement(event, {p25:UInt8}) * bitTest(tupleElement(event, {p26:UInt8}), {p27:UInt8})), (tupleElement(event, {p28:UInt8}) * bitTest(tupleElement(event, {p29:UInt8}), {p30:UInt8})), (tupleElement(next, {p31:UInt8}) * bitTest(tupleElement(event, {p32:UInt8}), {p33:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p34:UInt8}, {p35:UInt8}))) AS step_0,
                arrayFilter(start -> (tupleElement(start, {p36:UInt8}) > {p37:UInt8}), step_0) AS starts,
                arrayMap(start -> array(tupleElement(start, {p38:UInt8}), if(((tupleElement(start, {p39:UInt8}) - tupleElement(start, {p40:UInt8})) <= {p41:UInt64}), tupleElement(start, {p42:UInt8}), {p43:UInt8})), starts) AS moments,
                arrayMap((start, moment) -> tuple(arrayLastIndex(t -> (t > {p44:UInt8}), moment), {p45:UInt8}, negate(arrayMax(moment)), tupleElement(start, {p46:UInt8}), moment), starts, moments) AS chains
            FROM
            (
                SELECT
                    events.properties.`$session_id` AS actor,
                    arrayMap(e -> tuple(bitShiftRight(e, {p47:UInt8}), bitAnd(e, {p48:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p49:UInt8}) + (if(((events.event = {p50:String}) AND (events.uuid IN (
                        SELECT argMin(events.uuid, events.timestamp)
                        FROM events AS events
                        WHERE ((events.team_id = {p51:Int64}) AND ((events.event = {p52:String}) AND (events.timestamp <= {p53:DateTime64(6, 'UTC')}) AND (isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((toString(events.properties.`$session_id`) = {p54:String}), {p55:UInt8}))))))
                        GROUP BY events.properties.`$session_id`
                    ))), {p56:UInt8}, {p57:UInt8}) + if((events.event = {p58:String}), {p59:UInt8}, {p60:UInt8})))))) AS history
                FROM events AS events
                WHERE ((events.team_id = {p61:Int64}) AND (((events.timestamp >= {p62:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p63:DateTime64(6, 'UTC')})) AND (((events.event = {p64:String}) AND (events.uuid IN (
                    SELECT argMin(events.uuid, events.timestamp)
                    FROM events AS events
                    WHERE ((events.team_id = {p65:Int64}) AND ((events.event = {p66:String}) AND (events.timestamp <= {p67:DateTime64(6, 'UTC')}) AND (isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((toString(events.properties.`$session_id`) = {p68:String}), {p69:UInt8}))))))
                    GROUP BY events.properties.`$session_id`
                ))) OR (events.event = {p70:String})) AND (isNotNull(events.properties.`$session_id`) AND (NOT (ifNull((toString(events.properties.`$session_id`) = {p71:String}), {p72:UInt8}))))))
                GROUP BY actor
            ) AS scan
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS bests
    WHERE (tupleElement(bests.best, {p73:UInt8}) = {p74:UInt8})
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
-- p15 = 5
-- p16 = "max"
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
-- p45 = 1
-- p46 = 2
-- p47 = 2
-- p48 = 3
-- p49 = 2
-- p50 = "$pageview"
-- p51 = 1
-- p52 = "$pageview"
-- p53 = "2024-03-08 23:59:59.999999"
-- p54 = ""
-- p55 = 0
-- p56 = 1
-- p57 = 0
-- p58 = "signup"
-- p59 = 2
-- p60 = 0
-- p61 = 1
-- p62 = "2024-03-04 00:00:00.000000"
-- p63 = "2024-03-08 23:59:59.999999"
-- p64 = "$pageview"
-- p65 = 1
-- p66 = "$pageview"
-- p67 = "2024-03-08 23:59:59.999999"
-- p68 = ""
-- p69 = 0
-- p70 = "signup"
-- p71 = ""
-- p72 = 0
-- p73 = 2
-- p74 = 1
