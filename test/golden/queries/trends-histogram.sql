-- 0.current.0
SELECT
    if((placed.place <= {p0:UInt8}), placed.value, {p1:String}) AS breakdown,
    sumForEach(placed.part) AS total
FROM
(
    SELECT
        ifNull(nullIf(toString(if(isNull(toFloat64OrNull(CAST(events.properties.price, {p2:String}))), NULL, least(if(ifNull(((((
            SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p3:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p4:String}))))
            FROM events AS events
            WHERE ((events.team_id = {p5:Int64}) AND ((events.event = {p6:String}) AND ((events.timestamp >= {p7:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p8:DateTime64(6, 'UTC')}))))
        )).1) = (((
            SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p9:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p10:String}))))
            FROM events AS events
            WHERE ((events.team_id = {p11:Int64}) AND ((events.event = {p12:String}) AND ((events.timestamp >= {p13:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p14:DateTime64(6, 'UTC')}))))
        )).2)), (isNull(((
            SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p15:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p16:String}))))
            FROM events AS events
            WHERE ((events.team_id = {p17:Int64}) AND ((events.event = {p18:String}) AND ((events.timestamp >= {p19:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p20:DateTime64(6, 'UTC')}))))
        )).1) AND isNull(((
            SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p21:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p22:String}))))
            FROM events AS events
            WHERE ((events.team_id = {p23:Int64}) AND ((events.event = {p24:String}) AND ((events.timestamp >= {p25:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p26:DateTime64(6, 'UTC')}))))
        )).2))), {p27:UInt8}, floor(((toFloat64OrNull(CAST(events.properties.price, {p28:String})) - (((
            SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p29:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p30:String}))))
            FROM events AS events
            WHERE ((events.team_id = {p31:Int64}) AND ((events.event = {p32:String}) AND ((events.timestamp >= {p33:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p34:DateTime64(6, 'UTC')}))))
        )).1)) / (((((
            SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p35:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p36:String}))))
            FROM events AS events
            WHERE ((events.team_id = {p37:Int64}) AND ((events.event = {p38:String}) AND ((events.timestamp >= {p39:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p40:DateTime64(6, 'UTC')}))))
        )).2) - (((
            SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p41:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p42:String}))))
            FROM events AS events
            WHERE ((events.team_id = {p43:Int64}) AND ((events.event = {p44:String}) AND ((events.timestamp >= {p45:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p46:DateTime64(6, 'UTC')}))))
        )).1)) / {p47:UInt8})))), {p48:UInt8}))), {p49:String}), {p50:String}) AS value,
        count() AS amount,
        countResample({p51:UInt8}, {p52:UInt8}, {p53:UInt8})((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p54:DateTime64(6, 'UTC')}))) AS part,
        dense_rank() OVER (ORDER BY (value = {p55:String}) ASC, amount DESC, value ASC) AS place
    FROM events AS events
    WHERE ((events.team_id = {p56:Int64}) AND ((events.event = {p57:String}) AND ((events.timestamp >= {p58:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p59:DateTime64(6, 'UTC')}))))
    GROUP BY value
) AS placed
GROUP BY breakdown
-- p0 = 25
-- p1 = "$$_posthog_breakdown_other_$$"
-- p2 = "Nullable(String)"
-- p3 = "Nullable(String)"
-- p4 = "Nullable(String)"
-- p5 = 1
-- p6 = "signup"
-- p7 = "2024-03-04 00:00:00.000000"
-- p8 = "2024-03-08 23:59:59.999999"
-- p9 = "Nullable(String)"
-- p10 = "Nullable(String)"
-- p11 = 1
-- p12 = "signup"
-- p13 = "2024-03-04 00:00:00.000000"
-- p14 = "2024-03-08 23:59:59.999999"
-- p15 = "Nullable(String)"
-- p16 = "Nullable(String)"
-- p17 = 1
-- p18 = "signup"
-- p19 = "2024-03-04 00:00:00.000000"
-- p20 = "2024-03-08 23:59:59.999999"
-- p21 = "Nullable(String)"
-- p22 = "Nullable(String)"
-- p23 = 1
-- p24 = "signup"
-- p25 = "2024-03-04 00:00:00.000000"
-- p26 = "2024-03-08 23:59:59.999999"
-- p27 = 1
-- p28 = "Nullable(String)"
-- p29 = "Nullable(String)"
-- p30 = "Nullable(String)"
-- p31 = 1
-- p32 = "signup"
-- p33 = "2024-03-04 00:00:00.000000"
-- p34 = "2024-03-08 23:59:59.999999"
-- p35 = "Nullable(String)"
-- p36 = "Nullable(String)"
-- p37 = 1
-- p38 = "signup"
-- p39 = "2024-03-04 00:00:00.000000"
-- p40 = "2024-03-08 23:59:59.999999"
-- p41 = "Nullable(String)"
-- p42 = "Nullable(String)"
-- p43 = 1
-- p44 = "signup"
-- p45 = "2024-03-04 00:00:00.000000"
-- p46 = "2024-03-08 23:59:59.999999"
-- p47 = 2
-- p48 = 1
-- p49 = ""
-- p50 = "$$_posthog_breakdown_null_$$"
-- p51 = 0
-- p52 = 5
-- p53 = 1
-- p54 = "2024-03-04 00:00:00.000000"
-- p55 = "$$_posthog_breakdown_null_$$"
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
