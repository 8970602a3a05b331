-- actors
SELECT
    source.actor_id AS actor_id,
    source.timestamp AS c1
FROM
(
    SELECT
        actors.actor AS actor_id,
        toDateTime((arrayElement(actors.times, {p0:UInt8}) / {p1:UInt32}), {p2:String}) AS timestamp
    FROM
    (
        SELECT
            bests.actor AS actor,
            tupleElement(bests.best, {p3:UInt8}) AS times
        FROM
        (
            SELECT
                chained.actor AS actor,
                arrayReduce({p4:String}, chained.chains) AS best
            FROM
            (
                SELECT
                    scan.actor AS actor,
                    arrayReverseFill(x -> (tupleElement(x, {p5:UInt8}) > {p6:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p7:UInt8}) * bitTest(tupleElement(event, {p8:UInt8}), {p9:UInt8})), (tupleElement(event, {p10:UInt8}) * bitTest(tupleElement(event, {p11:UInt8}), {p12:UInt8}))), scan.history)) AS step_2,
                    arrayReverseFill(x -> (tupleElement(x, {p13:UInt8}) > {p14:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p15:UInt8}) * bitTest(tupleElement(event, {p16:UInt8}), {p17:UInt8})), (tupleElement(event, {p18:UInt8}) * bitTest(tupleElement(event, {p19:UInt8}), {p20:UInt8})), (tupleElement(next, {p21:UInt8}) * bitTest(tupleElement(event, {p22:UInt8}), {p23:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p24:UInt8}, {p25:UInt8})))) AS step_1,
                    arrayMap((event, next) -> tuple((tupleElement(event, {p26:UInt8}) * bitTest(tupleElement(event, {p27:UInt8}), {p28:UInt8})), (tupleElement(event, {p29:UInt8}) * bitTest(tupleElement(event, {p30:UInt8}), {p31:UInt8})), (tupleElement(next, {p32:UInt8}) * bitTest(tupleElement(event, {p33:UInt8}), {p34:UInt8})), (tupleElement(next, {p35:UInt8}) * bitTest(tupleElement(event, {p36:UInt8}), {p37:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p38:UInt8}, {p39:UInt8}, {p40:UInt8}))) AS step_0,
                    arrayFilter(start -> (tupleElement(start, {p41:UInt8}) > {p42:UInt8}), step_0) AS starts,
                    arrayMap(start -> array(tupleElement(start, {p43:UInt8}), if(((tupleElement(start, {p44:UInt8}) - tupleElement(start, {p45:UInt8})) <= {p46:UInt64}), tupleElement(start, {p47:UInt8}), {p48:UInt8}), if(((tupleElement(start, {p49:UInt8}) - tupleElement(start, {p50:UInt8})) <= {p51:UInt64}), tupleElement(start, {p52:UInt8}), {p53:UInt8})), starts) AS moments,
                    arrayMap((start, moment) -> tuple(arrayLastIndex(t -> (t > {p54:UInt8}), moment), {p55:UInt8}, negate(arrayMax(moment)), tupleElement(start, {p56:UInt8}), moment), starts, moments) AS chains
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        arrayMap(e -> tuple(bitShiftRight(e, {p57:UInt8}), bitAnd(e, {p58:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p59:UInt8}) + ((if((events.event = {p60:String}), {p61:UInt8}, {p62:UInt8}) + if((events.event = {p63:String}), {p64:UInt8}, {p65:UInt8})) + if((events.event = {p66:String}), {p67:UInt8}, {p68:UInt8})))))) AS history
                    FROM events AS events
                    WHERE ((events.team_id = {p69:Int64}) AND (((events.timestamp >= {p70:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p71:DateTime64(6, 'UTC')})) AND ((events.event = {p72:String}) OR (events.event = {p73:String}) OR (events.event = {p74:String}))))
                    GROUP BY actor
                ) AS scan
            ) AS chained
            WHERE notEmpty(chained.chains)
        ) AS bests
        WHERE (tupleElement(bests.best, {p75:UInt8}) = {p76:UInt8})
    ) AS actors
    WHERE ((arrayElement(actors.times, {p77:UInt8}) > {p78:UInt8}) AND (NOT (arrayElement(actors.times, {p79:UInt8}) > {p80:UInt8})))
) AS source
LEFT JOIN person AS persons
FINAL ON ((persons.id = source.actor_id) AND ((persons.team_id = {p81:Int64}) AND (persons.is_deleted = {p82:Int64})))
ORDER BY source.actor_id ASC
LIMIT {p84:UInt8}, {p83:UInt8}
-- p0 = 1
-- p1 = 1000000
-- p2 = "UTC"
-- p3 = 5
-- p4 = "max"
-- p5 = 1
-- p6 = 0
-- p7 = 1
-- p8 = 2
-- p9 = 2
-- p10 = 1
-- p11 = 2
-- p12 = 2
-- p13 = 1
-- p14 = 0
-- p15 = 1
-- p16 = 2
-- p17 = 1
-- p18 = 1
-- p19 = 2
-- p20 = 1
-- p21 = 2
-- p22 = 2
-- p23 = 1
-- p24 = 0
-- p25 = 0
-- p26 = 1
-- p27 = 2
-- p28 = 0
-- p29 = 1
-- p30 = 2
-- p31 = 0
-- p32 = 2
-- p33 = 2
-- p34 = 0
-- p35 = 3
-- p36 = 2
-- p37 = 0
-- p38 = 0
-- p39 = 0
-- p40 = 0
-- p41 = 1
-- p42 = 0
-- p43 = 2
-- p44 = 3
-- p45 = 2
-- p46 = 1209600000000
-- p47 = 3
-- p48 = 0
-- p49 = 4
-- p50 = 2
-- p51 = 1209600000000
-- p52 = 4
-- p53 = 0
-- p54 = 0
-- p55 = 1
-- p56 = 2
-- p57 = 3
-- p58 = 7
-- p59 = 3
-- p60 = "$pageview"
-- p61 = 1
-- p62 = 0
-- p63 = "signup"
-- p64 = 2
-- p65 = 0
-- p66 = "purchase"
-- p67 = 4
-- p68 = 0
-- p69 = 1
-- p70 = "2024-03-04 00:00:00.000000"
-- p71 = "2024-03-08 23:59:59.999999"
-- p72 = "$pageview"
-- p73 = "signup"
-- p74 = "purchase"
-- p75 = 2
-- p76 = 1
-- p77 = 1
-- p78 = 0
-- p79 = 2
-- p80 = 0
-- p81 = 1
-- p82 = 0
-- p83 = 101
-- p84 = 0

