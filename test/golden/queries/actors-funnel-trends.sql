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
                        arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p55:UInt8}), moment) * {p56:UInt64}) + ({p57:UInt8} * {p58:UInt64})) + ({p59:UInt64} - arrayMax(moment))), {p60:UInt8}, moment), starts, moments) AS chains
                    FROM
                    (
                        SELECT
                            events.person_id AS actor,
                            arrayMap(e -> tuple(bitShiftRight(e, {p61:UInt8}), bitAnd(e, {p62:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p63:UInt8}) + ((if((events.event = {p64:String}), {p65:UInt8}, {p66:UInt8}) + if((events.event = {p67:String}), {p68:UInt8}, {p69:UInt8})) + if((events.event = {p70:String}), {p71:UInt8}, {p72:UInt8})))))) AS history
                        FROM events AS events
                        WHERE ((events.team_id = {p73:Int64}) AND (((events.timestamp >= {p74:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p75:DateTime64(6, 'UTC')})) AND ((events.event = {p76:String}) OR (events.event = {p77:String}) OR (events.event = {p78:String}))))
                        GROUP BY actor
                    ) AS scan
                ) AS chained
            ) AS each_chain
            WHERE (tupleElement(each_chain.chain, {p79:UInt8}) = {p80:UInt8})
        ) AS entered
        WHERE (arrayElement(entered.times, {p81:UInt8}) > {p82:UInt8})
        GROUP BY
            entered.actor,
            bucket
    ) AS per_actor
    WHERE ((per_actor.bucket = toDate({p83:DateTime64(6, 'UTC')})) AND (per_actor.converted = {p84:UInt8}))
    GROUP BY actor_id
) AS source
ORDER BY source.actor_id ASC
LIMIT {p86:UInt8}, {p85:UInt8}
-- p0 = 1
-- p1 = 1000000
-- p2 = "UTC"
-- p3 = 3
-- p4 = 0
-- p5 = 3
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
-- p56 = "72057594037927936"
-- p57 = 1
-- p58 = "36028797018963968"
-- p59 = "18014398509481984"
-- p60 = 1
-- p61 = 3
-- p62 = 7
-- p63 = 3
-- p64 = "$pageview"
-- p65 = 1
-- p66 = 0
-- p67 = "signup"
-- p68 = 2
-- p69 = 0
-- p70 = "purchase"
-- p71 = 4
-- p72 = 0
-- p73 = 1
-- p74 = "2024-03-04 00:00:00.000000"
-- p75 = "2024-03-08 23:59:59.999999"
-- p76 = "$pageview"
-- p77 = "signup"
-- p78 = "purchase"
-- p79 = 2
-- p80 = 1
-- p81 = 1
-- p82 = 0
-- p83 = "2024-03-06 00:00:00.000000"
-- p84 = 0
-- p85 = 101
-- p86 = 0

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
                                arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p57:UInt8}), moment) * {p58:UInt64}) + ({p59:UInt8} * {p60:UInt64})) + ({p61:UInt64} - arrayMax(moment))), {p62:UInt8}, moment), starts, moments) AS chains
                            FROM
                            (
                                SELECT
                                    events.person_id AS actor,
                                    arrayMap(e -> tuple(bitShiftRight(e, {p63:UInt8}), bitAnd(e, {p64:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p65:UInt8}) + ((if((events.event = {p66:String}), {p67:UInt8}, {p68:UInt8}) + if((events.event = {p69:String}), {p70:UInt8}, {p71:UInt8})) + if((events.event = {p72:String}), {p73:UInt8}, {p74:UInt8})))))) AS history
                                FROM events AS events
                                WHERE ((events.team_id = {p75:Int64}) AND (((events.timestamp >= {p76:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p77:DateTime64(6, 'UTC')})) AND ((events.event = {p78:String}) OR (events.event = {p79:String}) OR (events.event = {p80:String}))))
                                GROUP BY actor
                            ) AS scan
                        ) AS chained
                    ) AS each_chain
                    WHERE (tupleElement(each_chain.chain, {p81:UInt8}) = {p82:UInt8})
                ) AS entered
                WHERE (arrayElement(entered.times, {p83:UInt8}) > {p84:UInt8})
                GROUP BY
                    entered.actor,
                    bucket
            ) AS per_actor
            WHERE ((per_actor.bucket = toDate({p85:DateTime64(6, 'UTC')})) AND (per_actor.converted = {p86:UInt8}))
            GROUP BY actor_id
        ) AS source
        ORDER BY source.actor_id ASC
        LIMIT {p88:UInt8}, {p87:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
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
-- p63 = 3
-- p64 = 7
-- p65 = 3
-- p66 = "$pageview"
-- p67 = 1
-- p68 = 0
-- p69 = "signup"
-- p70 = 2
-- p71 = 0
-- p72 = "purchase"
-- p73 = 4
-- p74 = 0
-- p75 = 1
-- p76 = "2024-03-04 00:00:00.000000"
-- p77 = "2024-03-08 23:59:59.999999"
-- p78 = "$pageview"
-- p79 = "signup"
-- p80 = "purchase"
-- p81 = 2
-- p82 = 1
-- p83 = 1
-- p84 = 0
-- p85 = "2024-03-06 00:00:00.000000"
-- p86 = 0
-- p87 = 101
-- p88 = 0
