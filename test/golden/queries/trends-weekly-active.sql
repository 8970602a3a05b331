-- 0.current.0
SELECT array(countIf((bitAnd(per_actor.days, {p0:UInt64}) != {p1:UInt8})), countIf((bitAnd(per_actor.days, {p2:UInt64}) != {p3:UInt8})), countIf((bitAnd(per_actor.days, {p4:UInt64}) != {p5:UInt8})), countIf((bitAnd(per_actor.days, {p6:UInt64}) != {p7:UInt8})), countIf((bitAnd(per_actor.days, {p8:UInt64}) != {p9:UInt8}))) AS total
FROM
(
    SELECT groupBitOr(bitShiftLeft({p10:UInt64}, (toRelativeDayNum(events.timestamp) - {p11:UInt16}))) AS days
    FROM events AS events
    WHERE ((events.team_id = {p12:Int64}) AND ((events.event = {p13:String}) AND ((events.timestamp >= {p14:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p15:DateTime64(6, 'UTC')}))))
    GROUP BY events.person_id
) AS per_actor
-- p0 = "127"
-- p1 = 0
-- p2 = "254"
-- p3 = 0
-- p4 = "508"
-- p5 = 0
-- p6 = "1016"
-- p7 = 0
-- p8 = "2032"
-- p9 = 0
-- p10 = "1"
-- p11 = 19780
-- p12 = 1
-- p13 = "$pageview"
-- p14 = "2024-02-27 00:00:00.000000"
-- p15 = "2024-03-08 23:59:59.999999"
