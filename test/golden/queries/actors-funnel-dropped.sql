-- actors
SELECT
    source.actor_id AS actor_id,
    source.timestamp AS c1
FROM
(
    SELECT
        reached.actor AS actor_id,
        toDateTime((tupleElement(reached.times, {p0:UInt8}) / {p1:UInt32}), {p2:String}) AS timestamp
    FROM
    (
        SELECT
            actors.actor AS actor,
            actors.times AS times
        FROM
        (
            SELECT
                chosen.actor AS actor,
                tuple(tupleElement(chosen.chain, {p3:UInt8}), if(((tupleElement(chosen.chain, {p4:UInt8}) - tupleElement(chosen.chain, {p5:UInt8})) <= {p6:UInt64}), tupleElement(chosen.chain, {p7:UInt8}), {p8:UInt8}), if(((tupleElement(chosen.chain, {p9:UInt8}) - tupleElement(chosen.chain, {p10:UInt8})) <= {p11:UInt64}), tupleElement(chosen.chain, {p12:UInt8}), {p13:UInt8})) AS times
            FROM
            (
                SELECT
                    chained.actor AS actor,
                    arrayMap(chain -> ((greatest(greatest(((tupleElement(chain, {p14:UInt8}) > {p15:UInt8}) * {p16:UInt8}), ((if(((tupleElement(chain, {p17:UInt8}) - tupleElement(chain, {p18:UInt8})) <= {p19:UInt64}), tupleElement(chain, {p20:UInt8}), {p21:UInt8}) > {p22:UInt8}) * {p23:UInt8})), ((if(((tupleElement(chain, {p24:UInt8}) - tupleElement(chain, {p25:UInt8})) <= {p26:UInt64}), tupleElement(chain, {p27:UInt8}), {p28:UInt8}) > {p29:UInt8}) * {p30:UInt8})) * {p31:UInt64}) + ({p32:UInt64} - greatest(greatest(tupleElement(chain, {p33:UInt8}), if(((tupleElement(chain, {p34:UInt8}) - tupleElement(chain, {p35:UInt8})) <= {p36:UInt64}), tupleElement(chain, {p37:UInt8}), {p38:UInt8})), if(((tupleElement(chain, {p39:UInt8}) - tupleElement(chain, {p40:UInt8})) <= {p41:UInt64}), tupleElement(chain, {p42:UInt8}), {p43:UInt8})))), chained.chains) AS ranks,
                    arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS chain
                FROM
                (
                    SELECT
                        scan.actor AS actor,
                        arrayReverseFill(x -> (tupleElement(x, {p44:UInt8}) > {p45:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p46:UInt8}) * bitTest(tupleElement(event, {p47:UInt8}), {p48:UInt8}))), scan.history)) AS step_2,
                        arrayReverseFill(x -> (tupleElement(x, {p49:UInt8}) > {p50:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p51:UInt8}) * bitTest(tupleElement(event, {p52:UInt8}), {p53:UInt8})), (tupleElement(next, {p54:UInt8}) * bitTest(tupleElement(event, {p55:UInt8}), {p56:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p57:UInt8})))) AS step_1,
                        arrayFilter((chain, event) -> bitTest(tupleElement(event, {p58:UInt8}), {p59:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p60:UInt8}), tupleElement(next, {p61:UInt8}), tupleElement(next, {p62:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p63:UInt8}, {p64:UInt8}))), scan.history) AS chains
                    FROM
                    (
                        SELECT
                            events.person_id AS actor,
                            arrayMap(e -> tuple(bitShiftRight(e, {p65:UInt8}), bitAnd(e, {p66:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p67:UInt8}) + ((if((events.event = {p68:String}), {p69:UInt8}, {p70:UInt8}) + if((events.event = {p71:String}), {p72:UInt8}, {p73:UInt8})) + if((events.event = {p74:String}), {p75:UInt8}, {p76:UInt8})))))) AS history
                        FROM events AS events
                        WHERE ((events.team_id = {p77:Int64}) AND (((events.timestamp >= {p78:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p79:DateTime64(6, 'UTC')})) AND ((events.event = {p80:String}) OR (events.event = {p81:String}) OR (events.event = {p82:String}))))
                        GROUP BY actor
                    ) AS scan
                ) AS chained
                WHERE notEmpty(chained.chains)
            ) AS chosen
        ) AS actors
        WHERE ((tupleElement(actors.times, {p83:UInt8}) > {p84:UInt8}) AND (NOT (tupleElement(actors.times, {p85:UInt8}) > {p86:UInt8})))
    ) AS reached
) AS source
ORDER BY source.actor_id ASC
LIMIT {p88:UInt8}, {p87:UInt8}
-- p0 = 1
-- p1 = 1000000
-- p2 = "UTC"
-- p3 = 1
-- p4 = 2
-- p5 = 1
-- p6 = 1209600000000
-- p7 = 2
-- p8 = 0
-- p9 = 3
-- p10 = 1
-- p11 = 1209600000000
-- p12 = 3
-- p13 = 0
-- p14 = 1
-- p15 = 0
-- p16 = 1
-- p17 = 2
-- p18 = 1
-- p19 = 1209600000000
-- p20 = 2
-- p21 = 0
-- p22 = 0
-- p23 = 2
-- p24 = 3
-- p25 = 1
-- p26 = 1209600000000
-- p27 = 3
-- p28 = 0
-- p29 = 0
-- p30 = 3
-- p31 = "72057594037927936"
-- p32 = "18014398509481984"
-- p33 = 1
-- p34 = 2
-- p35 = 1
-- p36 = 1209600000000
-- p37 = 2
-- p38 = 0
-- p39 = 3
-- p40 = 1
-- p41 = 1209600000000
-- p42 = 3
-- p43 = 0
-- p44 = 1
-- p45 = 0
-- p46 = 1
-- p47 = 2
-- p48 = 2
-- p49 = 1
-- p50 = 0
-- p51 = 1
-- p52 = 2
-- p53 = 1
-- p54 = 1
-- p55 = 2
-- p56 = 1
-- p57 = 0
-- p58 = 2
-- p59 = 0
-- p60 = 1
-- p61 = 1
-- p62 = 2
-- p63 = 0
-- p64 = 0
-- p65 = 3
-- p66 = 7
-- p67 = 3
-- p68 = "$pageview"
-- p69 = 1
-- p70 = 0
-- p71 = "signup"
-- p72 = 2
-- p73 = 0
-- p74 = "purchase"
-- p75 = 4
-- p76 = 0
-- p77 = 1
-- p78 = "2024-03-04 00:00:00.000000"
-- p79 = "2024-03-08 23:59:59.999999"
-- p80 = "$pageview"
-- p81 = "signup"
-- p82 = "purchase"
-- p83 = 1
-- p84 = 0
-- p85 = 2
-- p86 = 0
-- p87 = 101
-- p88 = 0

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
                reached.actor AS actor_id,
                toDateTime((tupleElement(reached.times, {p2:UInt8}) / {p3:UInt32}), {p4:String}) AS timestamp
            FROM
            (
                SELECT
                    actors.actor AS actor,
                    actors.times AS times
                FROM
                (
                    SELECT
                        chosen.actor AS actor,
                        tuple(tupleElement(chosen.chain, {p5:UInt8}), if(((tupleElement(chosen.chain, {p6:UInt8}) - tupleElement(chosen.chain, {p7:UInt8})) <= {p8:UInt64}), tupleElement(chosen.chain, {p9:UInt8}), {p10:UInt8}), if(((tupleElement(chosen.chain, {p11:UInt8}) - tupleElement(chosen.chain, {p12:UInt8})) <= {p13:UInt64}), tupleElement(chosen.chain, {p14:UInt8}), {p15:UInt8})) AS times
                    FROM
                    (
                        SELECT
                            chained.actor AS actor,
                            arrayMap(chain -> ((greatest(greatest(((tupleElement(chain, {p16:UInt8}) > {p17:UInt8}) * {p18:UInt8}), ((if(((tupleElement(chain, {p19:UInt8}) - tupleElement(chain, {p20:UInt8})) <= {p21:UInt64}), tupleElement(chain, {p22:UInt8}), {p23:UInt8}) > {p24:UInt8}) * {p25:UInt8})), ((if(((tupleElement(chain, {p26:UInt8}) - tupleElement(chain, {p27:UInt8})) <= {p28:UInt64}), tupleElement(chain, {p29:UInt8}), {p30:UInt8}) > {p31:UInt8}) * {p32:UInt8})) * {p33:UInt64}) + ({p34:UInt64} - greatest(greatest(tupleElement(chain, {p35:UInt8}), if(((tupleElement(chain, {p36:UInt8}) - tupleElement(chain, {p37:UInt8})) <= {p38:UInt64}), tupleElement(chain, {p39:UInt8}), {p40:UInt8})), if(((tupleElement(chain, {p41:UInt8}) - tupleElement(chain, {p42:UInt8})) <= {p43:UInt64}), tupleElement(chain, {p44:UInt8}), {p45:UInt8})))), chained.chains) AS ranks,
                            arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS chain
                        FROM
                        (
                            SELECT
                                scan.actor AS actor,
                                arrayReverseFill(x -> (tupleElement(x, {p46:UInt8}) > {p47:UInt8}), arrayMap(event -> tuple((tupleElement(event, {p48:UInt8}) * bitTest(tupleElement(event, {p49:UInt8}), {p50:UInt8}))), scan.history)) AS step_2,
                                arrayReverseFill(x -> (tupleElement(x, {p51:UInt8}) > {p52:UInt8}), arrayMap((event, next) -> tuple((tupleElement(event, {p53:UInt8}) * bitTest(tupleElement(event, {p54:UInt8}), {p55:UInt8})), (tupleElement(next, {p56:UInt8}) * bitTest(tupleElement(event, {p57:UInt8}), {p58:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p59:UInt8})))) AS step_1,
                                arrayFilter((chain, event) -> bitTest(tupleElement(event, {p60:UInt8}), {p61:UInt8}), arrayMap((event, next) -> tuple(tupleElement(event, {p62:UInt8}), tupleElement(next, {p63:UInt8}), tupleElement(next, {p64:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p65:UInt8}, {p66:UInt8}))), scan.history) AS chains
                            FROM
                            (
                                SELECT
                                    events.person_id AS actor,
                                    arrayMap(e -> tuple(bitShiftRight(e, {p67:UInt8}), bitAnd(e, {p68:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p69:UInt8}) + ((if((events.event = {p70:String}), {p71:UInt8}, {p72:UInt8}) + if((events.event = {p73:String}), {p74:UInt8}, {p75:UInt8})) + if((events.event = {p76:String}), {p77:UInt8}, {p78:UInt8})))))) AS history
                                FROM events AS events
                                WHERE ((events.team_id = {p79:Int64}) AND (((events.timestamp >= {p80:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p81:DateTime64(6, 'UTC')})) AND ((events.event = {p82:String}) OR (events.event = {p83:String}) OR (events.event = {p84:String}))))
                                GROUP BY actor
                            ) AS scan
                        ) AS chained
                        WHERE notEmpty(chained.chains)
                    ) AS chosen
                ) AS actors
                WHERE ((tupleElement(actors.times, {p85:UInt8}) > {p86:UInt8}) AND (NOT (tupleElement(actors.times, {p87:UInt8}) > {p88:UInt8})))
            ) AS reached
        ) AS source
        ORDER BY source.actor_id ASC
        LIMIT {p90:UInt8}, {p89:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 1
-- p3 = 1000000
-- p4 = "UTC"
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
-- p20 = 1
-- p21 = 1209600000000
-- p22 = 2
-- p23 = 0
-- p24 = 0
-- p25 = 2
-- p26 = 3
-- p27 = 1
-- p28 = 1209600000000
-- p29 = 3
-- p30 = 0
-- p31 = 0
-- p32 = 3
-- p33 = "72057594037927936"
-- p34 = "18014398509481984"
-- p35 = 1
-- p36 = 2
-- p37 = 1
-- p38 = 1209600000000
-- p39 = 2
-- p40 = 0
-- p41 = 3
-- p42 = 1
-- p43 = 1209600000000
-- p44 = 3
-- p45 = 0
-- p46 = 1
-- p47 = 0
-- p48 = 1
-- p49 = 2
-- p50 = 2
-- p51 = 1
-- p52 = 0
-- p53 = 1
-- p54 = 2
-- p55 = 1
-- p56 = 1
-- p57 = 2
-- p58 = 1
-- p59 = 0
-- p60 = 2
-- p61 = 0
-- p62 = 1
-- p63 = 1
-- p64 = 2
-- p65 = 0
-- p66 = 0
-- p67 = 3
-- p68 = 7
-- p69 = 3
-- p70 = "$pageview"
-- p71 = 1
-- p72 = 0
-- p73 = "signup"
-- p74 = 2
-- p75 = 0
-- p76 = "purchase"
-- p77 = 4
-- p78 = 0
-- p79 = 1
-- p80 = "2024-03-04 00:00:00.000000"
-- p81 = "2024-03-08 23:59:59.999999"
-- p82 = "$pageview"
-- p83 = "signup"
-- p84 = "purchase"
-- p85 = 1
-- p86 = 0
-- p87 = 2
-- p88 = 0
-- p89 = 101
-- p90 = 0
