-- funnel.0
SELECT
    per_actor.bucket AS bucket,
    count() AS entered,
    sum(per_actor.converted) AS converted
FROM
(
    SELECT
        entered.actor AS actor,
        toDate(toDateTime(intDiv(tupleElement(entered.times, {p0:UInt8}), {p1:UInt32}), {p2:String})) AS bucket,
        max((tupleElement(entered.times, {p3:UInt8}) > {p4:UInt8})) AS converted
    FROM
    (
        SELECT
            chosen.actor AS actor,
            tuple(tupleElement(chosen.chain, {p5:UInt8}), if(((tupleElement(chosen.chain, {p6:UInt8}) - tupleElement(chosen.chain, {p7:UInt8})) <= {p8:UInt64}), tupleElement(chosen.chain, {p9:UInt8}), {p10:UInt8}), if(((tupleElement(chosen.chain, {p11:UInt8}) - tupleElement(chosen.chain, {p12:UInt8})) <= {p13:UInt64}), tupleElement(chosen.chain, {p14:UInt8}), {p15:UInt8})) AS times
        FROM
        (
            SELECT
                chained.actor AS actor,
                arrayJoin(chained.chains) AS chain
            FROM
            (
                SELECT
                    scan.actor AS actor,
                    arrayReverseFill(x -> (tupleElement(x, {p16:UInt8}) > {p17:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p18:UInt8}) * bitTest(tupleElement(event, {p19:UInt8}), {p20:UInt8}))), scan.history)) AS step_2,
                    arrayReverseFill(x -> (tupleElement(x, {p21:UInt8}) > {p22:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p23:UInt8}) * bitTest(tupleElement(event, {p24:UInt8}), {p25:UInt8})), (tupleElement(next, {p26:UInt8}) * bitTest(tupleElement(event, {p27:UInt8}), {p28:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p29:UInt8})))) AS step_1,
                    arrayFilter((chain, event) -> bitTest(tupleElement(event, {p30:UInt8}), {p31:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p32:UInt8}), tupleElement(next, {p33:UInt8}), tupleElement(next, {p34:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p35:UInt8}, {p36:UInt8}))), scan.history) AS chains
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        arrayMap(e -> tuple(bitShiftRight(e, {p37:UInt8}), bitAnd(e, {p38:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p39:UInt8}) + ((if((events.event = {p40:String}), {p41:UInt8}, {p42:UInt8}) + if((events.event = {p43:String}), {p44:UInt8}, {p45:UInt8})) + if((events.event = {p46:String}), {p47:UInt8}, {p48:UInt8})))))) AS history
                    FROM events AS events
                    WHERE ((events.team_id = {p49:Int64}) AND (((events.timestamp >= {p50:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p51:DateTime64(6, 'UTC')})) AND ((events.event = {p52:String}) OR (events.event = {p53:String}) OR (events.event = {p54:String}))))
                    GROUP BY actor
                ) AS scan
            ) AS chained
        ) AS chosen
    ) AS entered
    WHERE (tupleElement(entered.times, {p55:UInt8}) > {p56:UInt8})
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
-- p5 = 1
-- p6 = 2
-- p7 = 1
-- p8 = 1209600000000
-- p9 = 2
-- p10 = 0
-- p11 = 3
-- p12 = 1
-- p13 = 1209600000000
-- p14 = 3
-- p15 = 0
-- p16 = 1
-- p17 = 0
-- p18 = 1
-- p19 = 2
-- p20 = 2
-- p21 = 1
-- p22 = 0
-- p23 = 1
-- p24 = 2
-- p25 = 1
-- p26 = 1
-- p27 = 2
-- p28 = 1
-- p29 = 0
-- p30 = 2
-- p31 = 0
-- p32 = 1
-- p33 = 1
-- p34 = 2
-- p35 = 0
-- p36 = 0
-- p37 = 3
-- p38 = 7
-- p39 = 3
-- p40 = "$pageview"
-- p41 = 1
-- p42 = 0
-- p43 = "signup"
-- p44 = 2
-- p45 = 0
-- p46 = "purchase"
-- p47 = 4
-- p48 = 0
-- p49 = 1
-- p50 = "2024-03-04 00:00:00.000000"
-- p51 = "2024-03-08 23:59:59.999999"
-- p52 = "$pageview"
-- p53 = "signup"
-- p54 = "purchase"
-- p55 = 1
-- p56 = 0
