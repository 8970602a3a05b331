-- 0.current.0
SELECT
    toDate(events.timestamp) AS bucket,
    if((array(ifNull(nullIf(toString(events.properties.`$browser`), {p0:String}), {p1:String}), ifNull(nullIf(toString(if(isNull(CAST(events.person_properties.plan, {p2:String})), if(notEmpty(JSONAllPaths(events.person_properties.^plan)), toJSONString(events.person_properties.^plan), NULL), if((startsWith(CAST(events.person_properties.plan, {p3:String}), {p4:String}) AND startsWith(dynamicType(events.person_properties.plan), {p5:String})), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p6:String})))), {p7:String}), {p8:String})) IN (
        SELECT ranked.value AS value
        FROM
        (
            SELECT
                array(ifNull(nullIf(toString(events.properties.`$browser`), {p9:String}), {p10:String}), ifNull(nullIf(toString(if(isNull(CAST(events.person_properties.plan, {p11:String})), if(notEmpty(JSONAllPaths(events.person_properties.^plan)), toJSONString(events.person_properties.^plan), NULL), if((startsWith(CAST(events.person_properties.plan, {p12:String}), {p13:String}) AND startsWith(dynamicType(events.person_properties.plan), {p14:String})), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p15:String})))), {p16:String}), {p17:String})) AS value,
                uniqExact(events.person_id) AS amount
            FROM events AS events
            WHERE ((events.team_id = {p18:Int64}) AND ((events.event = {p19:String}) AND ((events.timestamp >= {p20:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p21:DateTime64(6, 'UTC')}))))
            GROUP BY value
            ORDER BY
                has(value, {p22:String}) ASC,
                amount DESC,
                value ASC
            LIMIT {p23:UInt8}
        ) AS ranked
    )), array(ifNull(nullIf(toString(events.properties.`$browser`), {p24:String}), {p25:String}), ifNull(nullIf(toString(if(isNull(CAST(events.person_properties.plan, {p26:String})), if(notEmpty(JSONAllPaths(events.person_properties.^plan)), toJSONString(events.person_properties.^plan), NULL), if((startsWith(CAST(events.person_properties.plan, {p27:String}), {p28:String}) AND startsWith(dynamicType(events.person_properties.plan), {p29:String})), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p30:String})))), {p31:String}), {p32:String})), array({p33:String}, {p34:String})) AS breakdown,
    if((breakdown = array({p35:String}, {p36:String})), uniqExactIf(events.person_id, array(ifNull(nullIf(toString(events.properties.`$browser`), {p37:String}), {p38:String}), ifNull(nullIf(toString(if(isNull(CAST(events.person_properties.plan, {p39:String})), if(notEmpty(JSONAllPaths(events.person_properties.^plan)), toJSONString(events.person_properties.^plan), NULL), if((startsWith(CAST(events.person_properties.plan, {p40:String}), {p41:String}) AND startsWith(dynamicType(events.person_properties.plan), {p42:String})), toJSONString(events.person_properties.plan), CAST(events.person_properties.plan, {p43:String})))), {p44:String}), {p45:String})), (breakdown = array({p46:String}, {p47:String}))), uniqExactIf(events.person_id, (NOT (breakdown = array({p48:String}, {p49:String}))))) AS total
FROM events AS events
WHERE ((events.team_id = {p50:Int64}) AND ((events.event = {p51:String}) AND ((events.timestamp >= {p52:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p53:DateTime64(6, 'UTC')}))))
GROUP BY
    bucket,
    breakdown
-- p0 = ""
-- p1 = "$$_posthog_breakdown_null_$$"
-- p2 = "Nullable(String)"
-- p3 = "Nullable(String)"
-- p4 = "["
-- p5 = "Array"
-- p6 = "Nullable(String)"
-- p7 = ""
-- p8 = "$$_posthog_breakdown_null_$$"
-- p9 = ""
-- p10 = "$$_posthog_breakdown_null_$$"
-- p11 = "Nullable(String)"
-- p12 = "Nullable(String)"
-- p13 = "["
-- p14 = "Array"
-- p15 = "Nullable(String)"
-- p16 = ""
-- p17 = "$$_posthog_breakdown_null_$$"
-- p18 = 1
-- p19 = "$pageview"
-- p20 = "2024-03-04 00:00:00.000000"
-- p21 = "2024-03-08 23:59:59.999999"
-- p22 = "$$_posthog_breakdown_null_$$"
-- p23 = 25
-- p24 = ""
-- p25 = "$$_posthog_breakdown_null_$$"
-- p26 = "Nullable(String)"
-- p27 = "Nullable(String)"
-- p28 = "["
-- p29 = "Array"
-- p30 = "Nullable(String)"
-- p31 = ""
-- p32 = "$$_posthog_breakdown_null_$$"
-- p33 = "$$_posthog_breakdown_other_$$"
-- p34 = "$$_posthog_breakdown_other_$$"
-- p35 = "$$_posthog_breakdown_other_$$"
-- p36 = "$$_posthog_breakdown_other_$$"
-- p37 = ""
-- p38 = "$$_posthog_breakdown_null_$$"
-- p39 = "Nullable(String)"
-- p40 = "Nullable(String)"
-- p41 = "["
-- p42 = "Array"
-- p43 = "Nullable(String)"
-- p44 = ""
-- p45 = "$$_posthog_breakdown_null_$$"
-- p46 = "$$_posthog_breakdown_other_$$"
-- p47 = "$$_posthog_breakdown_other_$$"
-- p48 = "$$_posthog_breakdown_other_$$"
-- p49 = "$$_posthog_breakdown_other_$$"
-- p50 = 1
-- p51 = "$pageview"
-- p52 = "2024-03-04 00:00:00.000000"
-- p53 = "2024-03-08 23:59:59.999999"
