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
        each_visit.visit.1 AS value,
        any(each_visit.person_key) AS person_key,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        sum(each_visit.visit.2) AS views,
        sum(each_visit.visit.3) AS conversions
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
                anyIf(events.person_id, ((events.event IN ({p8:Array(String)})) AND ((events.timestamp >= {p9:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p10:DateTime64(6, 'UTC')})))) AS person_key,
                countIf(((events.event IN ({p11:Array(String)})) AND ((events.timestamp >= {p12:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p13:DateTime64(6, 'UTC')})))) AS views,
                countIf({p14:Bool}) AS conversions,
                dateDiff({p15:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p16:String})) = {p17:UInt8}), NULL, ((countIf((events.event = {p18:String})) <= {p19:UInt8}) AND (countIf((events.event = {p20:String})) = {p21:UInt8}) AND (dateDiff({p22:String}, min(events.timestamp), max(events.timestamp)) < {p23:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p24:DateTime64(6, 'UTC')}), {p25:UInt8}) AND ifNull((min(events.timestamp) <= {p26:DateTime64(6, 'UTC')}), {p27:UInt8})) AS is_current,
                {p28:Bool} AS is_previous,
                groupArrayIf(tuple(tuple(nullIf(toString(events.properties.`$geoip_country_code`), {p29:String}), nullIf(toString(events.properties.`$geoip_city_name`), {p30:String})), if(((events.event IN ({p31:Array(String)})) AND ((events.timestamp >= {p32:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p33:DateTime64(6, 'UTC')}))), {p34:UInt8}, {p35:UInt8}), if({p36:Bool}, {p37:UInt8}, {p38:UInt8})), ((events.event IN ({p39:Array(String)})) AND ((events.timestamp >= {p40:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p41:DateTime64(6, 'UTC')})))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p42:Int64}) AND ((events.timestamp >= {p43:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p44:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p45:String}), {p46:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p47:UInt8}) OR (conversions > {p48:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING {p49:Bool}
ORDER BY
    visitors_current DESC,
    visitors_previous DESC,
    views_current DESC,
    views_previous DESC,
    shown ASC
LIMIT {p51:UInt8}, {p50:UInt8}
-- p0 = 0
-- p1 = 0
-- p2 = 0
-- p3 = 0
-- p4 = 0
-- p5 = 0
-- p6 = 0
-- p7 = 0
-- p8 = ["$pageview","$screen"]
-- p9 = "2024-03-04 00:00:00.000000"
-- p10 = "2024-03-08 23:59:59.999999"
-- p11 = ["$pageview","$screen"]
-- p12 = "2024-03-04 00:00:00.000000"
-- p13 = "2024-03-08 23:59:59.999999"
-- p14 = false
-- p15 = "second"
-- p16 = "$pageview"
-- p17 = 0
-- p18 = "$pageview"
-- p19 = 1
-- p20 = "$autocapture"
-- p21 = 0
-- p22 = "second"
-- p23 = 10
-- p24 = "2024-03-04 00:00:00.000000"
-- p25 = 0
-- p26 = "2024-03-08 23:59:59.999999"
-- p27 = 0
-- p28 = false
-- p29 = ""
-- p30 = ""
-- p31 = ["$pageview","$screen"]
-- p32 = "2024-03-04 00:00:00.000000"
-- p33 = "2024-03-08 23:59:59.999999"
-- p34 = 1
-- p35 = 0
-- p36 = false
-- p37 = 1
-- p38 = 0
-- p39 = ["$pageview","$screen"]
-- p40 = "2024-03-04 00:00:00.000000"
-- p41 = "2024-03-08 23:59:59.999999"
-- p42 = 1
-- p43 = "2024-03-03 00:00:00.000000"
-- p44 = "2024-03-09 23:59:59.999000"
-- p45 = ""
-- p46 = 0
-- p47 = 0
-- p48 = 0
-- p49 = true
-- p50 = 101
-- p51 = 0
