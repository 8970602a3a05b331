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
                    toDate(toDateTime(intDiv(arrayElement(entered.times, {p2:UInt8}), {p3:UInt32}), {p4:String})) AS bucket,
                    max((arrayElement(entered.times, {p5:UInt8}) > {p6:UInt8})) AS converted
                FROM
                (
                    SELECT
                        each_chain.actor AS actor,
                        each_chain.value AS value,
                        tupleElement(each_chain.chain, {p7:UInt8}) AS times
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
                                arrayReverseFill(x -> (tupleElement(x, {p8:UInt8}) > {p9:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p10:UInt8}) * bitTest(tupleElement(event, {p11:UInt8}), {p12:UInt8})), (tupleElement(event, {p13:UInt8}) * bitTest(tupleElement(event, {p14:UInt8}), {p15:UInt8}))), scan.history)) AS step_2,
                                arrayReverseFill(x -> (tupleElement(x, {p16:UInt8}) > {p17:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p18:UInt8}) * bitTest(tupleElement(event, {p19:UInt8}), {p20:UInt8})), (tupleElement(event, {p21:UInt8}) * bitTest(tupleElement(event, {p22:UInt8}), {p23:UInt8})), (tupleElement(next, {p24:UInt8}) * bitTest(tupleElement(event, {p25:UInt8}), {p26:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p27:UInt8}, {p28:UInt8})))) AS step_1,
                                arrayMap((event, next) -> tuple((tupleElement(event, {p29:UInt8}) * bitTest(tupleElement(event, {p30:UInt8}), {p31:UInt8})), (tupleElement(event, {p32:UInt8}) * bitTest(tupleElement(event, {p33:UInt8}), {p34:UInt8})), (tupleElement(next, {p35:UInt8}) * bitTest(tupleElement(event, {p36:UInt8}), {p37:UInt8})), (tupleElement(next, {p38:UInt8}) * bitTest(tupleElement(event, {p39:UInt8}), {p40:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p41:UInt8}, {p42:UInt8}, {p43:UInt8}))) AS step_0,
                                arrayFilter(start -> (tupleElement(start, {p44:UInt8}) > {p45:UInt8}), step_0) AS starts,
                                arrayMap(start -> array(tupleElement(start, {p46:UInt8}), if(((tupleElement(start, {p47:UInt8}) - tupleElement(start, {p48:UInt8})) <= {p49:UInt64}), tupleElement(start, {p50:UInt8}), {p51:UInt8}), if(((tupleElement(start, {p52:UInt8}) - tupleElement(start, {p53:UInt8})) <= {p54:UInt64}), tupleElement(start, {p55:UInt8}), {p56:UInt8})), starts) AS moments,
                                arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p57:UInt8}), moment) * {p58:UInt64}) + ({p59:UInt8} * {p60:UInt64})) + ({p61:UInt64} - arrayMax(moment))), {p62:UInt8}, moment), starts, moments) AS chains
                            FROM
                            (
                                SELECT
                                    events.person_id AS actor,
                                    if(empty(argMinIf(ifNull(nullIf(toString(events.properties.`$browser`), {p63:String}), {p64:String}), events.timestamp, (((events.event = {p65:String}) OR (events.event = {p66:String}) OR (events.event = {p67:String})) AND (NOT (ifNull(nullIf(toString(events.properties.`$browser`), {p68:String}), {p69:String}) = {p70:String}))))), array(), array(argMinIf(ifNull(nullIf(toString(events.properties.`$browser`), {p71:String}), {p72:String}), events.timestamp, (((events.event = {p73:String}) OR (events.event = {p74:String}) OR (events.event = {p75:String})) AND (NOT (ifNull(nullIf(toString(events.properties.`$browser`), {p76:String}), {p77:String}) = {p78:String})))))) AS value,
                                    arrayMap(e -> tuple(bitShiftRight(e, {p79:UInt8}), bitAnd(e, {p80:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p81:UInt8}) + ((if((events.event = {p82:String}), {p83:UInt8}, {p84:UInt8}) + if((events.event = {p85:String}), {p86:UInt8}, {p87:UInt8})) + if((events.event = {p88:String}), {p89:UInt8}, {p90:UInt8})))))) AS history
                                FROM events AS events
                                WHERE ((events.team_id = {p91:Int64}) AND (((events.timestamp >= {p92:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p93:DateTime64(6, 'UTC')})) AND ((events.event = {p94:String}) OR (events.event = {p95:String}) OR (events.event = {p96:String}))))
                                GROUP BY actor
                            ) AS scan
                        ) AS chained
                    ) AS each_chain
                    WHERE (tupleElement(each_chain.chain, {p97:UInt8}) = {p98:UInt8})
                ) AS entered
                WHERE (arrayElement(entered.times, {p99:UInt8}) > {p100:UInt8})
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
-- p7 = 3
-- p8 = 1
-- p9 = 0
-- p10 = 1
-- p11 = 2
-- p12 = 2
-- p13 = 1
-- p14 = 2
-- p15 = 2
-- p16 = 1
-- p17 = 0
-- p18 = 1
-- p19 = 2
-- p20 = 1
-- p21 = 1
-- p22 = 2
-- p23 = 1
-- p24 = 2
-- p25 = 2
-- p26 = 1
-- p27 = 0
-- p28 = 0
-- p29 = 1
-- p30 = 2
-- p31 = 0
-- p32 = 1
-- p33 = 2
-- p34 = 0
-- p35 = 2
-- p36 = 2
-- p37 = 0
-- p38 = 3
-- p39 = 2
-- p40 = 0
-- p41 = 0
-- p42 = 0
-- p43 = 0
-- p44 = 1
-- p45 = 0
-- p46 = 2
-- p47 = 3
-- p48 = 2
-- p49 = 1209600000000
-- p50 = 3
-- p51 = 0
-- p52 = 4
-- p53 = 2
-- p54 = 1209600000000
-- p55 = 4
-- p56 = 0
-- p57 = 0
-- p58 = "72057594037927936"
-- p59 = 1
-- p60 = "36028797018963968"
-- p61 = "18014398509481984"
-- p62 = 1
-- p63 = ""
-- p64 = "$$_posthog_breakdown_null_$$"
-- p65 = "$pageview"
-- p66 = "signup"
-- p67 = "purchase"
-- p68 = ""
-- p69 = "$$_posthog_breakdown_null_$$"
-- p70 = "$$_posthog_breakdown_null_$$"
-- p71 = ""
-- p72 = "$$_posthog_breakdown_null_$$"
-- p73 = "$pageview"
-- p74 = "signup"
-- p75 = "purchase"
-- p76 = ""
-- p77 = "$$_posthog_breakdown_null_$$"
-- p78 = "$$_posthog_breakdown_null_$$"
-- p79 = 3
-- p80 = 7
-- p81 = 3
-- p82 = "$pageview"
-- p83 = 1
-- p84 = 0
-- p85 = "signup"
-- p86 = 2
-- p87 = 0
-- p88 = "purchase"
-- p89 = 4
-- p90 = 0
-- p91 = 1
-- p92 = "2024-03-04 00:00:00.000000"
-- p93 = "2024-03-08 23:59:59.999999"
-- p94 = "$pageview"
-- p95 = "signup"
-- p96 = "purchase"
-- p97 = 2
-- p98 = 1
-- p99 = 1
-- p100 = 0
