-- actors
SELECT source.actor_id AS actor_id
FROM
(
    SELECT per_actor.actor AS actor_id
    FROM
    (
        SELECT
            entered.actor AS actor,
            toDate(toDateTime(intDiv(arrayElement(entered.times, {p0:UInt8}), {p1:UInt32}), {p2:String})) AS bucket,
            max((arrayElement(entered.times, {p3:UInt8}) > {p4:UInt8})) AS converted
        FROM
        (
            SELECT
                each_chain.actor AS actor,
                tupleElement(each_chain.chain, {p5:UInt8}) AS times
            FROM
            (
                SELECT
                    chained.actor AS actor,
                    arrayJoin(chained.chains) AS chain
                FROM
                (
                    SELECT
                        scan.actor AS actor,
                        arrayReverseFill(x -> (tupleElement(x, {p6:UInt8}) > {p7:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p8:UInt8}) * bitTest(tupleElement(event, {p9:UInt8}), {p10:UInt8})), (tupleElement(event, {p11:UInt8}) * bitTest(tupleElement(event, {p12:UInt8}), {p13:UInt8}))), scan.history)) AS step_2,
                        arrayReverseFill(x -> (tupleElement(x, {p14:UInt8}) > {p15:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p16:UInt8}) * bitTest(tupleElement(event, {p17:UInt8}), {p18:UInt8})), (tupleElement(event, {p19:UInt8}) * bitTest(tupleElement(event, {p20:UInt8}), {p21:UInt8})), (tupleElement(next, {p22:UInt8}) * bitTest(tupleElement(event, {p23:UInt8}), {p24:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p25:UInt8}, {p26:UInt8})))) AS step_1,
                        arrayMap((event, next) -> tuple((tupleElement(event, {p27:UInt8}) * bitTest(tupleElement(event, {p28:UInt8}), {p29:UInt8})), (tupleElement(event, {p30:UInt8}) * bitTest(tupleElement(event, {p31:UInt8}), {p32:UInt8})), (tupleElement(next, {p33:UInt8}) * bitTest(tupleElement(event, {p34:UInt8}), {p35:UInt8})), (tupleElement(next, {p36:UInt8}) * bitTest(tupleElement(event, {p37:UInt8}), {p38:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p39:UInt8}, {p40:UInt8}, {p41:UInt8}))) AS step_0,
                        arrayFilter(start -> (tupleElement(start, {p42:UInt8}) > {p43:UInt8}), step_0) AS starts,
                        arrayMap(start -> array(tupleElement(start, {p44:UInt8}), if(((tupleElement(start, {p45:UInt8}) - tupleElement(start, {p46:UInt8})) <= {p47:UInt64}), tupleElement(start, {p48:UInt8}), {p49:UInt8}), if(((tupleElement(start, {p50:UInt8}) - tupleElement(start, {p51:UInt8})) <= {p52:UInt64}), tupleElement(start, {p53:UInt8}), {p54:UInt8})), starts) AS moments,
                        arrayMap((start, moment) -> tuple(arrayLastIndex(t -> (t > {p55:UInt8}), moment), {p56:UInt8}, negate(arrayMax(moment)), tupleElement(start, {p57:UInt8}), moment), starts, moments) AS chains
                    FROM
                    (
                        SELECT
                            events.person_id AS actor,
                            arrayMap(e -> tuple(bitShiftRight(e, {p58:UInt8}), bitAnd(e, {p59:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p60:UInt8}) + ((if((events.event = {p61:String}), {p62:UInt8}, {p63:UInt8}) + if((events.event = {p64:String}), {p65:UInt8}, {p66:UInt8})) + if((events.event = {p67:String}), {p68:UInt8}, {p69:UInt8})))))) AS history
                        FROM events AS events
                        WHERE ((events.team_id = {p70:Int64}) AND (((events.timestamp >= {p71:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p72:DateTime64(6, 'UTC')})) AND ((events.event = {p73:String}) OR (events.event = {p74:String}) OR (events.event = {p75:String}))))
                        GROUP BY actor
                    ) AS scan
                ) AS chained
            ) AS each_chain
            WHERE (tupleElement(each_chain.chain, {p76:UInt8}) = {p77:UInt8})
        ) AS entered
        WHERE (arrayElement(entered.times, {p78:UInt8}) > {p79:UInt8})
        GROUP BY
            entered.actor,
            bucket
    ) AS per_actor
    WHERE ((per_actor.bucket = toDate({p80:DateTime64(6, 'UTC')})) AND (per_actor.converted = {p81:UInt8}))
    GROUP BY actor_id
) AS source
LEFT JOIN person AS persons
FINAL ON ((persons.id = source.actor_id) AND ((persons.team_id = {p82:Int64}) AND (persons.is_deleted = {p83:Int64})))
ORDER BY source.actor_id ASC
LIMIT {p85:UInt8}, {p84:UInt8}
-- p0 = 1
-- p1 = 1000000
-- p2 = "UTC"
-- p3 = 3
-- p4 = 0
-- p5 = 5
-- p6 = 1
-- p7 = 0
-- p8 = 1
-- p9 = 2
-- p10 = 2
-- p11 = 1
-- p12 = 2
-- p13 = 2
-- p14 = 1
-- p15 = 0
-- p16 = 1
-- p17 = 2
-- p18 = 1
-- p19 = 1
-- p20 = 2
-- p21 = 1
-- p22 = 2
-- p23 = 2
-- p24 = 1
-- p25 = 0
-- p26 = 0
-- p27 = 1
-- p28 = 2
-- p29 = 0
-- p30 = 1
-- p31 = 2
-- p32 = 0
-- p33 = 2
-- p34 = 2
-- p35 = 0
-- p36 = 3
-- p37 = 2
-- p38 = 0
-- p39 = 0
-- p40 = 0
-- p41 = 0
-- p42 = 1
-- p43 = 0
-- p44 = 2
-- p45 = 3
-- p46 = 2
-- p47 = 1209600000000
-- p48 = 3
-- p49 = 0
-- p50 = 4
-- p51 = 2
-- p52 = 1209600000000
-- p53 = 4
-- p54 = 0
-- p55 = 0
-- p56 = 1
-- p57 = 2
-- p58 = 3
-- p59 = 7
-- p60 = 3
-- p61 = "$pageview"
-- p62 = 1
-- p63 = 0
-- p64 = "signup"
-- p65 = 2
-- p66 = 0
-- p67 = "purchase"
-- p68 = 4
-- p69 = 0
-- p70 = 1
-- p71 = "2024-03-04 00:00:00.000000"
-- p72 = "2024-03-08 23:59:59.999999"
-- p73 = "$pageview"
-- p74 = "signup"
-- p75 = "purchase"
-- p76 = 2
-- p77 = 1
-- p78 = 1
-- p79 = 0
-- p80 = "2024-03-06 00:00:00.000000"
-- p81 = 0
-- p82 = 1
-- p83 = 0
-- p84 = 101
-- p85 = 0

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
                    toDate(toDateTime(intDiv(arrayElement(entered.times, {p2:UInt8}), {p3:UInt32}), {p4:String})) AS bucket,
                    max((arrayElement(entered.times, {p5:UInt8}) > {p6:UInt8})) AS converted
                FROM
                (
                    SELECT
                        each_chain.actor AS actor,
                        tupleElement(each_chain.chain, {p7:UInt8}) AS times
                    FROM
                    (
                        SELECT
                            chained.actor AS actor,
                            arrayJoin(chained.chains) AS chain
                        FROM
                        (
                            SELECT
                                scan.actor AS actor,
                                arrayReverseFill(x -> (tupleElement(x, {p8:UInt8}) > {p9:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p10:UInt8}) * bitTest(tupleElement(event, {p11:UInt8}), {p12:UInt8})), (tupleElement(event, {p13:UInt8}) * bitTest(tupleElement(event, {p14:UInt8}), {p15:UInt8}))), scan.history)) AS step_2,
                                arrayReverseFill(x -> (tupleElement(x, {p16:UInt8}) > {p17:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p18:UInt8}) * bitTest(tupleElement(event, {p19:UInt8}), {p20:UInt8})), (tupleElement(event, {p21:UInt8}) * bitTest(tupleElement(event, {p22:UInt8}), {p23:UInt8})), (tupleElement(next, {p24:UInt8}) * bitTest(tupleElement(event, {p25:UInt8}), {p26:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p27:UInt8}, {p28:UInt8})))) AS step_1,
                                arrayMap((event, next) -> tuple((tupleElement(event, {p29:UInt8}) * bitTest(tupleElement(event, {p30:UInt8}), {p31:UInt8})), (tupleElement(event, {p32:UInt8}) * bitTest(tupleElement(event, {p33:UInt8}), {p34:UInt8})), (tupleElement(next, {p35:UInt8}) * bitTest(tupleElement(event, {p36:UInt8}), {p37:UInt8})), (tupleElement(next, {p38:UInt8}) * bitTest(tupleElement(event, {p39:UInt8}), {p40:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p41:UInt8}, {p42:UInt8}, {p43:UInt8}))) AS step_0,
                                arrayFilter(start -> (tupleElement(start, {p44:UInt8}) > {p45:UInt8}), step_0) AS starts,
                                arrayMap(start -> array(tupleElement(start, {p46:UInt8}), if(((tupleElement(start, {p47:UInt8}) - tupleElement(start, {p48:UInt8})) <= {p49:UInt64}), tupleElement(start, {p50:UInt8}), {p51:UInt8}), if(((tupleElement(start, {p52:UInt8}) - tupleElement(start, {p53:UInt8})) <= {p54:UInt64}), tupleElement(start, {p55:UInt8}), {p56:UInt8})), starts) AS moments,
                                arrayMap((start, moment) -> tuple(arrayLastIndex(t -> (t > {p57:UInt8}), moment), {p58:UInt8}, negate(arrayMax(moment)), tupleElement(start, {p59:UInt8}), moment), starts, moments) AS chains
                            FROM
                            (
                                SELECT
                                    events.person_id AS actor,
                                    arrayMap(e -> tuple(bitShiftRight(e, {p60:UInt8}), bitAnd(e, {p61:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p62:UInt8}) + ((if((events.event = {p63:String}), {p64:UInt8}, {p65:UInt8}) + if((events.event = {p66:String}), {p67:UInt8}, {p68:UInt8})) + if((events.event = {p69:String}), {p70:UInt8}, {p71:UInt8})))))) AS history
                                FROM events AS events
                                WHERE ((events.team_id = {p72:Int64}) AND (((events.timestamp >= {p73:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p74:DateTime64(6, 'UTC')})) AND ((events.event = {p75:String}) OR (events.event = {p76:String}) OR (events.event = {p77:String}))))
                                GROUP BY actor
                            ) AS scan
                        ) AS chained
                    ) AS each_chain
                    WHERE (tupleElement(each_chain.chain, {p78:UInt8}) = {p79:UInt8})
                ) AS entered
                WHERE (arrayElement(entered.times, {p80:UInt8}) > {p81:UInt8})
                GROUP BY
                    entered.actor,
                    bucket
            ) AS per_actor
            WHERE ((per_actor.bucket = toDate({p82:DateTime64(6, 'UTC')})) AND (per_actor.converted = {p83:UInt8}))
            GROUP BY actor_id
        ) AS source
        LEFT JOIN person AS persons
        FINAL ON ((persons.id = source.actor_id) AND ((persons.team_id = {p84:Int64}) AND (persons.is_deleted = {p85:Int64})))
        ORDER BY source.actor_id ASC
        LIMIT {p87:UInt8}, {p86:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = 1000000
-- p4 = "UTC"
-- p5 = 3
-- p6 = 0
-- p7 = 5
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
-- p58 = 1
-- p59 = 2
-- p60 = 3
-- p61 = 7
-- p62 = 3
-- p63 = "$pageview"
-- p64 = 1
-- p65 = 0
-- p66 = "signup"
-- p67 = 2
-- p68 = 0
-- p69 = "purchase"
-- p70 = 4
-- p71 = 0
-- p72 = 1
-- p73 = "2024-03-04 00:00:00.000000"
-- p74 = "2024-03-08 23:59:59.999999"
-- p75 = "$pageview"
-- p76 = "signup"
-- p77 = "purchase"
-- p78 = 2
-- p79 = 1
-- p80 = 1
-- p81 = 0
-- p82 = "2024-03-06 00:00:00.000000"
-- p83 = 0
-- p84 = 1
-- p85 = 0
-- p86 = 101
-- p87 = 0
