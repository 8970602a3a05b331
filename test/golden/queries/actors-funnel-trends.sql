-- actors
SELECT source.actor_id AS actor_id
FROM
(
    SELECT per_actor.actor AS actor_id
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
    WHERE ((per_actor.bucket = toDate({p57:DateTime64(6, 'UTC')})) AND (per_actor.converted = {p58:UInt8}))
    GROUP BY actor_id
) AS source
ORDER BY source.actor_id ASC
LIMIT {p60:UInt8}, {p59:UInt8}
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
-- p57 = "2024-03-06 00:00:00.000000"
-- p58 = 0
-- p59 = 101
-- p60 = 0

-- about
SELECT persons.id AS actor_id
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p0:Int64}) AND (persons.is_deleted = {p1:Int64})) AND (persons.id IN (
    SELECT page.actor_id AS actor_id
    FROM
    (
        SELECT source.actor_id AS actor_id
        FROM
        (
            SELECT per_actor.actor AS actor_id
            FROM
            (
                SELECT
                    entered.actor AS actor,
                    toDate(toDateTime(intDiv(tupleElement(entered.times, {p2:UInt8}), {p3:UInt32}), {p4:String})) AS bucket,
                    max((tupleElement(entered.times, {p5:UInt8}) > {p6:UInt8})) AS converted
                FROM
                (
                    SELECT
                        chosen.actor AS actor,
                        tuple(tupleElement(chosen.chain, {p7:UInt8}), if(((tupleElement(chosen.chain, {p8:UInt8}) - tupleElement(chosen.chain, {p9:UInt8})) <= {p10:UInt64}), tupleElement(chosen.chain, {p11:UInt8}), {p12:UInt8}), if(((tupleElement(chosen.chain, {p13:UInt8}) - tupleElement(chosen.chain, {p14:UInt8})) <= {p15:UInt64}), tupleElement(chosen.chain, {p16:UInt8}), {p17:UInt8})) AS times
                    FROM
                    (
                        SELECT
                            chained.actor AS actor,
                            arrayJoin(chained.chains) AS chain
                        FROM
                        (
                            SELECT
                                scan.actor AS actor,
                                arrayReverseFill(x -> (tupleElement(x, {p18:UInt8}) > {p19:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p20:UInt8}) * bitTest(tupleElement(event, {p21:UInt8}), {p22:UInt8}))), scan.history)) AS step_2,
                                arrayReverseFill(x -> (tupleElement(x, {p23:UInt8}) > {p24:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p25:UInt8}) * bitTest(tupleElement(event, {p26:UInt8}), {p27:UInt8})), (tupleElement(next, {p28:UInt8}) * bitTest(tupleElement(event, {p29:UInt8}), {p30:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p31:UInt8})))) AS step_1,
                                arrayFilter((chain, event) -> bitTest(tupleElement(event, {p32:UInt8}), {p33:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p34:UInt8}), tupleElement(next, {p35:UInt8}), tupleElement(next, {p36:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p37:UInt8}, {p38:UInt8}))), scan.history) AS chains
                            FROM
                            (
                                SELECT
                                    events.person_id AS actor,
                                    arrayMap(e -> tuple(bitShiftRight(e, {p39:UInt8}), bitAnd(e, {p40:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p41:UInt8}) + ((if((events.event = {p42:String}), {p43:UInt8}, {p44:UInt8}) + if((events.event = {p45:String}), {p46:UInt8}, {p47:UInt8})) + if((events.event = {p48:String}), {p49:UInt8}, {p50:UInt8})))))) AS history
                                FROM events AS events
                                WHERE ((events.team_id = {p51:Int64}) AND (((events.timestamp >= {p52:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p53:DateTime64(6, 'UTC')})) AND ((events.event = {p54:String}) OR (events.event = {p55:String}) OR (events.event = {p56:String}))))
                                GROUP BY actor
                            ) AS scan
                        ) AS chained
                    ) AS chosen
                ) AS entered
                WHERE (tupleElement(entered.times, {p57:UInt8}) > {p58:UInt8})
                GROUP BY
                    entered.actor,
                    bucket
            ) AS per_actor
            WHERE ((per_actor.bucket = toDate({p59:DateTime64(6, 'UTC')})) AND (per_actor.converted = {p60:UInt8}))
            GROUP BY actor_id
        ) AS source
        ORDER BY source.actor_id ASC
        LIMIT {p62:UInt8}, {p61:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
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
-- p39 = 3
-- p40 = 7
-- p41 = 3
-- p42 = "$pageview"
-- p43 = 1
-- p44 = 0
-- p45 = "signup"
-- p46 = 2
-- p47 = 0
-- p48 = "purchase"
-- p49 = 4
-- p50 = 0
-- p51 = 1
-- p52 = "2024-03-04 00:00:00.000000"
-- p53 = "2024-03-08 23:59:59.999999"
-- p54 = "$pageview"
-- p55 = "signup"
-- p56 = "purchase"
-- p57 = 1
-- p58 = 0
-- p59 = "2024-03-06 00:00:00.000000"
-- p60 = 0
-- p61 = 101
-- p62 = 0
