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
                arrayMap(chain -> tupleElement(chain, {p4:UInt8}), chained.chains) AS ranks,
                arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS best
            FROM
            (
                SELECT
                    scan.actor AS actor,
                    arrayReverseFill(x -> (tupleElement(x, {p5:UInt8}) > {p6:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p7:UInt8}) * bitTest(tupleElement(event, {p8:UInt8}), {p9:UInt8})), (tupleElement(event, {p10:UInt8}) * bitTest(tupleElement(event, {p11:UInt8}), {p12:UInt8}))), scan.history)) AS step_2,
                    arrayReverseFill(x -> (tupleElement(x, {p13:UInt8}) > {p14:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p15:UInt8}) * bitTest(tupleElement(event, {p16:UInt8}), {p17:UInt8})), (tupleElement(event, {p18:UInt8}) * bitTest(tupleElement(event, {p19:UInt8}), {p20:UInt8})), (tupleElement(next, {p21:UInt8}) * bitTest(tupleElement(event, {p22:UInt8}), {p23:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p24:UInt8}, {p25:UInt8})))) AS step_1,
                    arrayMap((event, next) -> tuple((tupleElement(event, {p26:UInt8}) * bitTest(tupleElement(event, {p27:UInt8}), {p28:UInt8})), (tupleElement(event, {p29:UInt8}) * bitTest(tupleElement(event, {p30:UInt8}), {p31:UInt8})), (tupleElement(next, {p32:UInt8}) * bitTest(tupleElement(event, {p33:UInt8}), {p34:UInt8})), (tupleElement(next, {p35:UInt8}) * bitTest(tupleElement(event, {p36:UInt8}), {p37:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p38:UInt8}, {p39:UInt8}, {p40:UInt8}))) AS step_0,
                    arrayFilter(start -> (tupleElement(start, {p41:UInt8}) > {p42:UInt8}), step_0) AS starts,
                    arrayMap(start -> array(tupleElement(start, {p43:UInt8}), if(((tupleElement(start, {p44:UInt8}) - tupleElement(start, {p45:UInt8})) <= {p46:UInt64}), tupleElement(start, {p47:UInt8}), {p48:UInt8}), if(((tupleElement(start, {p49:UInt8}) - tupleElement(start, {p50:UInt8})) <= {p51:UInt64}), tupleElement(start, {p52:UInt8}), {p53:UInt8})), starts) AS moments,
                    arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p54:UInt8}), moment) * {p55:UInt64}) + ({p56:UInt8} * {p57:UInt64})) + ({p58:UInt64} - arrayMax(moment))), {p59:UInt8}, moment), starts, moments) AS chains
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
            WHERE notEmpty(chained.chains)
        ) AS bests
        WHERE (tupleElement(bests.best, {p78:UInt8}) = {p79:UInt8})
    ) AS actors
    WHERE ((arrayElement(actors.times, {p80:UInt8}) > {p81:UInt8}) AND (NOT (arrayElement(actors.times, {p82:UInt8}) > {p83:UInt8})))
) AS source
ORDER BY source.actor_id ASC
LIMIT {p85:UInt8}, {p84:UInt8}
-- p0 = 1
-- p1 = 1000000
-- p2 = "UTC"
-- p3 = 3
-- p4 = 1
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
-- p55 = "72057594037927936"
-- p56 = 1
-- p57 = "36028797018963968"
-- p58 = "18014398509481984"
-- p59 = 1
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
-- p82 = 2
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
                        arrayMap(chain -> tupleElement(chain, {p6:UInt8}), chained.chains) AS ranks,
                        arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS best
                    FROM
                    (
                        SELECT
                            scan.actor AS actor,
                            arrayReverseFill(x -> (tupleElement(x, {p7:UInt8}) > {p8:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p9:UInt8}) * bitTest(tupleElement(event, {p10:UInt8}), {p11:UInt8})), (tupleElement(event, {p12:UInt8}) * bitTest(tupleElement(event, {p13:UInt8}), {p14:UInt8}))), scan.history)) AS step_2,
                            arrayReverseFill(x -> (tupleElement(x, {p15:UInt8}) > {p16:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p17:UInt8}) * bitTest(tupleElement(event, {p18:UInt8}), {p19:UInt8})), (tupleElement(event, {p20:UInt8}) * bitTest(tupleElement(event, {p21:UInt8}), {p22:UInt8})), (tupleElement(next, {p23:UInt8}) * bitTest(tupleElement(event, {p24:UInt8}), {p25:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p26:UInt8}, {p27:UInt8})))) AS step_1,
                            arrayMap((event, next) -> tuple((tupleElement(event, {p28:UInt8}) * bitTest(tupleElement(event, {p29:UInt8}), {p30:UInt8})), (tupleElement(event, {p31:UInt8}) * bitTest(tupleElement(event, {p32:UInt8}), {p33:UInt8})), (tupleElement(next, {p34:UInt8}) * bitTest(tupleElement(event, {p35:UInt8}), {p36:UInt8})), (tupleElement(next, {p37:UInt8}) * bitTest(tupleElement(event, {p38:UInt8}), {p39:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p40:UInt8}, {p41:UInt8}, {p42:UInt8}))) AS step_0,
                            arrayFilter(start -> (tupleElement(start, {p43:UInt8}) > {p44:UInt8}), step_0) AS starts,
                            arrayMap(start -> array(tupleElement(start, {p45:UInt8}), if(((tupleElement(start, {p46:UInt8}) - tupleElement(start, {p47:UInt8})) <= {p48:UInt64}), tupleElement(start, {p49:UInt8}), {p50:UInt8}), if(((tupleElement(start, {p51:UInt8}) - tupleElement(start, {p52:UInt8})) <= {p53:UInt64}), tupleElement(start, {p54:UInt8}), {p55:UInt8})), starts) AS moments,
                            arrayMap((start, moment) -> tuple((((arrayLastIndex(t -> (t > {p56:UInt8}), moment) * {p57:UInt64}) + ({p58:UInt8} * {p59:UInt64})) + ({p60:UInt64} - arrayMax(moment))), {p61:UInt8}, moment), starts, moments) AS chains
                        FROM
                        (
                            SELECT
                                events.person_id AS actor,
                                arrayMap(e -> tuple(bitShiftRight(e, {p62:UInt8}), bitAnd(e, {p63:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p64:UInt8}) + ((if((events.event = {p65:String}), {p66:UInt8}, {p67:UInt8}) + if((events.event = {p68:String}), {p69:UInt8}, {p70:UInt8})) + if((events.event = {p71:String}), {p72:UInt8}, {p73:UInt8})))))) AS history
                            FROM events AS events
                            WHERE ((events.team_id = {p74:Int64}) AND (((events.timestamp >= {p75:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p76:DateTime64(6, 'UTC')})) AND ((events.event = {p77:String}) OR (events.event = {p78:String}) OR (events.event = {p79:String}))))
                            GROUP BY actor
                        ) AS scan
                    ) AS chained
                    WHERE notEmpty(chained.chains)
                ) AS bests
                WHERE (tupleElement(bests.best, {p80:UInt8}) = {p81:UInt8})
            ) AS actors
            WHERE ((arrayElement(actors.times, {p82:UInt8}) > {p83:UInt8}) AND (NOT (arrayElement(actors.times, {p84:UInt8}) > {p85:UInt8})))
        ) AS source
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
-- p6 = 1
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
-- p57 = "72057594037927936"
-- p58 = 1
-- p59 = "36028797018963968"
-- p60 = "18014398509481984"
-- p61 = 1
-- p62 = 3
-- p63 = 7
-- p64 = 3
-- p65 = "$pageview"
-- p66 = 1
-- p67 = 0
-- p68 = "signup"
-- p69 = 2
-- p70 = 0
-- p71 = "purchase"
-- p72 = 4
-- p73 = 0
-- p74 = 1
-- p75 = "2024-03-04 00:00:00.000000"
-- p76 = "2024-03-08 23:59:59.999999"
-- p77 = "$pageview"
-- p78 = "signup"
-- p79 = "purchase"
-- p80 = 2
-- p81 = 1
-- p82 = 1
-- p83 = 0
-- p84 = 2
-- p85 = 0
-- p86 = 101
-- p87 = 0
