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
            countIf(((actors.times.1) > {p4:UInt8})) AS count_0,
            countIf(((actors.times.2) > {p5:UInt8})) AS count_1,
            countIf(((actors.times.3) > {p6:UInt8})) AS count_2,
            sumIf((((actors.times.2) - (actors.times.1)) / {p7:UInt32}), ((actors.times.2) > {p8:UInt8})) AS sum_0,
            sumIf((((actors.times.3) - (actors.times.2)) / {p9:UInt32}), ((actors.times.3) > {p10:UInt8})) AS sum_1,
            quantileExactInclusiveStateIf({p11:Float64})((((actors.times.2) - (actors.times.1)) / {p12:UInt32}), ((actors.times.2) > {p13:UInt8})) AS median_0,
            quantileExactInclusiveStateIf({p14:Float64})((((actors.times.3) - (actors.times.2)) / {p15:UInt32}), ((actors.times.3) > {p16:UInt8})) AS median_1
        FROM
        (
            SELECT
                chained.actor AS actor,
                chained.value AS value,
                arrayMap(chain -> ((greatest(greatest((((chain.1) > {p17:UInt8}) * {p18:UInt8}), (((chain.2) > {p19:UInt8}) * {p20:UInt8})), (((chain.3) > {p21:UInt8}) * {p22:UInt8})) * {p23:UInt64}) + ({p24:UInt64} - greatest(greatest(chain.1, chain.2), chain.3))), chained.chains) AS ranks,
                arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS times
            FROM
            (
                SELECT
                    scan.actor AS actor,
                    scan.value AS value,
                    arrayReverseFill(x -> ((x.1) > {p25:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p26:UInt8}))), scan.history)) AS step_2,
                    arrayReverseFill(x -> ((x.1) > {p27:UInt8}), arrayMap((event, next) -> tuple(((event.1) * bitTest(event.2, {p28:UInt8})), ((next.1) * bitTest(event.2, {p29:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p30:UInt8})))) AS step_1,
                    arrayFilter((chain, event) -> bitTest(event.2, {p31:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p32:UInt64}), next.1, {p33:UInt8}), if((((next.2) - (event.1)) <= {p34:UInt64}), next.2, {p35:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p36:UInt8}, {p37:UInt8}))), scan.history) AS chains
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        array(ifNull(nullIf(toString(if(isNull(CAST(events.person_properties.plan, {p38:String})), if(notEmpty(JSONAllPaths(events.person_properties.^plan)), toJSONString(events.person_properties.^plan), NULL), if((startsWith(CAST(events.person_properties.plan, {p39:String}), {p40:String}) AND startsWith(dynamicType(events.person_properties.plan), {p41:String})), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p42:String})))), {p43:String}), {p44:String})) AS value,
                        arrayMap(e -> tuple(bitShiftRight(e, {p45:UInt8}), bitAnd(e, {p46:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p47:UInt8}) + ((if((events.event = {p48:String}), {p49:UInt8}, {p50:UInt8}) + if((events.event = {p51:String}), {p52:UInt8}, {p53:UInt8})) + if((events.event = {p54:String}), {p55:UInt8}, {p56:UInt8})))))) AS history
                    FROM events AS events
                    WHERE ((events.team_id = {p57:Int64}) AND (((events.timestamp >= {p58:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p59:DateTime64(6, 'UTC')})) AND ((events.event = {p60:String}) OR (events.event = {p61:String}) OR (events.event = {p62:String}))))
                    GROUP BY
                        actor,
                        value
                ) AS scan
            ) AS chained
            WHERE notEmpty(chained.chains)
        ) AS actors
        GROUP BY actors.value
    ) AS per_value
) AS ranked
GROUP BY breakdown
-- p0 = 25
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = 0.5
-- p3 = 0.5
-- p4 = 0
-- p5 = 0
-- p6 = 0
-- p7 = 1000000
-- p8 = 0
-- p9 = 1000000
-- p10 = 0
-- p11 = 0.5
-- p12 = 1000000
-- p13 = 0
-- p14 = 0.5
-- p15 = 1000000
-- p16 = 0
-- p17 = 0
-- p18 = 1
-- p19 = 0
-- p20 = 2
-- p21 = 0
-- p22 = 3
-- p23 = "72057594037927936"
-- p24 = "18014398509481984"
-- p25 = 0
-- p26 = 2
-- p27 = 0
-- p28 = 1
-- p29 = 1
-- p30 = 0
-- p31 = 0
-- p32 = 1209600000000
-- p33 = 0
-- p34 = 1209600000000
-- p35 = 0
-- p36 = 0
-- p37 = 0
-- p38 = "Nullable(String)"
-- p39 = "Nullable(String)"
-- p40 = "["
-- p41 = "Array"
-- p42 = "Nullable(String)"
-- p43 = ""
-- p44 = "$$_posthog_breakdown_null_$$"
-- p45 = 3
-- p46 = 7
-- p47 = 3
-- p48 = "$pageview"
-- p49 = 1
-- p50 = 0
-- p51 = "signup"
-- p52 = 2
-- p53 = 0
-- p54 = "purchase"
-- p55 = 4
-- p56 = 0
-- p57 = 1
-- p58 = "2024-03-04 00:00:00.000000"
-- p59 = "2024-03-08 23:59:59.999999"
-- p60 = "$pageview"
-- p61 = "signup"
-- p62 = "purchase"
