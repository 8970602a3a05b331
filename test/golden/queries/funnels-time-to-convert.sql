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
        SELECT ((tupleElement(actors.times, {p4:UInt8}) - tupleElement(actors.times, {p5:UInt8})) / {p6:UInt32}) AS seconds
        FROM
        (
            SELECT
                chosen.actor AS actor,
                tuple(tupleElement(chosen.chain, {p7:UInt8}), if(((tupleElement(chosen.chain, {p8:UInt8}) - tupleElement(chosen.chain, {p9:UInt8})) <= {p10:UInt64}), tupleElement(chosen.chain, {p11:UInt8}), {p12:UInt8}), if(((tupleElement(chosen.chain, {p13:UInt8}) - tupleElement(chosen.chain, {p14:UInt8})) <= {p15:UInt64}), tupleElement(chosen.chain, {p16:UInt8}), {p17:UInt8})) AS times
            FROM
            (
                SELECT
                    chained.actor AS actor,
                    arrayMap(chain -> ((greatest(greatest(((tupleElement(chain, {p18:UInt8}) > {p19:UInt8}) * {p20:UInt8}), ((if(((tupleElement(chain, {p21:UInt8}) - tupleElement(chain, {p22:UInt8})) <= {p23:UInt64}), tupleElement(chain, {p24:UInt8}), {p25:UInt8}) > {p26:UInt8}) * {p27:UInt8})), ((if(((tupleElement(chain, {p28:UInt8}) - tupleElement(chain, {p29:UInt8})) <= {p30:UInt64}), tupleElement(chain, {p31:UInt8}), {p32:UInt8}) > {p33:UInt8}) * {p34:UInt8})) * {p35:UInt64}) + ({p36:UInt64} - greatest(greatest(tupleElement(chain, {p37:UInt8}), if(((tupleElement(chain, {p38:UInt8}) - tupleElement(chain, {p39:UInt8})) <= {p40:UInt64}), tupleElement(chain, {p41:UInt8}), {p42:UInt8})), if(((tupleElement(chain, {p43:UInt8}) - tupleElement(chain, {p44:UInt8})) <= {p45:UInt64}), tupleElement(chain, {p46:UInt8}), {p47:UInt8})))), chained.chains) AS ranks,
                    arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS chain
                FROM
                (
                    SELECT
                        scan.actor AS actor,
                        arrayReverseFill(x -> (tupleElement(x, {p48:UInt8}) > {p49:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p50:UInt8}) * bitTest(tupleElement(event, {p51:UInt8}), {p52:UInt8}))), scan.history)) AS step_2,
                        arrayReverseFill(x -> (tupleElement(x, {p53:UInt8}) > {p54:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p55:UInt8}) * bitTest(tupleElement(event, {p56:UInt8}), {p57:UInt8})), (tupleElement(next, {p58:UInt8}) * bitTest(tupleElement(event, {p59:UInt8}), {p60:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p61:UInt8})))) AS step_1,
                        arrayFilter((chain, event) -> bitTest(tupleElement(event, {p62:UInt8}), {p63:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p64:UInt8}), tupleElement(next, {p65:UInt8}), tupleElement(next, {p66:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p67:UInt8}, {p68:UInt8}))), scan.history) AS chains
                    FROM
                    (
                        SELECT
                            events.person_id AS actor,
                            arrayMap(e -> tuple(bitShiftRight(e, {p69:UInt8}), bitAnd(e, {p70:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p71:UInt8}) + ((if((events.event = {p72:String}), {p73:UInt8}, {p74:UInt8}) + if((events.event = {p75:String}), {p76:UInt8}, {p77:UInt8})) + if((events.event = {p78:String}), {p79:UInt8}, {p80:UInt8})))))) AS history
                        FROM events AS events
                        WHERE ((events.team_id = {p81:Int64}) AND (((events.timestamp >= {p82:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p83:DateTime64(6, 'UTC')})) AND ((events.event = {p84:String}) OR (events.event = {p85:String}) OR (events.event = {p86:String}))))
                        GROUP BY actor
                    ) AS scan
                ) AS chained
                WHERE notEmpty(chained.chains)
            ) AS chosen
        ) AS actors
        WHERE (tupleElement(actors.times, {p87:UInt8}) > {p88:UInt8})
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
-- p7 = 1
-- p8 = 2
-- p9 = 1
-- p10 = 1209600000000
-- p11 = 2
-- p12 = 0
-- p13 = 3
-- p14 = 1
-- p15 = 1209600000000
-- p16 = 3
-- p17 = 0
-- p18 = 1
-- p19 = 0
-- p20 = 1
-- p21 = 2
-- p22 = 1
-- p23 = 1209600000000
-- p24 = 2
-- p25 = 0
-- p26 = 0
-- p27 = 2
-- p28 = 3
-- p29 = 1
-- p30 = 1209600000000
-- p31 = 3
-- p32 = 0
-- p33 = 0
-- p34 = 3
-- p35 = "72057594037927936"
-- p36 = "18014398509481984"
-- p37 = 1
-- p38 = 2
-- p39 = 1
-- p40 = 1209600000000
-- p41 = 2
-- p42 = 0
-- p43 = 3
-- p44 = 1
-- p45 = 1209600000000
-- p46 = 3
-- p47 = 0
-- p48 = 1
-- p49 = 0
-- p50 = 1
-- p51 = 2
-- p52 = 2
-- p53 = 1
-- p54 = 0
-- p55 = 1
-- p56 = 2
-- p57 = 1
-- p58 = 1
-- p59 = 2
-- p60 = 1
-- p61 = 0
-- p62 = 2
-- p63 = 0
-- p64 = 1
-- p65 = 1
-- p66 = 2
-- p67 = 0
-- p68 = 0
-- p69 = 3
-- p70 = 7
-- p71 = 3
-- p72 = "$pageview"
-- p73 = 1
-- p74 = 0
-- p75 = "signup"
-- p76 = 2
-- p77 = 0
-- p78 = "purchase"
-- p79 = 4
-- p80 = 0
-- p81 = 1
-- p82 = "2024-03-04 00:00:00.000000"
-- p83 = "2024-03-08 23:59:59.999999"
-- p84 = "$pageview"
-- p85 = "signup"
-- p86 = "purchase"
-- p87 = 3
-- p88 = 0