-- about
SELECT persons.id AS actor_id
FROM person AS persons
FINAL
WHERE (((persons.team_id = {p0:Int64}) AND (persons.is_deleted = {p1:Int64})) AND (persons.id IN (
    SELECT page.actor_id AS actor_id
    FROM
    (
        SELECT
            source.actor_id AS actor_id,
            source.timestamp AS c1
        FROM
        (
            SELECT
                actors.actor AS actor_id,
                toDateTime((arrayElement(actors.times, {p2:UInt8}) / {p3:UInt32}), {p4:String}) AS timestamp
            FROM
            (
                SELECT
                    bests.actor AS actor,
                    tupleElement(bests.best, {p5:UInt8}) AS times
                FROM
                (
                    SELECT
                        chained.actor AS actor,
                        arrayReduce({p6:String}, chained.chains) AS best
                    FROM
                    (
                        SELECT
                            scan.actor AS actor,
                            arrayReverseFill(x -> (tupleElement(x, {p7:UInt8}) > {p8:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p9:UInt8}) * bitTest(tupleElement(event, {p10:UInt8}), {p11:UInt8})), (tupleElement(event, {p12:UInt8}) * bitTest(tupleElement(event, {p13:UInt8}), {p14:UInt8}))), scan.history)) AS step_2,
                            arrayReverseFill(x -> (tupleElement(x, {p15:UInt8}) > {p16:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p17:UInt8}) * bitTest(tupleElement(event, {p18:UInt8}), {p19:UInt8})), (tupleElement(event, {p20:UInt8}) * bitTest(tupleElement(event, {p21:UInt8}), {p22:UInt8})), (tupleElement(next, {p23:UInt8}) * bitTest(tupleElement(event, {p24:UInt8}), {p25:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p26:UInt8}, {p27:UInt8})))) AS step_1,
                            arrayMap((event, next) -> tuple((tupleElement(event, {p28:UInt8}) * bitTest(tupleElement(event, {p29:UInt8}), {p30:UInt8})), (tupleElement(event, {p31:UInt8}) * bitTest(tupleElement(event, {p32:UInt8}), {p33:UInt8})), (tupleElement(next, {p34:UInt8}) * bitTest(tupleElement(event, {p35:UInt8}), {p36:UInt8})), (tupleElement(next, {p37:UInt8}) * bitTest(tupleElement(event, {p38:UInt8}), {p39:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p40:UInt8}, {p41:UInt8}, {p42:UInt8}))) AS step_0,
                            arrayFilter(start -> (tupleElement(start, {p43:UInt8}) > {p44:UInt8}), step_0) AS starts,
                            arrayMap(start -> array(tupleElement(start, {p45:UInt8}), if(((tupleElement(start, {p46:UInt8}) - tupleElement(start, {p47:UInt8})) <= {p48:UInt64}), tupleElement(start, {p49:UInt8}), {p50:UInt8}), if(((tupleElement(start, {p51:UInt8}) - tupleElement(start, {p52:UInt8})) <= {p53:UInt64}), tupleElement(start, {p54:UInt8}), {p55:UInt8})), starts) AS moments,
                            arrayMap((start, moment) -> tuple(arrayLastIndex(t -> (t > {p56:UInt8}), moment), {p57:UInt8}, negate(arrayMax(moment)), tupleElement(start, {p58:UInt8}), moment), starts, moments) AS chains
                        FROM
                        (
                            SELECT
                                events.person_id AS actor,
                                arrayMap(e -> tuple(bitShiftRight(e, {p59:UInt8}), bitAnd(e, {p60:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p61:UInt8}) + ((if((events.event = {p62:String}), {p63:UInt8}, {p64:UInt8}) + if((events.event = {p65:String}), {p66:UInt8}, {p67:UInt8})) + if((events.event = {p68:String}), {p69:UInt8}, {p70:UInt8})))))) AS history
                            FROM events AS events
                            WHERE ((events.team_id = {p71:Int64}) AND (((events.timestamp >= {p72:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p73:DateTime64(6, 'UTC')})) AND ((events.event = {p74:String}) OR (events.event = {p75:String}) OR (events.event = {p76:String}))))
                            GROUP BY actor
                        ) AS scan
                    ) AS chained
                    WHERE notEmpty(chained.chains)
                ) AS bests
                WHERE (tupleElement(bests.best, {p77:UInt8}) = {p78:UInt8})
            ) AS actors
            WHERE ((arrayElement(actors.times, {p79:UInt8}) > {p80:UInt8}) AND (NOT (arrayElement(actors.times, {p81:UInt8}) > {p82:UInt8})))
        ) AS source
        LEFT JOIN person AS persons
        FINAL ON ((persons.id = source.actor_id) AND ((persons.team_id = {p83:Int64}) AND (persons.is_deleted = {p84:Int64})))
        ORDER BY source.actor_id ASC
        LIMIT {p86:UInt8}, {p85:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = 1000000
-- p4 = "UTC"
-- p5 = 5
-- p6 = "max"
-- p7 = 1
-- p8 = 0
-- p9 = 1
-- p10 = 2
-- p11 = 2
-- p12 = 1
-- p13 = 2
-- p14 = 2
-- p15 = 1
-- p16 = 0
-- p17 = 1
-- p18 = 2
-- p19 = 1
-- p20 = 1
-- p21 = 2
-- p22 = 1
-- p23 = 2
-- p24 = 2
-- p25 = 1
-- p26 = 0
-- p27 = 0
-- p28 = 1
-- p29 = 2
-- p30 = 0
-- p31 = 1
-- p32 = 2
-- p33 = 0
-- p34 = 2
-- p35 = 2
-- p36 = 0
-- p37 = 3
-- p38 = 2
-- p39 = 0
-- p40 = 0
-- p41 = 0
-- p42 = 0
-- p43 = 1
-- p44 = 0
-- p45 = 2
-- p46 = 3
-- p47 = 2
-- p48 = 1209600000000
-- p49 = 3
-- p50 = 0
-- p51 = 4
-- p52 = 2
-- p53 = 1209600000000
-- p54 = 4
-- p55 = 0
-- p56 = 0
-- p57 = 1
-- p58 = 2
-- p59 = 3
-- p60 = 7
-- p61 = 3
-- p62 = "$pageview"
-- p63 = 1
-- p64 = 0
-- p65 = "signup"
-- p66 = 2
-- p67 = 0
-- p68 = "purchase"
-- p69 = 4
-- p70 = 0
-- p71 = 1
-- p72 = "2024-03-04 00:00:00.000000"
-- p73 = "2024-03-08 23:59:59.999999"
-- p74 = "$pageview"
-- p75 = "signup"
-- p76 = "purchase"
-- p77 = 2
-- p78 = 1
-- p79 = 1
-- p80 = 0
-- p81 = 2
-- p82 = 0
-- p83 = 1
-- p84 = 0
-- p85 = 101
-- p86 = 0
