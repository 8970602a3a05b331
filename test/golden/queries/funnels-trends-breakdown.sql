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
                    toDate(toDateTime(intDiv(entered.times.1, {p2:UInt32}), {p3:String})) AS bucket,
                    max(((entered.times.3) > {p4:UInt8})) AS converted
                FROM
                (
                    SELECT
                        chained.actor AS actor,
                        chained.value AS value,
                        arrayJoin(chained.chains) AS times
                    FROM
                    (
                        SELECT
                            scan.actor AS actor,
                            scan.value AS value,
                            arrayReverseFill(x -> ((x.1) > {p5:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p6:UInt8}))), scan.history)) AS step_2,
                            arrayReverseFill(x -> ((x.1) > {p7:UInt8}), arrayMap((event, next) -> tuple(((event.1) * bitTest(event.2, {p8:UInt8})), ((next.1) * bitTest(event.2, {p9:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p10:UInt8})))) AS step_1,
                            arrayFilter((chain, event) -> bitTest(event.2, {p11:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p12:UInt64}), next.1, {p13:UInt8}), if((((next.2) - (event.1)) <= {p14:UInt64}), next.2, {p15:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p16:UInt8}, {p17:UInt8}))), scan.history) AS chains
                        FROM
                        (
                            SELECT
                                events.person_id AS actor,
                                arrayFilter(text -> notEmpty(text), array(argMinIf(ifNull(nullIf(toString(events.properties.`$browser`), {p18:String}), {p19:String}), events.timestamp, (NOT (ifNull(nullIf(toString(events.properties.`$browser`), {p20:String}), {p21:String}) = {p22:String}))))) AS value,
                                arrayMap(e -> tuple(bitShiftRight(e, {p23:UInt8}), bitAnd(e, {p24:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p25:UInt8}) + ((if((events.event = {p26:String}), {p27:UInt8}, {p28:UInt8}) + if((events.event = {p29:String}), {p30:UInt8}, {p31:UInt8})) + if((events.event = {p32:String}), {p33:UInt8}, {p34:UInt8})))))) AS history
                            FROM events AS events
                            WHERE ((events.team_id = {p35:Int64}) AND (((events.timestamp >= {p36:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p37:DateTime64(6, 'UTC')})) AND ((events.event = {p38:String}) OR (events.event = {p39:String}) OR (events.event = {p40:String}))))
                            GROUP BY actor
                        ) AS scan
                    ) AS chained
                ) AS entered
                WHERE ((entered.times.1) > {p41:UInt8})
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
-- p2 = 1000000
-- p3 = "UTC"
-- p4 = 0
-- p5 = 0
-- p6 = 2
-- p7 = 0
-- p8 = 1
-- p9 = 1
-- p10 = 0
-- p11 = 0
-- p12 = 1209600000000
-- p13 = 0
-- p14 = 1209600000000
-- p15 = 0
-- p16 = 0
-- p17 = 0
-- p18 = ""
-- p19 = "$$_posthog_breakdown_null_$$"
-- p20 = ""
-- p21 = "$$_posthog_breakdown_null_$$"
-- p22 = "$$_posthog_breakdown_null_$$"
-- p23 = 3
-- p24 = 7
-- p25 = 3
-- p26 = "$pageview"
-- p27 = 1
-- p28 = 0
-- p29 = "signup"
-- p30 = 2
-- p31 = 0
-- p32 = "purchase"
-- p33 = 4
-- p34 = 0
-- p35 = 1
-- p36 = "2024-03-04 00:00:00.000000"
-- p37 = "2024-03-08 23:59:59.999999"
-- p38 = "$pageview"
-- p39 = "signup"
-- p40 = "purchase"
-- p41 = 0
