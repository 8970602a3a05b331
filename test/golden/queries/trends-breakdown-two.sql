-- 0.current.0
SELECT
    toDate(events.timestamp) AS bucket,
    if((array(ifNull(nullIf(toString(events.properties.`$browser`), {p0:String}), {p1:String}), ifNull(nullIf(toString(coalesce(if(startsWith(dynamicType(events.person_properties.plan), {p2:String}), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p3:String})), nullIf(toJSONString(events.person_properties.^plan), {p4:String}))), {p5:String}), {p6:String})) IN (
        SELECT ranked.value AS value
        FROM
        (
            SELECT
                array(ifNull(nullIf(toString(events.properties.`$browser`), {p7:String}), {p8:String}), ifNull(nullIf(toString(coalesce(if(startsWith(dynamicType(events.person_properties.plan), {p9:String}), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p10:String})), nullIf(toJSONString(events.person_properties.^plan), {p11:String}))), {p12:String}), {p13:String})) AS value,
                uniqExact(events.person_id) AS amount
            FROM events AS events
            WHERE ((events.team_id = {p14:Int64}) AND ((events.event = {p15:String}) AND ((events.timestamp >= {p16:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p17:DateTime64(6, 'UTC')}))))
            GROUP BY value
            ORDER BY
                has(value, {p18:String}) ASC,
                amount DESC,
                value ASC
            LIMIT {p19:UInt8}
        ) AS ranked
    )), array(ifNull(nullIf(toString(events.properties.`$browser`), {p20:String}), {p21:String}), ifNull(nullIf(toString(coalesce(if(startsWith(dynamicType(events.person_properties.plan), {p22:String}), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p23:String})), nullIf(toJSONString(events.person_properties.^plan), {p24:String}))), {p25:String}), {p26:String})), array({p27:String}, {p28:String})) AS breakdown,
    if((breakdown = array({p29:String}, {p30:String})), uniqExactIf(events.person_id, array(ifNull(nullIf(toString(events.properties.`$browser`), {p31:String}), {p32:String}), ifNull(nullIf(toString(coalesce(if(startsWith(dynamicType(events.person_properties.plan), {p33:String}), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p34:String})), nullIf(toJSONString(events.person_properties.^plan), {p35:String}))), {p36:String}), {p37:String})), (breakdown = array({p38:String}, {p39:String}))), uniqExactIf(events.person_id, (NOT (breakdown = array({p40:String}, {p41:String}))))) AS total
FROM events AS events
WHERE ((events.team_id = {p42:Int64}) AND ((events.event = {p43:String}) AND ((events.timestamp >= {p44:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p45:DateTime64(6, 'UTC')}))))
GROUP BY
    bucket,
    breakdown
-- p0 = ""
-- p1 = "$$_posthog_breakdown_null_$$"
-- p2 = "Array"
-- p3 = "Nullable(String)"
-- p4 = "{}"
-- p5 = ""
-- p6 = "$$_posthog_breakdown_null_$$"
-- p7 = ""
-- p8 = "$$_posthog_breakdown_null_$$"
-- p9 = "Array"
-- p10 = "Nullable(String)"
-- p11 = "{}"
-- p12 = ""
-- p13 = "$$_posthog_breakdown_null_$$"
-- p14 = 1
-- p15 = "$pageview"
-- p16 = "2024-03-04 00:00:00.000000"
-- p17 = "2024-03-08 23:59:59.999999"
-- p18 = "$$_posthog_breakdown_null_$$"
-- p19 = 25
-- p20 = ""
-- p21 = "$$_posthog_breakdown_null_$$"
-- p22 = "Array"
-- p23 = "Nullable(String)"
-- p24 = "{}"
-- p25 = ""
-- p26 = "$$_posthog_breakdown_null_$$"
-- p27 = "$$_posthog_breakdown_other_$$"
-- p28 = "$$_posthog_breakdown_other_$$"
-- p29 = "$$_posthog_breakdown_other_$$"
-- p30 = "$$_posthog_breakdown_other_$$"
-- p31 = ""
-- p32 = "$$_posthog_breakdown_null_$$"
-- p33 = "Array"
-- p34 = "Nullable(String)"
-- p35 = "{}"
-- p36 = ""
-- p37 = "$$_posthog_breakdown_null_$$"
-- p38 = "$$_posthog_breakdown_other_$$"
-- p39 = "$$_posthog_breakdown_other_$$"
-- p40 = "$$_posthog_breakdown_other_$$"
-- p41 = "$$_posthog_breakdown_other_$$"
-- p42 = 1
-- p43 = "$pageview"
-- p44 = "2024-03-04 00:00:00.000000"
-- p45 = "2024-03-08 23:59:59.999999"
