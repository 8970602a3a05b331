-- 0.current.0
SELECT
    if((placed.place <= {p0:UInt8}), placed.value, {p1:String}) AS breakdown,
    sumForEach(placed.part) AS total
FROM
(
    SELECT
        parts.value AS value,
        parts.part AS part,
        dense_rank() OVER (ORDER BY (parts.value = {p2:String}) ASC, parts.amount DESC, parts.value ASC) AS place
    FROM
    (
        SELECT
            ifNull(nullIf(toString(if(isNull(toFloat64OrNull(CAST(events.properties.price, {p3:String}))), NULL, least(if(ifNull(((((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p4:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p5:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p6:Int64}) AND ((events.event = {p7:String}) AND ((events.timestamp >= {p8:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p9:DateTime64(6, 'UTC')}))))
            )).1) = (((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p10:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p11:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p12:Int64}) AND ((events.event = {p13:String}) AND ((events.timestamp >= {p14:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p15:DateTime64(6, 'UTC')}))))
            )).2)), (isNull(((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p16:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p17:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p18:Int64}) AND ((events.event = {p19:String}) AND ((events.timestamp >= {p20:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p21:DateTime64(6, 'UTC')}))))
            )).1) AND isNull(((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p22:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p23:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p24:Int64}) AND ((events.event = {p25:String}) AND ((events.timestamp >= {p26:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p27:DateTime64(6, 'UTC')}))))
            )).2))), {p28:UInt8}, floor(((toFloat64OrNull(CAST(events.properties.price, {p29:String})) - (((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p30:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p31:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p32:Int64}) AND ((events.event = {p33:String}) AND ((events.timestamp >= {p34:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p35:DateTime64(6, 'UTC')}))))
            )).1)) / (((((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p36:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p37:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p38:Int64}) AND ((events.event = {p39:String}) AND ((events.timestamp >= {p40:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p41:DateTime64(6, 'UTC')}))))
            )).2) - (((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p42:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p43:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p44:Int64}) AND ((events.event = {p45:String}) AND ((events.timestamp >= {p46:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p47:DateTime64(6, 'UTC')}))))
            )).1)) / {p48:UInt8})))), {p49:UInt8}))), {p50:String}), {p51:String}) AS value,
            count() AS amount,
            countResample({p52:UInt8}, {p53:UInt8}, {p54:UInt8})((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p55:DateTime64(6, 'UTC')}))) AS part
        FROM events AS events
        WHERE ((events.team_id = {p56:Int64}) AND ((events.event = {p57:String}) AND ((events.timestamp >= {p58:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p59:DateTime64(6, 'UTC')}))))
        GROUP BY value
    ) AS parts
) AS placed
GROUP BY breakdown
-- p0 = 25
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = "$$_posthog_breakdown_null_$$"
-- p3 = "Nullable(String)"
-- p4 = "Nullable(String)"
-- p5 = "Nullable(String)"
-- p6 = 1
-- p7 = "signup"
-- p8 = "2024-03-04 00:00:00.000000"
-- p9 = "2024-03-08 23:59:59.999999"
-- p10 = "Nullable(String)"
-- p11 = "Nullable(String)"
-- p12 = 1
-- p13 = "signup"
-- p14 = "2024-03-04 00:00:00.000000"
-- p15 = "2024-03-08 23:59:59.999999"
-- p16 = "Nullable(String)"
-- p17 = "Nullable(String)"
-- p18 = 1
-- p19 = "signup"
-- p20 = "2024-03-04 00:00:00.000000"
-- p21 = "2024-03-08 23:59:59.999999"
-- p22 = "Nullable(String)"
-- p23 = "Nullable(String)"
-- p24 = 1
-- p25 = "signup"
-- p26 = "2024-03-04 00:00:00.000000"
-- p27 = "2024-03-08 23:59:59.999999"
-- p28 = 1
-- p29 = "Nullable(String)"
-- p30 = "Nullable(String)"
-- p31 = "Nullable(String)"
-- p32 = 1
-- p33 = "signup"
-- p34 = "2024-03-04 00:00:00.000000"
-- p35 = "2024-03-08 23:59:59.999999"
-- p36 = "Nullable(String)"
-- p37 = "Nullable(String)"
-- p38 = 1
-- p39 = "signup"
-- p40 = "2024-03-04 00:00:00.000000"
-- p41 = "2024-03-08 23:59:59.999999"
-- p42 = "Nullable(String)"
-- p43 = "Nullable(String)"
-- p44 = 1
-- p45 = "signup"
-- p46 = "2024-03-04 00:00:00.000000"
-- p47 = "2024-03-08 23:59:59.999999"
-- p48 = 2
-- p49 = 1
-- p50 = ""
-- p51 = "$$_posthog_breakdown_null_$$"
-- p52 = 0
-- p53 = 5
-- p54 = 1
-- p55 = "2024-03-04 00:00:00.000000"
-- p56 = 1
-- p57 = "signup"
-- p58 = "2024-03-04 00:00:00.000000"
-- p59 = "2024-03-08 23:59:59.999999"

-- extremes.0
SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p0:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p1:String}))))
FROM events AS events
WHERE ((events.team_id = {p2:Int64}) AND ((events.event = {p3:String}) AND ((events.timestamp >= {p4:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p5:DateTime64(6, 'UTC')}))))
-- p0 = "Nullable(String)"
-- p1 = "Nullable(String)"
-- p2 = 1
-- p3 = "signup"
-- p4 = "2024-03-04 00:00:00.000000"
-- p5 = "2024-03-08 23:59:59.999999"
