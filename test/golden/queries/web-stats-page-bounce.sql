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
        tupleElement(each_visit.visit, {p16:UInt8}) AS value,
        any(each_visit.person_key) AS person_key,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        (any(each_visit.entry) = value) AS entered,
        sum(tupleElement(each_visit.visit, {p17:UInt8})) AS views,
        sum(tupleElement(each_visit.visit, {p18:UInt8})) AS conversions
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
                anyIf(events.person_id, ((events.event IN ({p19:Array(String)})) AND ((events.timestamp >= {p20:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p21:DateTime64(6, 'UTC')})))) AS person_key,
                countIf(((events.event IN ({p22:Array(String)})) AND ((events.timestamp >= {p23:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p24:DateTime64(6, 'UTC')})))) AS views,
                countIf({p25:Bool}) AS conversions,
                dateDiff({p26:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p27:String})) = {p28:UInt8}), NULL, ((countIf((events.event = {p29:String})) <= {p30:UInt8}) AND (countIf((events.event = {p31:String})) = {p32:UInt8}) AND (dateDiff({p33:String}, min(events.timestamp), max(events.timestamp)) < {p34:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p35:DateTime64(6, 'UTC')}), {p36:UInt8}) AND ifNull((min(events.timestamp) <= {p37:DateTime64(6, 'UTC')}), {p38:UInt8})) AS is_current,
                {p39:Bool} AS is_previous,
                groupArrayIf(tuple(coalesce(nullIf(toString(events.properties.`$pathname`), {p40:String}), nullIf(toString(path(events.properties.`$current_url`)), {p41:String})), if(((events.event IN ({p42:Array(String)})) AND ((events.timestamp >= {p43:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p44:DateTime64(6, 'UTC')}))), {p45:UInt8}, {p46:UInt8}), if({p47:Bool}, {p48:UInt8}, {p49:UInt8})), ((events.event IN ({p50:Array(String)})) AND ((events.timestamp >= {p51:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p52:DateTime64(6, 'UTC')})))) AS visits,
                argMinIf(coalesce(nullIf(toString(events.properties.`$pathname`), {p53:String}), nullIf(toString(path(events.properties.`$current_url`)), {p54:String})), events.timestamp, isNotNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p55:String}), nullIf(toString(path(events.properties.`$current_url`)), {p56:String})))) AS entry
            FROM events AS events
            WHERE ((events.team_id = {p57:Int64}) AND ((events.timestamp >= {p58:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p59:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p60:String}), {p61:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p62:UInt8}) OR (conversions > {p63:UInt8})) AND (is_current OR is_previous))
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
LIMIT {p65:UInt8}, {p64:UInt8}
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
-- p16 = 1
-- p17 = 2
-- p18 = 3
-- p19 = ["$pageview","$screen"]
-- p20 = "2024-03-04 00:00:00.000000"
-- p21 = "2024-03-08 23:59:59.999999"
-- p22 = ["$pageview","$screen"]
-- p23 = "2024-03-04 00:00:00.000000"
-- p24 = "2024-03-08 23:59:59.999999"
-- p25 = false
-- p26 = "second"
-- p27 = "$pageview"
-- p28 = 0
-- p29 = "$pageview"
-- p30 = 1
-- p31 = "$autocapture"
-- p32 = 0
-- p33 = "second"
-- p34 = 10
-- p35 = "2024-03-04 00:00:00.000000"
-- p36 = 0
-- p37 = "2024-03-08 23:59:59.999999"
-- p38 = 0
-- p39 = false
-- p40 = ""
-- p41 = ""
-- p42 = ["$pageview","$screen"]
-- p43 = "2024-03-04 00:00:00.000000"
-- p44 = "2024-03-08 23:59:59.999999"
-- p45 = 1
-- p46 = 0
-- p47 = false
-- p48 = 1
-- p49 = 0
-- p50 = ["$pageview","$screen"]
-- p51 = "2024-03-04 00:00:00.000000"
-- p52 = "2024-03-08 23:59:59.999999"
-- p53 = ""
-- p54 = ""
-- p55 = ""
-- p56 = ""
-- p57 = 1
-- p58 = "2024-03-03 00:00:00.000000"
-- p59 = "2024-03-09 23:59:59.999000"
-- p60 = ""
-- p61 = 0
-- p62 = 0
-- p63 = 0
-- p64 = 101
-- p65 = 0
