-- funnel.0
SELECT
    array(countIf(((actors.times.1) > {p0:UInt8})), countIf(((actors.times.2) > {p1:UInt8}))) AS counts,
    array(sumIf((((actors.times.2) - (actors.times.1)) / {p2:UInt32}), ((actors.times.2) > {p3:UInt8}))) AS sums,
    array(quantileExactInclusiveIf({p4:Float64})((((actors.times.2) - (actors.times.1)) / {p5:UInt32}), ((actors.times.2) > {p6:UInt8}))) AS medians
FROM
(
    SELECT
        chained.actor AS actor,
        arrayMap(chain -> ((greatest((((chain.1) > {p7:UInt8}) * {p8:UInt8}), (((chain.2) > {p9:UInt8}) * {p10:UInt8})) * {p11:UInt64}) + ({p12:UInt64} - greatest(chain.1, chain.2))), chained.chains) AS ranks,
        arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS times
    FROM
    (
        SELECT
            scan.actor AS actor,
            arrayReverseFill(x -> ((x.1) > {p13:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p14:UInt8}))), scan.history)) AS step_1,
            arrayFilter((chain, event) -> bitTest(event.2, {p15:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p16:UInt64}), next.1, {p17:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p18:UInt8}))), scan.history) AS chains
        FROM
        (
            SELECT
                events.properties.`$session_id` AS actor,
                arrayMap(e -> tuple(bitShiftRight(e, {p19:UInt8}), bitAnd(e, {p20:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p21:UInt8}) + (if(((events.event = {p22:String}) AND (events.uuid IN (
                    SELECT argMin(events.uuid, events.timestamp)
                    FROM events AS events
                    WHERE ((events.team_id = {p23:Int64}) AND ((events.event = {p24:String}) AND (events.timestamp <= {p25:DateTime64(6, 'UTC')}) AND (isNotNull(events.properties.`$session_id`) AND (NOT ifNull((toString(events.properties.`$session_id`) = {p26:String}), {p27:UInt8})))))
                    GROUP BY events.properties.`$session_id`
                ))), {p28:UInt8}, {p29:UInt8}) + if((events.event = {p30:String}), {p31:UInt8}, {p32:UInt8})))))) AS history
            FROM events AS events
            WHERE ((events.team_id = {p33:Int64}) AND (((events.timestamp >= {p34:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p35:DateTime64(6, 'UTC')})) AND (((events.event = {p36:String}) AND (events.uuid IN (
                SELECT argMin(events.uuid, events.timestamp)
                FROM events AS events
                WHERE ((events.team_id = {p37:Int64}) AND ((events.event = {p38:String}) AND (events.timestamp <= {p39:DateTime64(6, 'UTC')}) AND (isNotNull(events.properties.`$session_id`) AND (NOT ifNull((toString(events.properties.`$session_id`) = {p40:String}), {p41:UInt8})))))
                GROUP BY events.properties.`$session_id`
            ))) OR (events.event = {p42:String})) AND (isNotNull(events.properties.`$session_id`) AND (NOT ifNull((toString(events.properties.`$session_id`) = {p43:String}), {p44:UInt8})))))
            GROUP BY actor
        ) AS scan
    ) AS chained
    WHERE notEmpty(chained.chains)
) AS actors
-- p0 = 0
-- p1 = 0
-- p2 = 1000000
-- p3 = 0
-- p4 = 0.5
-- p5 = 1000000
-- p6 = 0
-- p7 = 0
-- p8 = 1
-- p9 = 0
-- p10 = 2
-- p11 = "72057594037927936"
-- p12 = "18014398509481984"
-- p13 = 0
-- p14 = 1
-- p15 = 0
-- p16 = 1209600000000
-- p17 = 0
-- p18 = 0
-- p19 = 2
-- p20 = 3
-- p21 = 2
-- p22 = "$pageview"
-- p23 = 1
-- p24 = "$pageview"
-- p25 = "2024-03-08 23:59:59.999999"
-- p26 = ""
-- p27 = 0
-- p28 = 1
-- p29 = 0
-- p30 = "signup"
-- p31 = 2
-- p32 = 0
-- p33 = 1
-- p34 = "2024-03-04 00:00:00.000000"
-- p35 = "2024-03-08 23:59:59.999999"
-- p36 = "$pageview"
-- p37 = 1
-- p38 = "$pageview"
-- p39 = "2024-03-08 23:59:59.999999"
-- p40 = ""
-- p41 = 0
-- p42 = "signup"
-- p43 = ""
-- p44 = 0
