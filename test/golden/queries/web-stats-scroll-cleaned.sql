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
                arrayConcat(groupArrayIf(tuple(if(isNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p44:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p45:String}))), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p46:String}), {p47:String}), ifNull(toString(replaceRegexpAll(coalesce(nullIf(toString(events.properties.`$pathname`), {p48:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p49:String})), {p50:String}, {p51:String})), {p52:String}))), if(((events.event IN ({p53:Array(String)})) AND ifNull((events.properties.`$pathname` != {p54:String}), {p55:UInt8}) AND ((events.timestamp >= {p56:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p57:DateTime64(6, 'UTC')}))), {p58:UInt8}, {p59:UInt8}), if({p60:Bool}, {p61:UInt8}, {p62:UInt8}), NULL, NULL, NULL), ((events.event IN ({p63:Array(String)})) AND ifNull((events.properties.`$pathname` != {p64:String}), {p65:UInt8}) AND ((events.timestamp >= {p66:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p67:DateTime64(6, 'UTC')})))), groupArrayIf(tuple(if(isNull(nullIf(toString(if(isNull(CAST(events.properties.`$prev_pageview_pathname`, {p68:String})), if(notEmpty(JSONAllPaths(events.properties.^`$prev_pageview_pathname`)), toJSONString(events.properties.^`$prev_pageview_pathname`), NULL), if((startsWith(CAST(events.properties.`$prev_pageview_pathname`, {p69:String}), {p70:String}) AND startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p71:String})), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p72:String})))), {p73:String})), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p74:String}), {p75:String}), ifNull(toString(replaceRegexpAll(nullIf(toString(if(isNull(CAST(events.properties.`$prev_pageview_pathname`, {p76:String})), if(notEmpty(JSONAllPaths(events.properties.^`$prev_pageview_pathname`)), toJSONString(events.properties.^`$prev_pageview_pathname`), NULL), if((startsWith(CAST(events.properties.`$prev_pageview_pathname`, {p77:String}), {p78:String}) AND startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p79:String})), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p80:String})))), {p81:String}), {p82:String}, {p83:String})), {p84:String}))), {p85:UInt8}, {p86:UInt8}, toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_scroll_percentage`, {p87:String})), if(isNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p88:String}))), NULL, (toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p89:String})) > {p90:Float64})), if((toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p91:String})) > {p92:UInt32}), {p93:UInt32}, toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p94:String})))), (((events.event IN ({p95:Array(String)})) AND ifNull((events.properties.`$prev_pageview_pathname`.:String != {p96:String}), {p97:UInt8}) AND ((events.timestamp >= {p98:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p99:DateTime64(6, 'UTC')}))) AND (isNotNull(if(isNull(nullIf(toString(if(isNull(CAST(events.properties.`$prev_pageview_pathname`, {p100:String})), if(notEmpty(JSONAllPaths(events.properties.^`$prev_pageview_pathname`)), toJSONString(events.properties.^`$prev_pageview_pathname`), NULL), if((startsWith(CAST(events.properties.`$prev_pageview_pathname`, {p101:String}), {p102:String}) AND startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p103:String})), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p104:String})))), {p105:String})), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p106:String}), {p107:String}), ifNull(toString(replaceRegexpAll(nullIf(toString(if(isNull(CAST(events.properties.`$prev_pageview_pathname`, {p108:String})), if(notEmpty(JSONAllPaths(events.properties.^`$prev_pageview_pathname`)), toJSONString(events.properties.^`$prev_pageview_pathname`), NULL), if((startsWith(CAST(events.properties.`$prev_pageview_pathname`, {p109:String}), {p110:String}) AND startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p111:String})), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p112:String})))), {p113:String}), {p114:String}, {p115:String})), {p116:String})))) AND (isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_scroll_percentage`, {p117:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p118:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p119:String})))))))) AS visits,
                argMinIf(if(isNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p120:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p121:String}))), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p122:String}), {p123:String}), ifNull(toString(replaceRegexpAll(coalesce(nullIf(toString(events.properties.`$pathname`), {p124:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p125:String})), {p126:String}, {p127:String})), {p128:String}))), events.timestamp, isNotNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p129:String}), nullIf(toString(path(toString(events.properties.`$current_url`))), {p130:String})))) AS entry
            FROM events AS events
            WHERE ((events.team_id = {p131:Int64}) AND ((events.timestamp >= {p132:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p133:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p134:String}), {p135:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p136:UInt8}) OR (conversions > {p137:UInt8}) OR (countIf((((events.event IN ({p138:Array(String)})) AND ifNull((events.properties.`$prev_pageview_pathname`.:String != {p139:String}), {p140:UInt8}) AND ((events.timestamp >= {p141:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p142:DateTime64(6, 'UTC')}))) AND (isNotNull(if(isNull(nullIf(toString(if(isNull(CAST(events.properties.`$prev_pageview_pathname`, {p143:String})), if(notEmpty(JSONAllPaths(events.properties.^`$prev_pageview_pathname`)), toJSONString(events.properties.^`$prev_pageview_pathname`), NULL), if((startsWith(CAST(events.properties.`$prev_pageview_pathname`, {p144:String}), {p145:String}) AND startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p146:String})), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p147:String})))), {p148:String})), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p149:String}), {p150:String}), ifNull(toString(replaceRegexpAll(nullIf(toString(if(isNull(CAST(events.properties.`$prev_pageview_pathname`, {p151:String})), if(notEmpty(JSONAllPaths(events.properties.^`$prev_pageview_pathname`)), toJSONString(events.properties.^`$prev_pageview_pathname`), NULL), if((startsWith(CAST(events.properties.`$prev_pageview_pathname`, {p152:String}), {p153:String}) AND startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p154:String})), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p155:String})))), {p156:String}), {p157:String}, {p158:String})), {p159:String})))) AND (isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_scroll_percentage`, {p160:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p161:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p162:String}))))))) > {p163:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING (((sum(per_session.views) > {p164:UInt8}) OR (sum(per_session.conversions) > {p165:UInt8})) AND isNotNull(shown))
ORDER BY
    visitors_current DESC,
    visitors_previous DESC,
    views_current DESC,
    views_previous DESC,
    shown ASC
LIMIT {p167:UInt8}, {p166:UInt8}
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
-- p68 = "Nullable(String)"
-- p69 = "Nullable(String)"
-- p70 = "["
-- p71 = "Array"
-- p72 = "Nullable(String)"
-- p73 = ""
-- p74 = ""
-- p75 = ""
-- p76 = "Nullable(String)"
-- p77 = "Nullable(String)"
-- p78 = "["
-- p79 = "Array"
-- p80 = "Nullable(String)"
-- p81 = ""
-- p82 = "^/(.+)$"
-- p83 = "/:page"
-- p84 = ""
-- p85 = 0
-- p86 = 0
-- p87 = "Nullable(String)"
-- p88 = "Nullable(String)"
-- p89 = "Nullable(String)"
-- p90 = 0.8
-- p91 = "Nullable(String)"
-- p92 = 86400
-- p93 = 86400
-- p94 = "Nullable(String)"
-- p95 = ["$pageview","$pageleave","$screen"]
-- p96 = "/secret"
-- p97 = 1
-- p98 = "2024-03-04 00:00:00.000000"
-- p99 = "2024-03-08 23:59:59.999999"
-- p100 = "Nullable(String)"
-- p101 = "Nullable(String)"
-- p102 = "["
-- p103 = "Array"
-- p104 = "Nullable(String)"
-- p105 = ""
-- p106 = ""
-- p107 = ""
-- p108 = "Nullable(String)"
-- p109 = "Nullable(String)"
-- p110 = "["
-- p111 = "Array"
-- p112 = "Nullable(String)"
-- p113 = ""
-- p114 = "^/(.+)$"
-- p115 = "/:page"
-- p116 = ""
-- p117 = "Nullable(String)"
-- p118 = "Nullable(String)"
-- p119 = "Nullable(String)"
-- p120 = ""
-- p121 = ""
-- p122 = ""
-- p123 = ""
-- p124 = ""
-- p125 = ""
-- p126 = "^/(.+)$"
-- p127 = "/:page"
-- p128 = ""
-- p129 = ""
-- p130 = ""
-- p131 = 1
-- p132 = "2024-03-03 00:00:00.000000"
-- p133 = "2024-03-09 23:59:59.999000"
-- p134 = ""
-- p135 = 0
-- p136 = 0
-- p137 = 0
-- p138 = ["$pageview","$pageleave","$screen"]
-- p139 = "/secret"
-- p140 = 1
-- p141 = "2024-03-04 00:00:00.000000"
-- p142 = "2024-03-08 23:59:59.999999"
-- p143 = "Nullable(String)"
-- p144 = "Nullable(String)"
-- p145 = "["
-- p146 = "Array"
-- p147 = "Nullable(String)"
-- p148 = ""
-- p149 = ""
-- p150 = ""
-- p151 = "Nullable(String)"
-- p152 = "Nullable(String)"
-- p153 = "["
-- p154 = "Array"
-- p155 = "Nullable(String)"
-- p156 = ""
-- p157 = "^/(.+)$"
-- p158 = "/:page"
-- p159 = ""
-- p160 = "Nullable(String)"
-- p161 = "Nullable(String)"
-- p162 = "Nullable(String)"
-- p163 = 0
-- p164 = 0
-- p165 = 0
-- p166 = 101
-- p167 = 0
