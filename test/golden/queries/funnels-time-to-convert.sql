-- funnel.0
SELECT
    measured.low AS low,
    if((ceil(((measured.high - measured.low) / measured.bins)) = {p0:UInt8}), {p1:UInt8}, ceil(((measured.high - measured.low) / measured.bins))) AS width,
    measured.bins AS bins,
    measured.average AS average,
    floor(((measured.seconds - measured.low) / width)) AS bin,
    count() AS total
FROM
(
    SELECT
        conversions.seconds AS seconds,
        floor(min(conversions.seconds) OVER ()) AS low,
        ceil(max(conversions.seconds) OVER ()) AS high,
        avg(conversions.seconds) OVER () AS average,
        least(greatest(ceil(cbrt(count() OVER ())), {p2:UInt8}), {p3:UInt8}) AS bins
    FROM
    (
        SELECT ((arrayElement(actors.times, {p4:UInt8}) - arrayElement(actors.times, {p5:UInt8})) / {p6:UInt32}) AS seconds
        FROM
        (
            SELECT
                bests.actor AS actor,
                tupleElement(bests.best, {p7:UInt8}) AS times
            FROM
            (
                SELECT
                    chained.actor AS actor,
                    arrayMap(chain -> tupleElement(chain, {p8:UInt8}), chained.chains) AS ranks,
                    arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS best
                FROM
                (
                    SELECT
                        scan.actor AS actor,
                        arrayReverseFill(x -> (tupleElement(x, {p9:UInt8}) > {p10:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p11:UInt8}) * bitTest(tupleElement(event, {p12:UInt8}), {p13:UInt8})), (tupleElement(event, {p14:UInt8}) * bitTest(tupleElement(event, {p15:UInt8}), {p16:UInt8}))), scan.history)) AS step_2,
                        arrayReverseFill(x -> (tupleElement(x, {p17:UInt8}) > {p18:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p19:UInt8}) * bitTest(tupleElement(event, {p20:UInt8}), {p21:UInt8})), (tupleElement(event, {p22:UInt8}) * bitTest(tupleElement(event, {p23:UInt8}), {p24:UInt8})), (tupleElement(next, {p25:UInt8}) * bitTest(tupleElement(event, {p26:UInt8}), {p27:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p28:UInt8}, {p29:UInt8})))) AS step_1,
                        arrayMap((event, next) -> tuple((tupleElement(event, {p30:UInt8}) * bitTest(tupleElement(event, {p31:UInt8}), {p32:UInt8})), (tupleElement(event, {p33:UInt8}) * bitTest(tupleElement(event, {p34:UInt8}), {p35:UInt8})), (tupleElement(next, {p36:UInt8}) * bitTest(tupleElement(event, {p37:UInt8}), {p38:UInt8})), (tupleElement(next, {p39:UInt8}) * bitTest(tupleElement(event, {p40:UInt8}), {p41:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p42:UInt8}, {p43:UInt8}, {p44:UInt8}))) AS step_0,
                        arrayFilter(start -> (tupleElement(start, {p45:UInt8}) > {p46:UInt8}), step_0) AS starts,
                        arrayMap(start -> array(tupleElement(start, {p47:UInt8}), if(((tupleElement(start, {p48:UInt8}) - tupleElement(start, {p49:UInt8})) <= {p50:UInt64}), tupleElement(start, {p51:UInt8}), {p52:UInt8}), if(((tupleElement(start, {p53:UInt8}) - tupleElement(start, {p54:UInt8})) <= {p55:UInt64}), tupleElement(start, {p56:UInt8}), {p57:UInt8})), starts) AS moments,
                        arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p58:UInt8}), moment) * {p59:UInt64}) + ({p60:UInt8} * {p61:UInt64})) + ({p62:UInt64} - arrayMax(moment))), {p63:UInt8}, moment), starts, moments) AS chains
                    FROM
                    (
                        SELECT
                            events.person_id AS actor,
                            arrayMap(e -> tuple(bitShiftRight(e, {p64:UInt8}), bitAnd(e, {p65:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p66:UInt8}) + ((if((events.event = {p67:String}), {p68:UInt8}, {p69:UInt8}) + if((events.event = {p70:String}), {p71:UInt8}, {p72:UInt8})) + if((events.event = {p73:String}), {p74:UInt8}, {p75:UInt8})))))) AS history
                        FROM events AS events
                        WHERE ((events.team_id = {p76:Int64}) AND (((events.timestamp >= {p77:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p78:DateTime64(6, 'UTC')})) AND ((events.event = {p79:String}) OR (events.event = {p80:String}) OR (events.event = {p81:String}))))
                        GROUP BY actor
                    ) AS scan
                ) AS chained
                WHERE notEmpty(chained.chains)
            ) AS bests
            WHERE (tupleElement(bests.best, {p82:UInt8}) = {p83:UInt8})
        ) AS actors
        WHERE (arrayElement(actors.times, {p84:UInt8}) > {p85:UInt8})
    ) AS conversions
) AS measured
GROUP BY
    measured.low,
    width,
    measured.bins,
    measured.average,
    bin
-- p0 = 0
-- p1 = 60
-- p2 = 1
-- p3 = 60
-- p4 = 3
-- p5 = 1
-- p6 = 1000000
-- p7 = 3
-- p8 = 1
-- p9 = 1
-- p10 = 0
-- p11 = 1
-- p12 = 2
-- p13 = 2
-- p14 = 1
-- p15 = 2
-- p16 = 2
-- p17 = 1
-- p18 = 0
-- p19 = 1
-- p20 = 2
-- p21 = 1
-- p22 = 1
-- p23 = 2
-- p24 = 1
-- p25 = 2
-- p26 = 2
-- p27 = 1
-- p28 = 0
-- p29 = 0
-- p30 = 1
-- p31 = 2
-- p32 = 0
-- p33 = 1
-- p34 = 2
-- p35 = 0
-- p36 = 2
-- p37 = 2
-- p38 = 0
-- p39 = 3
-- p40 = 2
-- p41 = 0
-- p42 = 0
-- p43 = 0
-- p44 = 0
-- p45 = 1
-- p46 = 0
-- p47 = 2
-- p48 = 3
-- p49 = 2
-- p50 = 1209600000000
-- p51 = 3
-- p52 = 0
-- p53 = 4
-- p54 = 2
-- p55 = 1209600000000
-- p56 = 4
-- p57 = 0
-- p58 = 0
-- p59 = "72057594037927936"
-- p60 = 1
-- p61 = "36028797018963968"
-- p62 = "18014398509481984"
-- p63 = 1
-- p64 = 3
-- p65 = 7
-- p66 = 3
-- p67 = "$pageview"
-- p68 = 1
-- p69 = 0
-- p70 = "signup"
-- p71 = 2
-- p72 = 0
-- p73 = "purchase"
-- p74 = 4
-- p75 = 0
-- p76 = 1
-- p77 = "2024-03-04 00:00:00.000000"
-- p78 = "2024-03-08 23:59:59.999999"
-- p79 = "$pageview"
-- p80 = "signup"
-- p81 = "purchase"
-- p82 = 2
-- p83 = 1
-- p84 = 3
-- p85 = 0
