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
            ifNull(nullIf(toString(if(isNull(toFloat64OrNull(CAST(events.properties.price, {p3:String}))), NULL, least(if(ifNull((tupleElement((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p4:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p5:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p6:Int64}) AND ((events.event = {p7:String}) AND ((events.timestamp >= {p8:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p9:DateTime64(6, 'UTC')}))))
            ), {p10:UInt8}) = tupleElement((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p11:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p12:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p13:Int64}) AND ((events.event = {p14:String}) AND ((events.timestamp >= {p15:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p16:DateTime64(6, 'UTC')}))))
            ), {p17:UInt8})), (isNull(tupleElement((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p18:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p19:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p20:Int64}) AND ((events.event = {p21:String}) AND ((events.timestamp >= {p22:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p23:DateTime64(6, 'UTC')}))))
            ), {p24:UInt8})) AND isNull(tupleElement((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p25:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p26:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p27:Int64}) AND ((events.event = {p28:String}) AND ((events.timestamp >= {p29:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p30:DateTime64(6, 'UTC')}))))
            ), {p31:UInt8})))), {p32:UInt8}, floor(((toFloat64OrNull(CAST(events.properties.price, {p33:String})) - tupleElement((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p34:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p35:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p36:Int64}) AND ((events.event = {p37:String}) AND ((events.timestamp >= {p38:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p39:DateTime64(6, 'UTC')}))))
            ), {p40:UInt8})) / ((tupleElement((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p41:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p42:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p43:Int64}) AND ((events.event = {p44:String}) AND ((events.timestamp >= {p45:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p46:DateTime64(6, 'UTC')}))))
            ), {p47:UInt8}) - tupleElement((
                SELECT tuple(min(toFloat64OrNull(CAST(events.properties.price, {p48:String}))), max(toFloat64OrNull(CAST(events.properties.price, {p49:String}))))
                FROM events AS events
                WHERE ((events.team_id = {p50:Int64}) AND ((events.event = {p51:String}) AND ((events.timestamp >= {p52:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p53:DateTime64(6, 'UTC')}))))
            ), {p54:UInt8})) / {p55:UInt8})))), {p56:UInt8}))), {p57:String}), {p58:String}) AS value,
            count() AS amount,
            countResample({p59:UInt8}, {p60:UInt8}, {p61:UInt8})((toRelativeDayNum(events.timestamp) - toRelativeDayNum({p62:DateTime64(6, 'UTC')}))) AS part
        FROM events AS events
        WHERE ((events.team_id = {p63:Int64}) AND ((events.event = {p64:String}) AND ((events.timestamp >= {p65:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p66:DateTime64(6, 'UTC')}))))
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
-- p10 = 1
-- p11 = "Nullable(String)"
-- p12 = "Nullable(String)"
-- p13 = 1
-- p14 = "signup"
-- p15 = "2024-03-04 00:00:00.000000"
-- p16 = "2024-03-08 23:59:59.999999"
-- p17 = 2
-- p18 = "Nullable(String)"
-- p19 = "Nullable(String)"
-- p20 = 1
-- p21 = "signup"
-- p22 = "2024-03-04 00:00:00.000000"
-- p23 = "2024-03-08 23:59:59.999999"
-- p24 = 1
-- p25 = "Nullable(String)"
-- p26 = "Nullable(String)"
-- p27 = 1
-- p28 = "signup"
-- p29 = "2024-03-04 00:00:00.000000"
-- p30 = "2024-03-08 23:59:59.999999"
-- p31 = 2
-- p32 = 1
-- p33 = "Nullable(String)"
-- p34 = "Nullable(String)"
-- p35 = "Nullable(String)"
-- p36 = 1
-- p37 = "signup"
-- p38 = "2024-03-04 00:00:00.000000"
-- p39 = "2024-03-08 23:59:59.999999"
-- p40 = 1
-- p41 = "Nullable(String)"
-- p42 = "Nullable(String)"
-- p43 = 1
-- p44 = "signup"
-- p45 = "2024-03-04 00:00:00.000000"
-- p46 = "2024-03-08 23:59:59.999999"
-- p47 = 2
-- p48 = "Nullable(String)"
-- p49 = "Nullable(String)"
-- p50 = 1
-- p51 = "signup"
-- p52 = "2024-03-04 00:00:00.000000"
-- p53 = "2024-03-08 23:59:59.999999"
-- p54 = 1
-- p55 = 2
-- p56 = 1
-- p57 = ""
-- p58 = "$$_posthog_breakdown_null_$$"
-- p59 = 0
-- p60 = 5
-- p61 = 1
-- p62 = "2024-03-04 00:00:00.000000"
-- p63 = 1
-- p64 = "signup"
-- p65 = "2024-03-04 00:00:00.000000"
-- p66 = "2024-03-08 23:59:59.999999"

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
