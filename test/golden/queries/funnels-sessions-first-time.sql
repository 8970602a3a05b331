-- funnel.0
SELECT
    array(countIf((tupleElement(actors.times, {p0:UInt8}) > {p1:UInt8})), countIf((tupleElement(actors.times, {p2:UInt8}) > {p3:UInt8}))) AS counts,
    array(sumIf(((tupleElement(actors.times, {p4:UInt8}) - tupleElement(actors.times, {p5:UInt8})) / {p6:UInt32}), (tupleElement(actors.times, {p7:UInt8}) > {p8:UInt8}))) AS sums,
    array(quantileExactInclusiveIf({p9:Float64})(((tupleElement(actors.times, {p10:UInt8}) - tupleElement(actors.times, {p11:UInt8})) / {p12:UInt32}), (tupleElement(actors.times, {p13:UInt8}) > {p14:UInt8}))) AS medians
FROM
(
    SELECT
        chosen.actor AS actor,
        tuple(tupleElement(chosen.chain, {p15:UInt8}), if(((tupleElement(chosen.chain, {p16:UInt8}) - tupleElement(chosen.chain, {p17:UInt8})) <= {p18:UInt64}), tupleElement(chosen.chain, {p19:UInt8}), {p20:UInt8})) AS times
    FROM
    (
        SELECT
            chained.actor AS actor,
            arrayMap(chain -> ((greatest(((tupleElement(chain, {p21:UInt8}) > {p22:UInt8}) * {p23:UInt8}), ((if(((tupleElement(chain, {p24:UInt8}) - tupleElement(chain, {p25:UInt8})) <= {p26:UInt64}), tupleElement(chain, {p27:UInt8}), {p28:UInt8}) > {p29:UInt8}) * {p30:UInt8})) * {p31:UInt64}) + ({p32:UInt64} - greatest(tupleElement(chain, {p33:UInt8}), if(((tupleElement(chain, {p34:UInt8}) - tupleElement(chain, {p35:UInt8})) <= {p36:UInt64}), tupleElement(chain, {p37:UInt8}), {p38:UInt8})))), chained.chains) AS ranks,
            arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS chain
        FROM
        (
            SELECT
                scan.actor AS actor,
                arrayReverseFill(x -> (tupleElement(x, {p39:UInt8}) > {p40:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p41:UInt8}) * bitTest(tupleElement(event, {p42:UInt8}), {p43:UInt8}))), scan.history)) AS step_1,
                arrayFilter((chain, event) -> bitTest(tupleElement(event, {p44:UInt8}), {p45:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p46:UInt8}), tupleElement(next, {p47:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p48:UInt8}))), scan.history) AS chains
            FROM
            (
                SELECT
                    events.properties.`$session_id` AS actor,
                    arrayMap(e -> tuple(bitShiftRight(e, {p49:UInt8}), bitAnd(e, {p50:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p51:UInt8}) + (if(((events.event = {p52:String}) AND (events.uuid IN (
                        SELECT argMin(events.uuid, events.timestamp)
                        FROM events AS events
                        WHERE ((events.team_id = {p53:Int64}) AND ((events.event = {p54:String}) AND (events.timestamp <= {p55:DateTime64(6, 'UTC')}) AND (isNotNull(events.properties.`$session_id`) AND (NOT ifNull((toString(events.properties.`$session_id`) = {p56:String}), {p57:UInt8})))))
                        GROUP BY events.properties.`$session_id`
                    ))), {p58:UInt8}, {p59:UInt8}) + if((events.event = {p60:String}), {p61:UInt8}, {p62:UInt8})))))) AS history
                FROM events AS events
                WHERE ((events.team_id = {p63:Int64}) AND (((events.timestamp >= {p64:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p65:DateTime64(6, 'UTC')})) AND (((events.event = {p66:String}) AND (events.uuid IN (
                    SELECT argMin(events.uuid, events.timestamp)
                    FROM events AS events
                    WHERE ((events.team_id = {p67:Int64}) AND ((events.event = {p68:String}) AND (events.timestamp <= {p69:DateTime64(6, 'UTC')}) AND (isNotNull(events.properties.`$session_id`) AND (NOT ifNull((toString(events.properties.`$session_id`) = {p70:String}), {p71:UInt8})))))
                    GROUP BY events.properties.`$session_id`
                ))) OR (events.event = {p72:String})) AND (isNotNull(events.properties.`$session_id`) AND (NOT ifNull((toString(events.properties.`$session_id`) = {p73:String}), {p74:UInt8})))))
                GROUP BY actor
            ) AS scan
        ) AS chained
        WHERE notEmpty(chained.chains)
    ) AS chosen
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
-- p15 = 1
-- p16 = 2
-- p17 = 1
-- p18 = 1209600000000
-- p19 = 2
-- p20 = 0
-- p21 = 1
-- p22 = 0
-- p23 = 1
-- p24 = 2
-- p25 = 1
-- p26 = 1209600000000
-- p27 = 2
-- p28 = 0
-- p29 = 0
-- p30 = 2
-- p31 = "72057594037927936"
-- p32 = "18014398509481984"
-- p33 = 1
-- p34 = 2
-- p35 = 1
-- p36 = 1209600000000
-- p37 = 2
-- p38 = 0
-- p39 = 1
-- p40 = 0
-- p41 = 1
-- p42 = 2
-- p43 = 1
-- p44 = 2
-- p45 = 0
-- p46 = 1
-- p47 = 1
-- p48 = 0
-- p49 = 2
-- p50 = 3
-- p51 = 2
-- p52 = "$pageview"
-- p53 = 1
-- p54 = "$pageview"
-- p55 = "2024-03-08 23:59:59.999999"
-- p56 = ""
-- p57 = 0
-- p58 = 1
-- p59 = 0
-- p60 = "signup"
-- p61 = 2
-- p62 = 0
-- p63 = 1
-- p64 = "2024-03-04 00:00:00.000000"
-- p65 = "2024-03-08 23:59:59.999999"
-- p66 = "$pageview"
-- p67 = 1
-- p68 = "$pageview"
-- p69 = "2024-03-08 23:59:59.999999"
-- p70 = ""
-- p71 = 0
-- p72 = "signup"
-- p73 = ""
-- p74 = 0
