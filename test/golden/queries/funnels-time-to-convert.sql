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
        SELECT (((actors.times.3) - (actors.times.1)) / {p4:UInt32}) AS seconds
        FROM
        (
            SELECT
                chained.actor AS actor,
                arrayMap(chain -> ((greatest(greatest((((chain.1) > {p5:UInt8}) * {p6:UInt8}), (((chain.2) > {p7:UInt8}) * {p8:UInt8})), (((chain.3) > {p9:UInt8}) * {p10:UInt8})) * {p11:UInt64}) + ({p12:UInt64} - greatest(greatest(chain.1, chain.2), chain.3))), chained.chains) AS ranks,
                arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS times
            FROM
            (
                SELECT
                    scan.actor AS actor,
                    arrayReverseFill(x -> ((x.1) > {p13:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p14:UInt8}))), scan.history)) AS step_2,
                    arrayReverseFill(x -> ((x.1) > {p15:UInt8}), arrayMap((event, next) -> tuple(((event.1) * bitTest(event.2, {p16:UInt8})), ((next.1) * bitTest(event.2, {p17:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p18:UInt8})))) AS step_1,
                    arrayFilter((chain, event) -> bitTest(event.2, {p19:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p20:UInt64}), next.1, {p21:UInt8}), if((((next.2) - (event.1)) <= {p22:UInt64}), next.2, {p23:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p24:UInt8}, {p25:UInt8}))), scan.history) AS chains
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        arrayMap(e -> tuple(bitShiftRight(e, {p26:UInt8}), bitAnd(e, {p27:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p28:UInt8}) + ((if((events.event = {p29:String}), {p30:UInt8}, {p31:UInt8}) + if((events.event = {p32:String}), {p33:UInt8}, {p34:UInt8})) + if((events.event = {p35:String}), {p36:UInt8}, {p37:UInt8})))))) AS history
                    FROM events AS events
                    WHERE ((events.team_id = {p38:Int64}) AND (((events.timestamp >= {p39:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p40:DateTime64(6, 'UTC')})) AND ((events.event = {p41:String}) OR (events.event = {p42:String}) OR (events.event = {p43:String}))))
                    GROUP BY actor
                ) AS scan
            ) AS chained
            WHERE notEmpty(chained.chains)
        ) AS actors
        WHERE ((actors.times.3) > {p44:UInt8})
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
-- p4 = 1000000
-- p5 = 0
-- p6 = 1
-- p7 = 0
-- p8 = 2
-- p9 = 0
-- p10 = 3
-- p11 = "72057594037927936"
-- p12 = "18014398509481984"
-- p13 = 0
-- p14 = 2
-- p15 = 0
-- p16 = 1
-- p17 = 1
-- p18 = 0
-- p19 = 0
-- p20 = 1209600000000
-- p21 = 0
-- p22 = 1209600000000
-- p23 = 0
-- p24 = 0
-- p25 = 0
-- p26 = 3
-- p27 = 7
-- p28 = 3
-- p29 = "$pageview"
-- p30 = 1
-- p31 = 0
-- p32 = "signup"
-- p33 = 2
-- p34 = 0
-- p35 = "purchase"
-- p36 = 4
-- p37 = 0
-- p38 = 1
-- p39 = "2024-03-04 00:00:00.000000"
-- p40 = "2024-03-08 23:59:59.999999"
-- p41 = "$pageview"
-- p42 = "signup"
-- p43 = "purchase"
-- p44 = 0
