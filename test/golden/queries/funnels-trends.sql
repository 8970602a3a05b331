-- funnel.0
SELECT
    per_actor.bucket AS bucket,
    count() AS entered,
    sum(per_actor.converted) AS converted
FROM
(
    SELECT
        entered.actor AS actor,
        toDate(toDateTime(intDiv(arrayElement(entered.times, {p0:UInt8}), {p1:UInt32}), {p2:String})) AS bucket,
        max((arrayElement(entered.times, {p3:UInt8}) > {p4:UInt8})) AS converted
    FROM
    (
        SELECT
            each_chain.actor AS actor,
            tupleElement(each_chain.chain, {p5:UInt8}) AS times
        FROM
        (
            SELECT
                chained.actor AS actor,
                arrayJoin(chained.chains) AS chain
            FROM
            (
                SELECT
                    scan.actor AS actor,
                    arrayReverseFill(x -> (tupleElement(x, {p6:UInt8}) > {p7:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p8:UInt8}) * bitTest(tupleElement(event, {p9:UInt8}), {p10:UInt8})), (tupleElement(event, {p11:UInt8}) * bitTest(tupleElement(event, {p12:UInt8}), {p13:UInt8}))), scan.history)) AS step_2,
                    arrayReverseFill(x -> (tupleElement(x, {p14:UInt8}) > {p15:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p16:UInt8}) * bitTest(tupleElement(event, {p17:UInt8}), {p18:UInt8})), (tupleElement(event, {p19:UInt8}) * bitTest(tupleElement(event, {p20:UInt8}), {p21:UInt8})), (tupleElement(next, {p22:UInt8}) * bitTest(tupleElement(event, {p23:UInt8}), {p24:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p25:UInt8}, {p26:UInt8})))) AS step_1,
                    arrayMap((event, next) -> tuple((tupleElement(event, {p27:UInt8}) * bitTest(tupleElement(event, {p28:UInt8}), {p29:UInt8})), (tupleElement(event, {p30:UInt8}) * bitTest(tupleElement(event, {p31:UInt8}), {p32:UInt8})), (tupleElement(next, {p33:UInt8}) * bitTest(tupleElement(event, {p34:UInt8}), {p35:UInt8})), (tupleElement(next, {p36:UInt8}) * bitTest(tupleElement(event, {p37:UInt8}), {p38:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p39:UInt8}, {p40:UInt8}, {p41:UInt8}))) AS step_0,
                    arrayFilter(start -> (tupleElement(start, {p42:UInt8}) > {p43:UInt8}), step_0) AS starts,
                    arrayMap(start -> array(tupleElement(start, {p44:UInt8}), if(((tupleElement(start, {p45:UInt8}) - tupleElement(start, {p46:UInt8})) <= {p47:UInt64}), tupleElement(start, {p48:UInt8}), {p49:UInt8}), if(((tupleElement(start, {p50:UInt8}) - tupleElement(start, {p51:UInt8})) <= {p52:UInt64}), tupleElement(start, {p53:UInt8}), {p54:UInt8})), starts) AS moments,
                    arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p55:UInt8}), moment) * {p56:UInt64}) + ({p57:UInt8} * {p58:UInt64})) + ({p59:UInt64} - arrayMax(moment))), {p60:UInt8}, moment), starts, moments) AS chains
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        arrayMap(e -> tuple(bitShiftRight(e, {p61:UInt8}), bitAnd(e, {p62:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p63:UInt8}) + ((if((events.event = {p64:String}), {p65:UInt8}, {p66:UInt8}) + if((events.event = {p67:String}), {p68:UInt8}, {p69:UInt8})) + if((events.event = {p70:String}), {p71:UInt8}, {p72:UInt8})))))) AS history
                    FROM events AS events
                    WHERE ((events.team_id = {p73:Int64}) AND (((events.timestamp >= {p74:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p75:DateTime64(6, 'UTC')})) AND ((events.event = {p76:String}) OR (events.event = {p77:String}) OR (events.event = {p78:String}))))
                    GROUP BY actor
                ) AS scan
            ) AS chained
        ) AS each_chain
        WHERE (tupleElement(each_chain.chain, {p79:UInt8}) = {p80:UInt8})
    ) AS entered
    WHERE (arrayElement(entered.times, {p81:UInt8}) > {p82:UInt8})
    GROUP BY
        entered.actor,
        bucket
) AS per_actor
GROUP BY per_actor.bucket
-- p0 = 1
-- p1 = 1000000
-- p2 = "UTC"
-- p3 = 3
-- p4 = 0
-- p5 = 3
-- p6 = 1
-- p7 = 0
-- p8 = 1
-- p9 = 2
-- p10 = 2
-- p11 = 1
-- p12 = 2
-- p13 = 2
-- p14 = 1
-- p15 = 0
-- p16 = 1
-- p17 = 2
-- p18 = 1
-- p19 = 1
-- p20 = 2
-- p21 = 1
-- p22 = 2
-- p23 = 2
-- p24 = 1
-- p25 = 0
-- p26 = 0
-- p27 = 1
-- p28 = 2
-- p29 = 0
-- p30 = 1
-- p31 = 2
-- p32 = 0
-- p33 = 2
-- p34 = 2
-- p35 = 0
-- p36 = 3
-- p37 = 2
-- p38 = 0
-- p39 = 0
-- p40 = 0
-- p41 = 0
-- p42 = 1
-- p43 = 0
-- p44 = 2
-- p45 = 3
-- p46 = 2
-- p47 = 1209600000000
-- p48 = 3
-- p49 = 0
-- p50 = 4
-- p51 = 2
-- p52 = 1209600000000
-- p53 = 4
-- p54 = 0
-- p55 = 0
-- p56 = "72057594037927936"
-- p57 = 1
-- p58 = "36028797018963968"
-- p59 = "18014398509481984"
-- p60 = 1
-- p61 = 3
-- p62 = 7
-- p63 = 3
-- p64 = "$pageview"
-- p65 = 1
-- p66 = 0
-- p67 = "signup"
-- p68 = 2
-- p69 = 0
-- p70 = "purchase"
-- p71 = 4
-- p72 = 0
-- p73 = 1
-- p74 = "2024-03-04 00:00:00.000000"
-- p75 = "2024-03-08 23:59:59.999999"
-- p76 = "$pageview"
-- p77 = "signup"
-- p78 = "purchase"
-- p79 = 2
-- p80 = 1
-- p81 = 1
-- p82 = 0
