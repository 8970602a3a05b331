-- rows
SELECT
    per_session.value AS shown,
    uniqExactIf(per_session.person_key, (per_session.is_current AND (ifNull((per_session.views > {p0:UInt8}), {p1:UInt8}) OR ifNull((per_session.conversions > {p2:UInt8}), {p3:UInt8})))) AS visitors_current,
    sumIf(per_session.views, per_session.is_current) AS views_current,
    quantileExactInclusiveMergeIf({p4:Float64})(per_session.time, per_session.is_current) AS avg_time_on_page_current,
    avgIf(per_session.bounced, (per_session.is_current AND (ifNull((per_session.views > {p5:UInt8}), {p6:UInt8}) OR ifNull((per_session.conversions > {p7:UInt8}), {p8:UInt8})) AND per_session.entered)) AS bounce_rate_current,
    (sumIf(per_session.scroll, per_session.is_current) / sumIf(per_session.scroll_known, per_session.is_current)) AS average_scroll_percentage_current,
    (sumIf(per_session.read, per_session.is_current) / sumIf(per_session.read_known, per_session.is_current)) AS scroll_gt80_percentage_current,
    uniqExactIf(per_session.person_key, (per_session.is_previous AND (ifNull((per_session.views > {p9:UInt8}), {p10:UInt8}) OR ifNull((per_session.conversions > {p11:UInt8}), {p12:UInt8})))) AS visitors_previous,
    sumIf(per_session.views, per_session.is_previous) AS views_previous,
    quantileExactInclusiveMergeIf({p13:Float64})(per_session.time, per_session.is_previous) AS avg_time_on_page_previous,
    avgIf(per_session.bounced, (per_session.is_previous AND (ifNull((per_session.views > {p14:UInt8}), {p15:UInt8}) OR ifNull((per_session.conversions > {p16:UInt8}), {p17:UInt8})) AND per_session.entered)) AS bounce_rate_previous,
    (sumIf(per_session.scroll, per_session.is_previous) / sumIf(per_session.scroll_known, per_session.is_previous)) AS average_scroll_percentage_previous,
    (sumIf(per_session.read, per_session.is_previous) / sumIf(per_session.read_known, per_session.is_previous)) AS scroll_gt80_percentage_previous
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
        sum(each_visit.visit.3) AS conversions,
        sum(each_visit.visit.4) AS scroll,
        countIf(isNotNull(each_visit.visit.4)) AS scroll_known,
        sum(each_visit.visit.5) AS read,
        countIf(isNotNull(each_visit.visit.5)) AS read_known,
        quantileExactInclusiveStateIf({p18:Float64})(each_visit.visit.6, isNotNull(each_visit.visit.6)) AS time
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
                anyIf(events.person_id, ((events.event IN ({p19:Array(String)})) AND ifNull((events.properties.`$pathname` != {p20:String}), {p21:UInt8}) AND ((events.timestamp >= {p22:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p23:DateTime64(6, 'UTC')})))) AS person_key,
                countIf(((events.event IN ({p24:Array(String)})) AND ifNull((events.properties.`$pathname` != {p25:String}), {p26:UInt8}) AND ((events.timestamp >= {p27:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p28:DateTime64(6, 'UTC')})))) AS views,
                countIf({p29:Bool}) AS conversions,
                dateDiff({p30:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p31:String})) = {p32:UInt8}), NULL, ((countIf((events.event = {p33:String})) <= {p34:UInt8}) AND (countIf((events.event = {p35:String})) = {p36:UInt8}) AND (dateDiff({p37:String}, min(events.timestamp), max(events.timestamp)) < {p38:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p39:DateTime64(6, 'UTC')}), {p40:UInt8}) AND ifNull((min(events.timestamp) <= {p41:DateTime64(6, 'UTC')}), {p42:UInt8})) AS is_current,
                {p43:Bool} AS is_previous,
                arrayConcat(groupArrayIf(tuple(if(isNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p44:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p45:String}))), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p46:String}), {p47:String}), ifNull(toString(replaceRegexpAll(coalesce(nullIf(toString(events.properties.`$pathname`), {p48:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p49:String})), {p50:String}, {p51:String})), {p52:String}))), if(((events.event IN ({p53:Array(String)})) AND ifNull((events.properties.`$pathname` != {p54:String}), {p55:UInt8}) AND ((events.timestamp >= {p56:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p57:DateTime64(6, 'UTC')}))), {p58:UInt8}, {p59:UInt8}), if({p60:Bool}, {p61:UInt8}, {p62:UInt8}), NULL, NULL, NULL), ((events.event IN ({p63:Array(String)})) AND ifNull((events.properties.`$pathname` != {p64:String}), {p65:UInt8}) AND ((events.timestamp >= {p66:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p67:DateTime64(6, 'UTC')})))), groupArrayIf(tuple(if(isNull(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p68:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p69:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p70:String}))), {p71:String})), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p72:String}), {p73:String}), ifNull(toString(replaceRegexpAll(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p74:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p75:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p76:String}))), {p77:String}), {p78:String}, {p79:String})), {p80:String}))), {p81:UInt8}, {p82:UInt8}, toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_scroll_percentage`, {p83:String})), if(isNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p84:String}))), NULL, (toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p85:String})) > {p86:Float64})), if((toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p87:String})) > {p88:UInt32}), {p89:UInt32}, toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p90:String})))), (((events.event IN ({p91:Array(String)})) AND ifNull((events.properties.`$prev_pageview_pathname`.:String != {p92:String}), {p93:UInt8}) AND ((events.timestamp >= {p94:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p95:DateTime64(6, 'UTC')}))) AND (isNotNull(if(isNull(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p96:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p97:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p98:String}))), {p99:String})), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p100:String}), {p101:String}), ifNull(toString(replaceRegexpAll(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p102:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p103:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p104:String}))), {p105:String}), {p106:String}, {p107:String})), {p108:String})))) AND (isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_scroll_percentage`, {p109:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p110:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p111:String})))))))) AS visits,
                argMinIf(if(isNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p112:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p113:String}))), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p114:String}), {p115:String}), ifNull(toString(replaceRegexpAll(coalesce(nullIf(toString(events.properties.`$pathname`), {p116:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p117:String})), {p118:String}, {p119:String})), {p120:String}))), events.timestamp, isNotNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p121:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p122:String})))) AS entry
            FROM events AS events
            WHERE ((events.team_id = {p123:Int64}) AND ((events.timestamp >= {p124:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p125:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p126:String}), {p127:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p128:UInt8}) OR (conversions > {p129:UInt8}) OR (countIf((((events.event IN ({p130:Array(String)})) AND ifNull((events.properties.`$prev_pageview_pathname`.:String != {p131:String}), {p132:UInt8}) AND ((events.timestamp >= {p133:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p134:DateTime64(6, 'UTC')}))) AND (isNotNull(if(isNull(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p135:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p136:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p137:String}))), {p138:String})), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p139:String}), {p140:String}), ifNull(toString(replaceRegexpAll(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p141:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p142:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p143:String}))), {p144:String}), {p145:String}, {p146:String})), {p147:String})))) AND (isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_scroll_percentage`, {p148:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p149:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p150:String}))))))) > {p151:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING (((sum(per_session.views) > {p152:UInt8}) OR (sum(per_session.conversions) > {p153:UInt8})) AND isNotNull(shown))
ORDER BY
    visitors_current DESC,
    visitors_previous DESC,
    views_current DESC,
    views_previous DESC,
    shown ASC
LIMIT {p155:UInt8}, {p154:UInt8}
-- p0 = 0
-- p1 = 0
-- p2 = 0
-- p3 = 0
-- p4 = 0.9
-- p5 = 0
-- p6 = 0
-- p7 = 0
-- p8 = 0
-- p9 = 0
-- p10 = 0
-- p11 = 0
-- p12 = 0
-- p13 = 0.9
-- p14 = 0
-- p15 = 0
-- p16 = 0
-- p17 = 0
-- p18 = 0.9
-- p19 = ["$pageview","$screen"]
-- p20 = "/secret"
-- p21 = 1
-- p22 = "2024-03-04 00:00:00.000000"
-- p23 = "2024-03-08 23:59:59.999999"
-- p24 = ["$pageview","$screen"]
-- p25 = "/secret"
-- p26 = 1
-- p27 = "2024-03-04 00:00:00.000000"
-- p28 = "2024-03-08 23:59:59.999999"
-- p29 = false
-- p30 = "second"
-- p31 = "$pageview"
-- p32 = 0
-- p33 = "$pageview"
-- p34 = 1
-- p35 = "$autocapture"
-- p36 = 0
-- p37 = "second"
-- p38 = 10
-- p39 = "2024-03-04 00:00:00.000000"
-- p40 = 0
-- p41 = "2024-03-08 23:59:59.999999"
-- p42 = 0
-- p43 = false
-- p44 = ""
-- p45 = ""
-- p46 = ""
-- p47 = ""
-- p48 = ""
-- p49 = ""
-- p50 = "^/(.+)$"
-- p51 = "/:page"
-- p52 = ""
-- p53 = ["$pageview","$screen"]
-- p54 = "/secret"
-- p55 = 1
-- p56 = "2024-03-04 00:00:00.000000"
-- p57 = "2024-03-08 23:59:59.999999"
-- p58 = 1
-- p59 = 0
-- p60 = false
-- p61 = 1
-- p62 = 0
-- p63 = ["$pageview","$screen"]
-- p64 = "/secret"
-- p65 = 1
-- p66 = "2024-03-04 00:00:00.000000"
-- p67 = "2024-03-08 23:59:59.999999"
-- p68 = "Array"
-- p69 = "Nullable(String)"
-- p70 = "{}"
-- p71 = ""
-- p72 = ""
-- p73 = ""
-- p74 = "Array"
-- p75 = "Nullable(String)"
-- p76 = "{}"
-- p77 = ""
-- p78 = "^/(.+)$"
-- p79 = "/:page"
-- p80 = ""
-- p81 = 0
-- p82 = 0
-- p83 = "Nullable(String)"
-- p84 = "Nullable(String)"
-- p85 = "Nullable(String)"
-- p86 = 0.8
-- p87 = "Nullable(String)"
-- p88 = 86400
-- p89 = 86400
-- p90 = "Nullable(String)"
-- p91 = ["$pageview","$pageleave","$screen"]
-- p92 = "/secret"
-- p93 = 1
-- p94 = "2024-03-04 00:00:00.000000"
-- p95 = "2024-03-08 23:59:59.999999"
-- p96 = "Array"
-- p97 = "Nullable(String)"
-- p98 = "{}"
-- p99 = ""
-- p100 = ""
-- p101 = ""
-- p102 = "Array"
-- p103 = "Nullable(String)"
-- p104 = "{}"
-- p105 = ""
-- p106 = "^/(.+)$"
-- p107 = "/:page"
-- p108 = ""
-- p109 = "Nullable(String)"
-- p110 = "Nullable(String)"
-- p111 = "Nullable(String)"
-- p112 = ""
-- p113 = ""
-- p114 = ""
-- p115 = ""
-- p116 = ""
-- p117 = ""
-- p118 = "^/(.+)$"
-- p119 = "/:page"
-- p120 = ""
-- p121 = ""
-- p122 = ""
-- p123 = 1
-- p124 = "2024-03-03 00:00:00.000000"
-- p125 = "2024-03-09 23:59:59.999000"
-- p126 = ""
-- p127 = 0
-- p128 = 0
-- p129 = 0
-- p130 = ["$pageview","$pageleave","$screen"]
-- p131 = "/secret"
-- p132 = 1
-- p133 = "2024-03-04 00:00:00.000000"
-- p134 = "2024-03-08 23:59:59.999999"
-- p135 = "Array"
-- p136 = "Nullable(String)"
-- p137 = "{}"
-- p138 = ""
-- p139 = ""
-- p140 = ""
-- p141 = "Array"
-- p142 = "Nullable(String)"
-- p143 = "{}"
-- p144 = ""
-- p145 = "^/(.+)$"
-- p146 = "/:page"
-- p147 = ""
-- p148 = "Nullable(String)"
-- p149 = "Nullable(String)"
-- p150 = "Nullable(String)"
-- p151 = 0
-- p152 = 0
-- p153 = 0
-- p154 = 101
-- p155 = 0
