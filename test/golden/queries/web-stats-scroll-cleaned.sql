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
        tupleElement(each_visit.visit, {p18:UInt8}) AS value,
        any(each_visit.person_key) AS person_key,
        any(each_visit.bounced) AS bounced,
        any(each_visit.is_current) AS is_current,
        any(each_visit.is_previous) AS is_previous,
        (any(each_visit.entry) = value) AS entered,
        sum(tupleElement(each_visit.visit, {p19:UInt8})) AS views,
        sum(tupleElement(each_visit.visit, {p20:UInt8})) AS conversions,
        sum(tupleElement(each_visit.visit, {p21:UInt8})) AS scroll,
        countIf(isNotNull(tupleElement(each_visit.visit, {p22:UInt8}))) AS scroll_known,
        sum(tupleElement(each_visit.visit, {p23:UInt8})) AS read,
        countIf(isNotNull(tupleElement(each_visit.visit, {p24:UInt8}))) AS read_known,
        quantileExactInclusiveStateIf({p25:Float64})(tupleElement(each_visit.visit, {p26:UInt8}), isNotNull(tupleElement(each_visit.visit, {p27:UInt8}))) AS time
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
                anyIf(events.person_id, ((events.event IN ({p28:Array(String)})) AND ifNull((events.properties.`$pathname` != {p29:String}), {p30:UInt8}) AND ((events.timestamp >= {p31:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p32:DateTime64(6, 'UTC')})))) AS person_key,
                countIf(((events.event IN ({p33:Array(String)})) AND ifNull((events.properties.`$pathname` != {p34:String}), {p35:UInt8}) AND ((events.timestamp >= {p36:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p37:DateTime64(6, 'UTC')})))) AS views,
                countIf({p38:Bool}) AS conversions,
                dateDiff({p39:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p40:String})) = {p41:UInt8}), NULL, ((countIf((events.event = {p42:String})) <= {p43:UInt8}) AND (countIf((events.event = {p44:String})) = {p45:UInt8}) AND (dateDiff({p46:String}, min(events.timestamp), max(events.timestamp)) < {p47:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p48:DateTime64(6, 'UTC')}), {p49:UInt8}) AND ifNull((min(events.timestamp) <= {p50:DateTime64(6, 'UTC')}), {p51:UInt8})) AS is_current,
                {p52:Bool} AS is_previous,
                arrayConcat(groupArrayIf(tuple(if(isNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p53:String}), nullIf(toString(path(events.properties.`$current_url`)), {p54:String}))), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p55:String}), {p56:String}), ifNull(toString(replaceRegexpAll(coalesce(nullIf(toString(events.properties.`$pathname`), {p57:String}), nullIf(toString(path(events.properties.`$current_url`)), {p58:String})), {p59:String}, {p60:String})), {p61:String}))), if(((events.event IN ({p62:Array(String)})) AND ifNull((events.properties.`$pathname` != {p63:String}), {p64:UInt8}) AND ((events.timestamp >= {p65:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p66:DateTime64(6, 'UTC')}))), {p67:UInt8}, {p68:UInt8}), if({p69:Bool}, {p70:UInt8}, {p71:UInt8}), NULL, NULL, NULL), ((events.event IN ({p72:Array(String)})) AND ifNull((events.properties.`$pathname` != {p73:String}), {p74:UInt8}) AND ((events.timestamp >= {p75:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p76:DateTime64(6, 'UTC')})))), groupArrayIf(tuple(if(isNull(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p77:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p78:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p79:String}))), {p80:String})), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p81:String}), {p82:String}), ifNull(toString(replaceRegexpAll(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p83:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p84:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p85:String}))), {p86:String}), {p87:String}, {p88:String})), {p89:String}))), {p90:UInt8}, {p91:UInt8}, toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_scroll_percentage`, {p92:String})), if(isNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p93:String}))), NULL, (toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p94:String})) > {p95:Float64})), if((toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p96:String})) > {p97:UInt32}), {p98:UInt32}, toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p99:String})))), (((events.event IN ({p100:Array(String)})) AND ifNull((events.properties.`$prev_pageview_pathname`.:String != {p101:String}), {p102:UInt8}) AND ((events.timestamp >= {p103:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p104:DateTime64(6, 'UTC')}))) AND (isNotNull(if(isNull(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p105:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p106:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p107:String}))), {p108:String})), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p109:String}), {p110:String}), ifNull(toString(replaceRegexpAll(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p111:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p112:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p113:String}))), {p114:String}), {p115:String}, {p116:String})), {p117:String})))) AND (isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_scroll_percentage`, {p118:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p119:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p120:String})))))))) AS visits,
                argMinIf(if(isNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p121:String}), nullIf(toString(path(events.properties.`$current_url`)), {p122:String}))), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p123:String}), {p124:String}), ifNull(toString(replaceRegexpAll(coalesce(nullIf(toString(events.properties.`$pathname`), {p125:String}), nullIf(toString(path(events.properties.`$current_url`)), {p126:String})), {p127:String}, {p128:String})), {p129:String}))), events.timestamp, isNotNull(coalesce(nullIf(toString(events.properties.`$pathname`), {p130:String}), nullIf(toString(path(events.properties.`$current_url`)), {p131:String})))) AS entry
            FROM events AS events
            WHERE ((events.team_id = {p132:Int64}) AND ((events.timestamp >= {p133:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p134:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p135:String}), {p136:UInt8}))))
            GROUP BY session_key
            HAVING (((views > {p137:UInt8}) OR (conversions > {p138:UInt8}) OR (countIf((((events.event IN ({p139:Array(String)})) AND ifNull((events.properties.`$prev_pageview_pathname`.:String != {p140:String}), {p141:UInt8}) AND ((events.timestamp >= {p142:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p143:DateTime64(6, 'UTC')}))) AND (isNotNull(if(isNull(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p144:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p145:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p146:String}))), {p147:String})), NULL, concat(ifNull(nullIf(toString(events.properties.`$host`), {p148:String}), {p149:String}), ifNull(toString(replaceRegexpAll(nullIf(toString(coalesce(if(startsWith(dynamicType(events.properties.`$prev_pageview_pathname`), {p150:String}), toJSONString(events.properties.`$prev_pageview_pathname`), CAST(events.properties.`$prev_pageview_pathname`, {p151:String})), nullIf(toJSONString(events.properties.^`$prev_pageview_pathname`), {p152:String}))), {p153:String}), {p154:String}, {p155:String})), {p156:String})))) AND (isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_scroll_percentage`, {p157:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_max_content_percentage`, {p158:String}))) OR isNotNull(toFloat64OrNull(CAST(events.properties.`$prev_pageview_duration`, {p159:String}))))))) > {p160:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING (((sum(per_session.views) > {p161:UInt8}) OR (sum(per_session.conversions) > {p162:UInt8})) AND isNotNull(shown))
ORDER BY
    visitors_current DESC,
    visitors_previous DESC,
    views_current DESC,
    views_previous DESC,
    shown ASC
LIMIT {p164:UInt8}, {p163:UInt8}
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
-- p18 = 1
-- p19 = 2
-- p20 = 3
-- p21 = 4
-- p22 = 4
-- p23 = 5
-- p24 = 5
-- p25 = 0.9
-- p26 = 6
-- p27 = 6
-- p28 = ["$pageview","$screen"]
-- p29 = "/secret"
-- p30 = 1
-- p31 = "2024-03-04 00:00:00.000000"
-- p32 = "2024-03-08 23:59:59.999999"
-- p33 = ["$pageview","$screen"]
-- p34 = "/secret"
-- p35 = 1
-- p36 = "2024-03-04 00:00:00.000000"
-- p37 = "2024-03-08 23:59:59.999999"
-- p38 = false
-- p39 = "second"
-- p40 = "$pageview"
-- p41 = 0
-- p42 = "$pageview"
-- p43 = 1
-- p44 = "$autocapture"
-- p45 = 0
-- p46 = "second"
-- p47 = 10
-- p48 = "2024-03-04 00:00:00.000000"
-- p49 = 0
-- p50 = "2024-03-08 23:59:59.999999"
-- p51 = 0
-- p52 = false
-- p53 = ""
-- p54 = ""
-- p55 = ""
-- p56 = ""
-- p57 = ""
-- p58 = ""
-- p59 = "^/(.+)$"
-- p60 = "/:page"
-- p61 = ""
-- p62 = ["$pageview","$screen"]
-- p63 = "/secret"
-- p64 = 1
-- p65 = "2024-03-04 00:00:00.000000"
-- p66 = "2024-03-08 23:59:59.999999"
-- p67 = 1
-- p68 = 0
-- p69 = false
-- p70 = 1
-- p71 = 0
-- p72 = ["$pageview","$screen"]
-- p73 = "/secret"
-- p74 = 1
-- p75 = "2024-03-04 00:00:00.000000"
-- p76 = "2024-03-08 23:59:59.999999"
-- p77 = "Array"
-- p78 = "Nullable(String)"
-- p79 = "{}"
-- p80 = ""
-- p81 = ""
-- p82 = ""
-- p83 = "Array"
-- p84 = "Nullable(String)"
-- p85 = "{}"
-- p86 = ""
-- p87 = "^/(.+)$"
-- p88 = "/:page"
-- p89 = ""
-- p90 = 0
-- p91 = 0
-- p92 = "Nullable(String)"
-- p93 = "Nullable(String)"
-- p94 = "Nullable(String)"
-- p95 = 0.8
-- p96 = "Nullable(String)"
-- p97 = 86400
-- p98 = 86400
-- p99 = "Nullable(String)"
-- p100 = ["$pageview","$pageleave","$screen"]
-- p101 = "/secret"
-- p102 = 1
-- p103 = "2024-03-04 00:00:00.000000"
-- p104 = "2024-03-08 23:59:59.999999"
-- p105 = "Array"
-- p106 = "Nullable(String)"
-- p107 = "{}"
-- p108 = ""
-- p109 = ""
-- p110 = ""
-- p111 = "Array"
-- p112 = "Nullable(String)"
-- p113 = "{}"
-- p114 = ""
-- p115 = "^/(.+)$"
-- p116 = "/:page"
-- p117 = ""
-- p118 = "Nullable(String)"
-- p119 = "Nullable(String)"
-- p120 = "Nullable(String)"
-- p121 = ""
-- p122 = ""
-- p123 = ""
-- p124 = ""
-- p125 = ""
-- p126 = ""
-- p127 = "^/(.+)$"
-- p128 = "/:page"
-- p129 = ""
-- p130 = ""
-- p131 = ""
-- p132 = 1
-- p133 = "2024-03-03 00:00:00.000000"
-- p134 = "2024-03-09 23:59:59.999000"
-- p135 = ""
-- p136 = 0
-- p137 = 0
-- p138 = 0
-- p139 = ["$pageview","$pageleave","$screen"]
-- p140 = "/secret"
-- p141 = 1
-- p142 = "2024-03-04 00:00:00.000000"
-- p143 = "2024-03-08 23:59:59.999999"
-- p144 = "Array"
-- p145 = "Nullable(String)"
-- p146 = "{}"
-- p147 = ""
-- p148 = ""
-- p149 = ""
-- p150 = "Array"
-- p151 = "Nullable(String)"
-- p152 = "{}"
-- p153 = ""
-- p154 = "^/(.+)$"
-- p155 = "/:page"
-- p156 = ""
-- p157 = "Nullable(String)"
-- p158 = "Nullable(String)"
-- p159 = "Nullable(String)"
-- p160 = 0
-- p161 = 0
-- p162 = 0
-- p163 = 101
-- p164 = 0
