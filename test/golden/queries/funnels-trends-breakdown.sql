-- funnel.0
SELECT
    ranked.bucket AS bucket,
    if((ranked.place <= {p0:UInt8}), ranked.value, array({p1:String})) AS breakdown,
    sum(ranked.entered) AS entered,
    sum(ranked.converted) AS converted
FROM
(
    SELECT
        summed.bucket AS bucket,
        summed.value AS value,
        summed.entered AS entered,
        summed.converted AS converted,
        dense_rank() OVER (ORDER BY summed.all_converted DESC, summed.all_entered DESC, summed.value ASC) AS place
    FROM
    (
        SELECT
            per_value.bucket AS bucket,
            per_value.value AS value,
            per_value.entered AS entered,
            per_value.converted AS converted,
            sum(per_value.converted) OVER (PARTITION BY per_value.value) AS all_converted,
            sum(per_value.entered) OVER (PARTITION BY per_value.value) AS all_entered
        FROM
        (
            SELECT
                per_actor.bucket AS bucket,
                per_actor.value AS value,
                count() AS entered,
                sum(per_actor.converted) AS converted
            FROM
            (
                SELECT
                    entered.actor AS actor,
                    entered.value AS value,
                    toDate(toDateTime(intDiv(tupleElement(entered.times, {p2:UInt8}), {p3:UInt32}), {p4:String})) AS bucket,
                    max((tupleElement(entered.times, {p5:UInt8}) > {p6:UInt8})) AS converted
                FROM
                (
                    SELECT
                        chosen.actor AS actor,
                        chosen.value AS value,
                        tuple(tupleElement(chosen.chain, {p7:UInt8}), if(((tupleElement(chosen.chain, {p8:UInt8}) - tupleElement(chosen.chain, {p9:UInt8})) <= {p10:UInt64}), tupleElement(chosen.chain, {p11:UInt8}), {p12:UInt8}), if(((tupleElement(chosen.chain, {p13:UInt8}) - tupleElement(chosen.chain, {p14:UInt8})) <= {p15:UInt64}), tupleElement(chosen.chain, {p16:UInt8}), {p17:UInt8})) AS times
                    FROM
                    (
                        SELECT
                            chained.actor AS actor,
                            chained.value AS value,
                            arrayJoin(chained.chains) AS chain
                        FROM
                        (
                            SELECT
                                scan.actor AS actor,
                                scan.value AS value,
                                arrayReverseFill(x -> (tupleElement(x, {p18:UInt8}) > {p19:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p20:UInt8}) * bitTest(tupleElement(event, {p21:UInt8}), {p22:UInt8}))), scan.history)) AS step_2,
                                arrayReverseFill(x -> (tupleElement(x, {p23:UInt8}) > {p24:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p25:UInt8}) * bitTest(tupleElement(event, {p26:UInt8}), {p27:UInt8})), (tupleElement(next, {p28:UInt8}) * bitTest(tupleElement(event, {p29:UInt8}), {p30:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p31:UInt8})))) AS step_1,
                                arrayFilter((chain, event) -> bitTest(tupleElement(event, {p32:UInt8}), {p33:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p34:UInt8}), tupleElement(next, {p35:UInt8}), tupleElement(next, {p36:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p37:UInt8}, {p38:UInt8}))), scan.history) AS chains
                            FROM
                            (
                                SELECT
                                    events.person_id AS actor,
                                    if(empty(argMinIf(ifNull(nullIf(toString(events.properties.`$browser`), {p39:String}), {p40:String}), events.timestamp, (NOT (ifNull(nullIf(toString(events.properties.`$browser`), {p41:String}), {p42:String}) = {p43:String})))), array(), array(argMinIf(ifNull(nullIf(toString(events.properties.`$browser`), {p44:String}), {p45:String}), events.timestamp, (NOT (ifNull(nullIf(toString(events.properties.`$browser`), {p46:String}), {p47:String}) = {p48:String}))))) AS value,
                                    arrayMap(e -> tuple(bitShiftRight(e, {p49:UInt8}), bitAnd(e, {p50:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p51:UInt8}) + ((if((events.event = {p52:String}), {p53:UInt8}, {p54:UInt8}) + if((events.event = {p55:String}), {p56:UInt8}, {p57:UInt8})) + if((events.event = {p58:String}), {p59:UInt8}, {p60:UInt8})))))) AS history
                                FROM events AS events
                                WHERE ((events.team_id = {p61:Int64}) AND (((events.timestamp >= {p62:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p63:DateTime64(6, 'UTC')})) AND ((events.event = {p64:String}) OR (events.event = {p65:String}) OR (events.event = {p66:String}))))
                                GROUP BY actor
                            ) AS scan
                        ) AS chained
                    ) AS chosen
                ) AS entered
                WHERE (tupleElement(entered.times, {p67:UInt8}) > {p68:UInt8})
                GROUP BY
                    entered.actor,
                    entered.value,
                    bucket
            ) AS per_actor
            GROUP BY
                per_actor.bucket,
                per_actor.value
        ) AS per_value
    ) AS summed
) AS ranked
GROUP BY
    ranked.bucket,
    breakdown
-- p0 = 25
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = 1
-- p3 = 1000000
-- p4 = "UTC"
-- p5 = 3
-- p6 = 0
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
-- p22 = 2
-- p23 = 1
-- p24 = 0
-- p25 = 1
-- p26 = 2
-- p27 = 1
-- p28 = 1
-- p29 = 2
-- p30 = 1
-- p31 = 0
-- p32 = 2
-- p33 = 0
-- p34 = 1
-- p35 = 1
-- p36 = 2
-- p37 = 0
-- p38 = 0
-- p39 = ""
-- p40 = "$$_posthog_breakdown_null_$$"
-- p41 = ""
-- p42 = "$$_posthog_breakdown_null_$$"
-- p43 = "$$_posthog_breakdown_null_$$"
-- p44 = ""
-- p45 = "$$_posthog_breakdown_null_$$"
-- p46 = ""
-- p47 = "$$_posthog_breakdown_null_$$"
-- p48 = "$$_posthog_breakdown_null_$$"
-- p49 = 3
-- p50 = 7
-- p51 = 3
-- p52 = "$pageview"
-- p53 = 1
-- p54 = 0
-- p55 = "signup"
-- p56 = 2
-- p57 = 0
-- p58 = "purchase"
-- p59 = 4
-- p60 = 0
-- p61 = 1
-- p62 = "2024-03-04 00:00:00.000000"
-- p63 = "2024-03-08 23:59:59.999999"
-- p64 = "$pageview"
-- p65 = "signup"
-- p66 = "purchase"
-- p67 = 1
-- p68 = 0
