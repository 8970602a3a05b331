-- funnel.0
SELECT
    per_actor.bucket AS bucket,
    count() AS entered,
    sum(per_actor.converted) AS converted
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
GROUP BY per_actor.bucket
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
