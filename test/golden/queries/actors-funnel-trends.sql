-- actors
SELECT source.actor_id AS actor_id
FROM
(
    SELECT per_actor.actor AS actor_id
    FROM
    (
        SELECT
            entered.actor AS actor,
            toDate(toDateTime(intDiv(entered.times.1, {p0:UInt32}), {p1:String})) AS bucket,
            max(((entered.times.3) > {p2:UInt8})) AS converted
        FROM
        (
            SELECT
                chained.actor AS actor,
                arrayJoin(chained.chains) AS times
            FROM
            (
                SELECT
                    scan.actor AS actor,
                    arrayReverseFill(x -> ((x.1) > {p3:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p4:UInt8}))), scan.history)) AS step_2,
                    arrayReverseFill(x -> ((x.1) > {p5:UInt8}), arrayMap((event, next) -> tuple(((event.1) * bitTest(event.2, {p6:UInt8})), ((next.1) * bitTest(event.2, {p7:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p8:UInt8})))) AS step_1,
                    arrayFilter((chain, event) -> bitTest(event.2, {p9:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p10:UInt64}), next.1, {p11:UInt8}), if((((next.2) - (event.1)) <= {p12:UInt64}), next.2, {p13:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p14:UInt8}, {p15:UInt8}))), scan.history) AS chains
                FROM
                (
                    SELECT
                        events.person_id AS actor,
                        arrayMap(e -> tuple(bitShiftRight(e, {p16:UInt8}), bitAnd(e, {p17:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p18:UInt8}) + ((if((events.event = {p19:String}), {p20:UInt8}, {p21:UInt8}) + if((events.event = {p22:String}), {p23:UInt8}, {p24:UInt8})) + if((events.event = {p25:String}), {p26:UInt8}, {p27:UInt8})))))) AS history
                    FROM events AS events
                    WHERE ((events.team_id = {p28:Int64}) AND (((events.timestamp >= {p29:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p30:DateTime64(6, 'UTC')})) AND ((events.event = {p31:String}) OR (events.event = {p32:String}) OR (events.event = {p33:String}))))
                    GROUP BY actor
                ) AS scan
            ) AS chained
        ) AS entered
        WHERE ((entered.times.1) > {p34:UInt8})
        GROUP BY
            entered.actor,
            bucket
    ) AS per_actor
    WHERE ((per_actor.bucket = toDate({p35:DateTime64(6, 'UTC')})) AND (per_actor.converted = {p36:UInt8}))
    GROUP BY actor_id
) AS source
ORDER BY source.actor_id ASC
LIMIT {p38:UInt8}, {p37:UInt8}
-- p0 = 1000000
-- p1 = "UTC"
-- p2 = 0
-- p3 = 0
-- p4 = 2
-- p5 = 0
-- p6 = 1
-- p7 = 1
-- p8 = 0
-- p9 = 0
-- p10 = 1209600000000
-- p11 = 0
-- p12 = 1209600000000
-- p13 = 0
-- p14 = 0
-- p15 = 0
-- p16 = 3
-- p17 = 7
-- p18 = 3
-- p19 = "$pageview"
-- p20 = 1
-- p21 = 0
-- p22 = "signup"
-- p23 = 2
-- p24 = 0
-- p25 = "purchase"
-- p26 = 4
-- p27 = 0
-- p28 = 1
-- p29 = "2024-03-04 00:00:00.000000"
-- p30 = "2024-03-08 23:59:59.999999"
-- p31 = "$pageview"
-- p32 = "signup"
-- p33 = "purchase"
-- p34 = 0
-- p35 = "2024-03-06 00:00:00.000000"
-- p36 = 0
-- p37 = 101
-- p38 = 0

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
                    toDate(toDateTime(intDiv(entered.times.1, {p2:UInt32}), {p3:String})) AS bucket,
                    max(((entered.times.3) > {p4:UInt8})) AS converted
                FROM
                (
                    SELECT
                        chained.actor AS actor,
                        arrayJoin(chained.chains) AS times
                    FROM
                    (
                        SELECT
                            scan.actor AS actor,
                            arrayReverseFill(x -> ((x.1) > {p5:UInt8}), arrayMap(event -> tuple(((event.1) * bitTest(event.2, {p6:UInt8}))), scan.history)) AS step_2,
                            arrayReverseFill(x -> ((x.1) > {p7:UInt8}), arrayMap((event, next) -> tuple(((event.1) * bitTest(event.2, {p8:UInt8})), ((next.1) * bitTest(event.2, {p9:UInt8}))), scan.history, arrayPushBack(arrayPopFront(step_2), tuple({p10:UInt8})))) AS step_1,
                            arrayFilter((chain, event) -> bitTest(event.2, {p11:UInt8}), arrayMap((event, next) -> tuple(event.1, if((((next.1) - (event.1)) <= {p12:UInt64}), next.1, {p13:UInt8}), if((((next.2) - (event.1)) <= {p14:UInt64}), next.2, {p15:UInt8})), scan.history, arrayPushBack(arrayPopFront(step_1), tuple({p16:UInt8}, {p17:UInt8}))), scan.history) AS chains
                        FROM
                        (
                            SELECT
                                events.person_id AS actor,
                                arrayMap(e -> tuple(bitShiftRight(e, {p18:UInt8}), bitAnd(e, {p19:UInt8})), arraySort(groupArray((bitShiftLeft(toUnixTimestamp64Micro(events.timestamp), {p20:UInt8}) + ((if((events.event = {p21:String}), {p22:UInt8}, {p23:UInt8}) + if((events.event = {p24:String}), {p25:UInt8}, {p26:UInt8})) + if((events.event = {p27:String}), {p28:UInt8}, {p29:UInt8})))))) AS history
                            FROM events AS events
                            WHERE ((events.team_id = {p30:Int64}) AND (((events.timestamp >= {p31:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p32:DateTime64(6, 'UTC')})) AND ((events.event = {p33:String}) OR (events.event = {p34:String}) OR (events.event = {p35:String}))))
                            GROUP BY actor
                        ) AS scan
                    ) AS chained
                ) AS entered
                WHERE ((entered.times.1) > {p36:UInt8})
                GROUP BY
                    entered.actor,
                    bucket
            ) AS per_actor
            WHERE ((per_actor.bucket = toDate({p37:DateTime64(6, 'UTC')})) AND (per_actor.converted = {p38:UInt8}))
            GROUP BY actor_id
        ) AS source
        ORDER BY source.actor_id ASC
        LIMIT {p40:UInt8}, {p39:UInt8}
    ) AS page
)))
-- p0 = 1
-- p1 = 0
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
-- p18 = 3
-- p19 = 7
-- p20 = 3
-- p21 = "$pageview"
-- p22 = 1
-- p23 = 0
-- p24 = "signup"
-- p25 = 2
-- p26 = 0
-- p27 = "purchase"
-- p28 = 4
-- p29 = 0
-- p30 = 1
-- p31 = "2024-03-04 00:00:00.000000"
-- p32 = "2024-03-08 23:59:59.999999"
-- p33 = "$pageview"
-- p34 = "signup"
-- p35 = "purchase"
-- p36 = 0
-- p37 = "2024-03-06 00:00:00.000000"
-- p38 = 0
-- p39 = 101
-- p40 = 0
