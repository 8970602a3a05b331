-- actors
SELECT
    source.actor_id AS actor_id,
    source.timestamp AS c1
FROM
(
    SELECT
        reached.actor AS actor_id,
        toDateTime(((reached.times.1) / {p0:UInt32}), {p1:String}) AS timestamp
    FROM
    (
        SELECT
            actors.actor AS actor,
            actors.times AS times
        FROM
        (
            SELECT
                chained.actor AS actor,
                arrayMap(chain -> ((greatest(greatest((((chain.1) > {p2:UInt8}) * {p3:UInt8}), (((chain.2) > {p4:UInt8}) * {p5:UInt8})), (((chain.3) > {p6:UInt8}) * {p7:UInt8})) * {p8:UInt64}) + ({p9:UInt64} - greatest(greatest(chain.1, chain.2), chain.3))), chained.chains) AS ranks,
                arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS times
            FROM
            (
                SELECT
                    scan.actor AS actor,
                    arrayReverseFill(x -> ((x.1) > {p10:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p11:UInt8}))), scan.history)) AS step_2,
                    arrayReverseFill(x -> ((x.1) > {p12:UInt8}), arrayMap((event, next) -> tuple(((event.1) * bitTest(event.2, {p13:UInt8})), ((next.1) * bitTest(event.2, {p14:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p15:UInt8})))) AS step_1,
                    arrayFilter((chain, event) -> bitTest(event.2, {p16:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p17:UInt64}), next.1, {p18:UInt8}), if((((next.2) - (event.1)) <= {p19:UInt64}), next.2, {p20:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p21:UInt8}, {p22:UInt8}))), scan.history) AS chains
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        arrayMap(e -> tuple(bitShiftRight(e, {p23:UInt8}), bitAnd(e, {p24:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p25:UInt8}) + ((if((events.event = {p26:String}), {p27:UInt8}, {p28:UInt8}) + if((events.event = {p29:String}), {p30:UInt8}, {p31:UInt8})) + if((events.event = {p32:String}), {p33:UInt8}, {p34:UInt8})))))) AS history
                    FROM events AS events
                    WHERE ((events.team_id = {p35:Int64}) AND (((events.timestamp >= {p36:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p37:DateTime64(6, 'UTC')})) AND ((events.event = {p38:String}) OR (events.event = {p39:String}) OR (events.event = {p40:String}))))
                    GROUP BY actor
                ) AS scan
            ) AS chained
            WHERE notEmpty(chained.chains)
        ) AS actors
        WHERE (((actors.times.1) > {p41:UInt8}) AND (NOT ((actors.times.2) > {p42:UInt8})))
    ) AS reached
) AS source
ORDER BY source.actor_id ASC
LIMIT {p44:UInt8}, {p43:UInt8}
-- p0 = 1000000
-- p1 = "UTC"
-- p2 = 0
-- p3 = 1
-- p4 = 0
-- p5 = 2
-- p6 = 0
-- p7 = 3
-- p8 = "72057594037927936"
-- p9 = "18014398509481984"
-- p10 = 0
-- p11 = 2
-- p12 = 0
-- p13 = 1
-- p14 = 1
-- p15 = 0
-- p16 = 0
-- p17 = 1209600000000
-- p18 = 0
-- p19 = 1209600000000
-- p20 = 0
-- p21 = 0
-- p22 = 0
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
-- p42 = 0
-- p43 = 101
-- p44 = 0

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
                toDateTime(((reached.times.1) / {p2:UInt32}), {p3:String}) AS timestamp
            FROM
            (
                SELECT
                    actors.actor AS actor,
                    actors.times AS times
                FROM
                (
                    SELECT
                        chained.actor AS actor,
                        arrayMap(chain -> ((greatest(greatest((((chain.1) > {p4:UInt8}) * {p5:UInt8}), (((chain.2) > {p6:UInt8}) * {p7:UInt8})), (((chain.3) > {p8:UInt8}) * {p9:UInt8})) * {p10:UInt64}) + ({p11:UInt64} - greatest(greatest(chain.1, chain.2), chain.3))), chained.chains) AS ranks,
                        arrayElement(chained.chains, negate(indexOf(arrayReverse(ranks), arrayMax(ranks)))) AS times
                    FROM
                    (
                        SELECT
                            scan.actor AS actor,
                            arrayReverseFill(x -> ((x.1) > {p12:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p13:UInt8}))), scan.history)) AS step_2,
                            arrayReverseFill(x -> ((x.1) > {p14:UInt8}), arrayMap((event, next) -> tuple(((event.1) * bitTest(event.2, {p15:UInt8})), ((next.1) * bitTest(event.2, {p16:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p17:UInt8})))) AS step_1,
                            arrayFilter((chain, event) -> bitTest(event.2, {p18:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p19:UInt64}), next.1, {p20:UInt8}), if((((next.2) - (event.1)) <= {p21:UInt64}), next.2, {p22:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p23:UInt8}, {p24:UInt8}))), scan.history) AS chains
                        FROM
                        (
                            SELECT
                                events.person_id AS actor,
                                arrayMap(e -> tuple(bitShiftRight(e, {p25:UInt8}), bitAnd(e, {p26:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p27:UInt8}) + ((if((events.event = {p28:String}), {p29:UInt8}, {p30:UInt8}) + if((events.event = {p31:String}), {p32:UInt8}, {p33:UInt8})) + if((events.event = {p34:String}), {p35:UInt8}, {p36:UInt8})))))) AS history
                            FROM events AS events
                            WHERE ((events.team_id = {p37:Int64}) AND (((events.timestamp >= {p38:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p39:DateTime64(6, 'UTC')})) AND ((events.event = {p40:String}) OR (events.event = {p41:String}) OR (events.event = {p42:String}))))
                            GROUP BY actor
                        ) AS scan
                    ) AS chained
                    WHERE notEmpty(chained.chains)
                ) AS actors
                WHERE (((actors.times.1) > {p43:UInt8}) AND (NOT ((actors.times.2) > {p44:UInt8})))
            ) AS reached
        ) AS source
        ORDER BY source.actor_id ASC
        LIMIT {p46:UInt8}, {p45:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
-- p2 = 1000000
-- p3 = "UTC"
-- p4 = 0
-- p5 = 1
-- p6 = 0
-- p7 = 2
-- p8 = 0
-- p9 = 3
-- p10 = "72057594037927936"
-- p11 = "18014398509481984"
-- p12 = 0
-- p13 = 2
-- p14 = 0
-- p15 = 1
-- p16 = 1
-- p17 = 0
-- p18 = 0
-- p19 = 1209600000000
-- p20 = 0
-- p21 = 1209600000000
-- p22 = 0
-- p23 = 0
-- p24 = 0
-- p25 = 3
-- p26 = 7
-- p27 = 3
-- p28 = "$pageview"
-- p29 = 1
-- p30 = 0
-- p31 = "signup"
-- p32 = 2
-- p33 = 0
-- p34 = "purchase"
-- p35 = 4
-- p36 = 0
-- p37 = 1
-- p38 = "2024-03-04 00:00:00.000000"
-- p39 = "2024-03-08 23:59:59.999999"
-- p40 = "$pageview"
-- p41 = "signup"
-- p42 = "purchase"
-- p43 = 0
-- p44 = 0
-- p45 = 101
-- p46 = 0
