-- rows
SELECT
    per_session.value AS shown,
    uniqExactIf(per_session.person_key, (per_session.is_current AND (ifNull((per_session.views > {p0:UInt8}), {p1:UInt8}) OR ifNull((per_session.conversions > {p2:UInt8}), {p3:UInt8})))) AS visitors_current,
    sumIf(per_session.views, per_session.is_current) AS views_current,
    avgIf(per_session.bounced, (per_session.is_current AND (ifNull((per_session.views > {p4:UInt8}), {p5:UInt8}) OR ifNull((per_session.conversions > {p6:UInt8}), {p7:UInt8})) AND per_session.entered)) AS bounce_rate_current,
    uniqExactIf(per_session.person_key, (per_session.is_previous AND (ifNull((per_session.views > {p8:UInt8}), {p9:UInt8}) OR ifNull((per_session.conversions > {p10:UInt8}), {p11:UInt8})))) AS visitors_previous,
    sumIf(per_session.views, per_session.is_previous) AS views_previous,
    avgIf(per_session.bounced, (per_session.is_previous AND (ifNull((per_session.views > {p12:UInt8}), {p13:UInt8}) OR ifNull((per_session.conversions > {p14:UInt8}), {p15:UInt8})) AND per_session.entered)) AS bounce_rate_previous
FROM
(
    SELECT
        each_visit.session_key AS session_key,
        each_visit.visit.1 AS value,
        any(each_visit.person_key) AS person_key,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        (any(each_visit.entry) = value) AS entered,
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
            sessions_seen.entry AS entry,
            arrayJoin(sessions_seen.visits) AS visit
        FROM
        (
            SELECT
                events.properties.`$session_id` AS session_key,
                anyIf(events.person_id, ((events.event IN ({p16:Array(String)})) AND ((events.timestamp >= {p17:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p18:DateTime64(6, 'UTC')})))) AS person_key,
                countIf(((events.event IN ({p19:Array(String)})) AND ((events.timestamp >= {p20:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p21:DateTime64(6, 'UTC')})))) AS views,
                countIf({p22:Bool}) AS conversions,
                dateDiff({p23:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p24:String})) = {p25:UInt8}), NULL, ((countIf((events.event = {p26:String})) <= {p27:UInt8}) AND (countIf((events.event = {p28:String})) = {p29:UInt8}) AND (dateDiff({p30:String}, min(events.timestamp), max(events.timestamp)) < {p31:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p32:DateTime64(6, 'UTC')}), {p33:UInt8}) AND ifNull((min(events.timestamp) <= {p34:DateTime64(6, 'UTC')}), {p35:UInt8})) AS is_current,
                {p36:Bool} AS is_previous,
                groupArrayIf(tuple(coalesce(nullIf(toString(events.properties.`$pathname`), {p37:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p38:String})), if(((events.event IN ({p39:Array(String)})) AND ((events.timestamp >= {p40:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p41:DateTime64(6, 'UTC')}))), {p42:UInt8}, {p43:UInt8}), if({p44:Bool}, {p45:UInt8}, {p46:UInt8})), ((events.event IN ({p47:Array(String)})) AND ((events.timestamp >= {p48:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p49:DateTime64(6, 'UTC')})))) AS visits,
                argMinIf(coalesce(nullIf(toString(events.properties.`$pathname`), {p50:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p51:String})), events.timestamp, isNotNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p52:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p53:String})))) AS entry
            FROM events AS events
            WHERE ((events.team_id = {p54:Int64}) AND ((events.timestamp >= {p55:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p56:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p57:String}), {p58:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p59:UInt8}) OR (conversions > {p60:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING isNotNull(shown)
ORDER BY
    visitors_current DESC,
    visitors_previous DESC,
    views_current DESC,
    views_previous DESC,
    shown ASC
LIMIT {p62:UInt8}, {p61:UInt8}
-- p0 = 0
-- p1 = 0
-- p2 = 0
-- p3 = 0
-- p4 = 0
-- p5 = 0
-- p6 = 0
-- p7 = 0
-- p8 = 0
-- p9 = 0
-- p10 = 0
-- p11 = 0
-- p12 = 0
-- p13 = 0
-- p14 = 0
-- p15 = 0
-- p16 = ["$pageview","$screen"]
-- p17 = "2024-03-04 00:00:00.000000"
-- p18 = "2024-03-08 23:59:59.999999"
-- p19 = ["$pageview","$screen"]
-- p20 = "2024-03-04 00:00:00.000000"
-- p21 = "2024-03-08 23:59:59.999999"
-- p22 = false
-- p23 = "second"
-- p24 = "$pageview"
-- p25 = 0
-- p26 = "$pageview"
-- p27 = 1
-- p28 = "$autocapture"
-- p29 = 0
-- p30 = "second"
-- p31 = 10
-- p32 = "2024-03-04 00:00:00.000000"
-- p33 = 0
-- p34 = "2024-03-08 23:59:59.999999"
-- p35 = 0
-- p36 = false
-- p37 = ""
-- p38 = ""
-- p39 = ["$pageview","$screen"]
-- p40 = "2024-03-04 00:00:00.000000"
-- p41 = "2024-03-08 23:59:59.999999"
-- p42 = 1
-- p43 = 0
-- p44 = false
-- p45 = 1
-- p46 = 0
-- p47 = ["$pageview","$screen"]
-- p48 = "2024-03-04 00:00:00.000000"
-- p49 = "2024-03-08 23:59:59.999999"
-- p50 = ""
-- p51 = ""
-- p52 = ""
-- p53 = ""
-- p54 = 1
-- p55 = "2024-03-03 00:00:00.000000"
-- p56 = "2024-03-09 23:59:59.999000"
-- p57 = ""
-- p58 = 0
-- p59 = 0
-- p60 = 0
-- p61 = 101
-- p62 = 0
