-- rows
SELECT
    per_session.value AS shown,
    uniqExactIf(per_session.person_key, (per_session.is_current AND (ifNull((per_session.views > {p0:UInt8}), {p1:UInt8}) OR ifNull((per_session.conversions > {p2:UInt8}), {p3:UInt8})))) AS visitors_current,
    sumIf(per_session.views, per_session.is_current) AS views_current,
    uniqExactIf(per_session.person_key, (per_session.is_previous AND (ifNull((per_session.views > {p4:UInt8}), {p5:UInt8}) OR ifNull((per_session.conversions > {p6:UInt8}), {p7:UInt8})))) AS visitors_previous,
    sumIf(per_session.views, per_session.is_previous) AS views_previous
FROM
(
    SELECT
        each_visit.session_key AS session_key,
        tupleElement(each_visit.visit, {p8:UInt8}) AS value,
        any(each_visit.person_key) AS person_key,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        sum(tupleElement(each_visit.visit, {p9:UInt8})) AS views,
        sum(tupleElement(each_visit.visit, {p10:UInt8})) AS conversions
    FROM
    (
        SELECT
            sessions_seen.session_key AS session_key,
            sessions_seen.person_key AS person_key,
            sessions_seen.bounced AS bounced,
            sessions_seen.is_current AS is_current,
            sessions_seen.is_previous AS is_previous,
            arrayJoin(sessions_seen.visits) AS visit
        FROM
        (
            SELECT
                events.properties.`$session_id` AS session_key,
                anyIf(events.person_id, ((events.event IN ({p11:Array(String)})) AND ((events.timestamp >= {p12:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p13:DateTime64(6, 'UTC')})))) AS person_key,
                countIf(((events.event IN ({p14:Array(String)})) AND ((events.timestamp >= {p15:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p16:DateTime64(6, 'UTC')})))) AS views,
                countIf({p17:Bool}) AS conversions,
                dateDiff({p18:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p19:String})) = {p20:UInt8}), NULL, ((countIf((events.event = {p21:String})) <= {p22:UInt8}) AND (countIf((events.event = {p23:String})) = {p24:UInt8}) AND (dateDiff({p25:String}, min(events.timestamp), max(events.timestamp)) < {p26:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p27:DateTime64(6, 'UTC')}), {p28:UInt8}) AND ifNull((min(events.timestamp) <= {p29:DateTime64(6, 'UTC')}), {p30:UInt8})) AS is_current,
                {p31:Bool} AS is_previous,
                groupArrayIf(tuple(tuple(nullIf(toString(events.properties.`$geoip_country_code`), {p32:String}), nullIf(toString(events.properties.`$geoip_city_name`), {p33:String})), if(((events.event IN ({p34:Array(String)})) AND ((events.timestamp >= {p35:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p36:DateTime64(6, 'UTC')}))), {p37:UInt8}, {p38:UInt8}), if({p39:Bool}, {p40:UInt8}, {p41:UInt8})), ((events.event IN ({p42:Array(String)})) AND ((events.timestamp >= {p43:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p44:DateTime64(6, 'UTC')})))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p45:Int64}) AND ((events.timestamp >= {p46:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p47:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p48:String}), {p49:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p50:UInt8}) OR (conversions > {p51:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING {p52:Bool}
ORDER BY
    visitors_current DESC,
    visitors_previous DESC,
    views_current DESC,
    views_previous DESC,
    shown ASC
LIMIT {p54:UInt8}, {p53:UInt8}
-- p0 = 0
-- p1 = 0
-- p2 = 0
-- p3 = 0
-- p4 = 0
-- p5 = 0
-- p6 = 0
-- p7 = 0
-- p8 = 1
-- p9 = 2
-- p10 = 3
-- p11 = ["$pageview","$screen"]
-- p12 = "2024-03-04 00:00:00.000000"
-- p13 = "2024-03-08 23:59:59.999999"
-- p14 = ["$pageview","$screen"]
-- p15 = "2024-03-04 00:00:00.000000"
-- p16 = "2024-03-08 23:59:59.999999"
-- p17 = false
-- p18 = "second"
-- p19 = "$pageview"
-- p20 = 0
-- p21 = "$pageview"
-- p22 = 1
-- p23 = "$autocapture"
-- p24 = 0
-- p25 = "second"
-- p26 = 10
-- p27 = "2024-03-04 00:00:00.000000"
-- p28 = 0
-- p29 = "2024-03-08 23:59:59.999999"
-- p30 = 0
-- p31 = false
-- p32 = ""
-- p33 = ""
-- p34 = ["$pageview","$screen"]
-- p35 = "2024-03-04 00:00:00.000000"
-- p36 = "2024-03-08 23:59:59.999999"
-- p37 = 1
-- p38 = 0
-- p39 = false
-- p40 = 1
-- p41 = 0
-- p42 = ["$pageview","$screen"]
-- p43 = "2024-03-04 00:00:00.000000"
-- p44 = "2024-03-08 23:59:59.999999"
-- p45 = 1
-- p46 = "2024-03-03 00:00:00.000000"
-- p47 = "2024-03-09 23:59:59.999000"
-- p48 = ""
-- p49 = 0
-- p50 = 0
-- p51 = 0
-- p52 = true
-- p53 = 101
-- p54 = 0
