-- rows
SELECT
    per_session.value AS shown,
    uniqExactIf(per_session.person_key, (per_session.is_current AND (ifNull((per_session.views > {p0:UInt8}), {p1:UInt8}) OR ifNull((per_session.conversions > {p2:UInt8}), {p3:UInt8})))) AS visitors_current,
    sumIf(per_session.conversions, per_session.is_current) AS total_conversions_current,
    uniqExactIf(per_session.person_key, (per_session.is_current AND ifNull((per_session.conversions > {p4:UInt8}), {p5:UInt8}))) AS unique_conversions_current,
    if((uniqExactIf(per_session.person_key, (per_session.is_current AND (ifNull((per_session.views > {p6:UInt8}), {p7:UInt8}) OR ifNull((per_session.conversions > {p8:UInt8}), {p9:UInt8})))) = {p10:UInt8}), NULL, (uniqExactIf(per_session.person_key, (per_session.is_current AND ifNull((per_session.conversions > {p11:UInt8}), {p12:UInt8}))) / uniqExactIf(per_session.person_key, (per_session.is_current AND (ifNull((per_session.views > {p13:UInt8}), {p14:UInt8}) OR ifNull((per_session.conversions > {p15:UInt8}), {p16:UInt8})))))) AS conversion_rate_current,
    uniqExactIf(per_session.person_key, (per_session.is_previous AND (ifNull((per_session.views > {p17:UInt8}), {p18:UInt8}) OR ifNull((per_session.conversions > {p19:UInt8}), {p20:UInt8})))) AS visitors_previous,
    sumIf(per_session.conversions, per_session.is_previous) AS total_conversions_previous,
    uniqExactIf(per_session.person_key, (per_session.is_previous AND ifNull((per_session.conversions > {p21:UInt8}), {p22:UInt8}))) AS unique_conversions_previous,
    if((uniqExactIf(per_session.person_key, (per_session.is_previous AND (ifNull((per_session.views > {p23:UInt8}), {p24:UInt8}) OR ifNull((per_session.conversions > {p25:UInt8}), {p26:UInt8})))) = {p27:UInt8}), NULL, (uniqExactIf(per_session.person_key, (per_session.is_previous AND ifNull((per_session.conversions > {p28:UInt8}), {p29:UInt8}))) / uniqExactIf(per_session.person_key, (per_session.is_previous AND (ifNull((per_session.views > {p30:UInt8}), {p31:UInt8}) OR ifNull((per_session.conversions > {p32:UInt8}), {p33:UInt8})))))) AS conversion_rate_previous
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
                anyIf(events.person_id, (((events.event IN ({p34:Array(String)})) AND ((events.timestamp >= {p35:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p36:DateTime64(6, 'UTC')}))) OR ((events.event = {p37:String}) AND ((events.timestamp >= {p38:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p39:DateTime64(6, 'UTC')}))))) AS person_key,
                countIf(((events.event IN ({p40:Array(String)})) AND ((events.timestamp >= {p41:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p42:DateTime64(6, 'UTC')})))) AS views,
                countIf(((events.event = {p43:String}) AND ((events.timestamp >= {p44:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p45:DateTime64(6, 'UTC')})))) AS conversions,
                dateDiff({p46:String}, min(events.timestamp), max(events.timestamp)) AS duration,
                if((countIf((events.event = {p47:String})) = {p48:UInt8}), NULL, ((countIf((events.event = {p49:String})) <= {p50:UInt8}) AND (countIf((events.event = {p51:String})) = {p52:UInt8}) AND (dateDiff({p53:String}, min(events.timestamp), max(events.timestamp)) < {p54:UInt8}))) AS bounced,
                (ifNull((min(events.timestamp) >= {p55:DateTime64(6, 'UTC')}), {p56:UInt8}) AND ifNull((min(events.timestamp) <= {p57:DateTime64(6, 'UTC')}), {p58:UInt8})) AS is_current,
                {p59:Bool} AS is_previous,
                array(tuple(nullIf(toString(arrayElement(arrayMap((campaign, medium, source, referring_domain, gclid, fbclid, gad_source) -> arrayElement(arrayMap(known -> multiIf(ifNull((campaign LIKE {p60:String}), {p61:UInt8}), {p62:String}, ((medium IN ({p63:Array(String)})) OR ifNull((medium LIKE {p64:String}), {p65:UInt8}) OR isNotNull(gclid) OR isNotNull(gad_source)), coalesce(replaceOne(known, {p66:String}, {p67:String}), multiIf(ifNull((gad_source = {p68:String}), {p69:UInt8}), {p70:String}, ifNull((campaign LIKE {p71:String}), {p72:UInt8}), {p73:String}, isNotNull(fbclid), {p74:String}, {p75:String})), (ifNull((referring_domain = {p76:String}), {p77:UInt8}) AND (isNull(medium) AND (isNull(source) OR (source IN ({p78:Array(String)}))) AND isNull(fbclid))), {p79:String}, coalesce(known, multiIf(ifNull((campaign LIKE {p80:String}), {p81:UInt8}), {p82:String}, ifNull((medium LIKE {p83:String}), {p84:UInt8}), {p85:String}, isNotNull(fbclid), {p86:String}, ifNull((referring_domain = {p87:String}), {p88:UInt8}), {p89:String}, isNotNull(referring_domain), {p90:String}, {p91:String}))), array(coalesce(nullIf(arrayElement(array({p92:String}, {p93:String}, {p94:String}, {p95:String}, {p96:String}, {p97:String}, {p98:String}, {p99:String}), arrayMin(multiMatchAllIndices(ifNull(toString(source), {p100:String}), array({p101:String}, {p102:String}, {p103:String}, {p104:String}, {p105:String}, {p106:String}, {p107:String}, {p108:String})))), {p109:String}), multiIf(ifNull(match(campaign, {p110:String}), {p111:UInt8}), {p112:String}, NULL), nullIf(transform(ifNull(toString(medium), {p113:String}), array({p114:String}, {p115:String}, {p116:String}, {p117:String}, {p118:String}, {p119:String}, {p120:String}, {p121:String}, {p122:String}, {p123:String}, {p124:String}, {p125:String}, {p126:String}, {p127:String}, {p128:String}, {p129:String}, {p130:String}, {p131:String}, {p132:String}, {p133:String}, {p134:String}, {p135:String}, {p136:String}, {p137:String}, {p138:String}, {p139:String}, {p140:String}, {p141:String}, {p142:String}, {p143:String}, {p144:String}, {p145:String}, {p146:String}), array({p147:String}, {p148:String}, {p149:String}, {p150:String}, {p151:String}, {p152:String}, {p153:String}, {p154:String}, {p155:String}, {p156:String}, {p157:String}, {p158:String}, {p159:String}, {p160:String}, {p161:String}, {p162:String}, {p163:String}, {p164:String}, {p165:String}, {p166:String}, {p167:String}, {p168:String}, {p169:String}, {p170:String}, {p171:String}, {p172:String}, {p173:String}, {p174:String}, {p175:String}, {p176:String}, {p177:String}, {p178:String}, {p179:String}), {p180:String}), {p181:String}), nullIf(arrayElement(array({p182:String}, {p183:String}, {p184:String}, {p185:String}, {p186:String}, {p187:String}, {p188:String}, {p189:String}), arrayMin(multiMatchAllIndices(ifNull(toString(referring_domain), {p190:String}), array({p191:String}, {p192:String}, {p193:String}, {p194:String}, {p195:String}, {p196:String}, {p197:String}, {p198:String})))), {p199:String})))), {p200:UInt8}), array(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (ifNull(toString(events.properties.utm_campaign), {p201:String}) NOT IN ({p202:Array(String)})))))), array(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (ifNull(toString(events.properties.utm_medium), {p203:String}) NOT IN ({p204:Array(String)})))))), array(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (ifNull(toString(events.properties.utm_source), {p205:String}) NOT IN ({p206:Array(String)})))))), array(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (ifNull(toString(events.properties.`$referring_domain`), {p207:String}) NOT IN ({p208:Array(String)})))))), array(argMinIf(if(isNull(CAST(events.properties.gclid, {p209:String})), if(notEmpty(JSONAllPaths(events.properties.^gclid)), toJSONString(events.properties.^gclid), NULL), if((startsWith(CAST(events.properties.gclid, {p210:String}), {p211:String}) AND startsWith(dynamicType(events.properties.gclid), {p212:String})), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p213:String}))), events.timestamp, (ifNull(toString(if(isNull(CAST(events.properties.gclid, {p214:String})), if(notEmpty(JSONAllPaths(events.properties.^gclid)), toJSONString(events.properties.^gclid), NULL), if((startsWith(CAST(events.properties.gclid, {p215:String}), {p216:String}) AND startsWith(dynamicType(events.properties.gclid), {p217:String})), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p218:String})))), {p219:String}) NOT IN ({p220:Array(String)})))), array(argMinIf(if(isNull(CAST(events.properties.fbclid, {p221:String})), if(notEmpty(JSONAllPaths(events.properties.^fbclid)), toJSONString(events.properties.^fbclid), NULL), if((startsWith(CAST(events.properties.fbclid, {p222:String}), {p223:String}) AND startsWith(dynamicType(events.properties.fbclid), {p224:String})), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p225:String}))), events.timestamp, (ifNull(toString(if(isNull(CAST(events.properties.fbclid, {p226:String})), if(notEmpty(JSONAllPaths(events.properties.^fbclid)), toJSONString(events.properties.^fbclid), NULL), if((startsWith(CAST(events.properties.fbclid, {p227:String}), {p228:String}) AND startsWith(dynamicType(events.properties.fbclid), {p229:String})), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p230:String})))), {p231:String}) NOT IN ({p232:Array(String)})))), array(toString(argMinIf(if(isNull(CAST(events.properties.gad_source, {p233:String})), if(notEmpty(JSONAllPaths(events.properties.^gad_source)), toJSONString(events.properties.^gad_source), NULL), if((startsWith(CAST(events.properties.gad_source, {p234:String}), {p235:String}) AND startsWith(dynamicType(events.properties.gad_source), {p236:String})), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p237:String}))), events.timestamp, (ifNull(toString(if(isNull(CAST(events.properties.gad_source, {p238:String})), if(notEmpty(JSONAllPaths(events.properties.^gad_source)), toJSONString(events.properties.^gad_source), NULL), if((startsWith(CAST(events.properties.gad_source, {p239:String}), {p240:String}) AND startsWith(dynamicType(events.properties.gad_source), {p241:String})), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p242:String})))), {p243:String}) NOT IN ({p244:Array(String)})))))), {p245:UInt8})), {p246:String}), countIf(((events.event IN ({p247:Array(String)})) AND ((events.timestamp >= {p248:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p249:DateTime64(6, 'UTC')})))), countIf(((events.event = {p250:String}) AND ((events.timestamp >= {p251:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p252:DateTime64(6, 'UTC')})))))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p253:Int64}) AND (((cityHash64(events.person_id) % {p254:UInt16}) < {p255:UInt16}) AND ((events.timestamp >= {p256:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p257:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p258:String}), {p259:UInt8})))))
            GROUP BY session_key
            HAVING (((views > {p260:UInt8}) OR (conversions > {p261:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING {p262:Bool}
ORDER BY
    conversion_rate_current ASC,
    conversion_rate_previous ASC,
    unique_conversions_current ASC,
    unique_conversions_previous ASC,
    total_conversions_current ASC,
    total_conversions_previous ASC,
    visitors_current ASC,
    visitors_previous ASC,
    shown ASC
LIMIT {p264:UInt8}, {p263:UInt8}
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
-- p16 = 0
-- p17 = 0
-- p18 = 0
-- p19 = 0
-- p20 = 0
-- p21 = 0
-- p22 = 0
-- p23 = 0
-- p24 = 0
-- p25 = 0
-- p26 = 0
-- p27 = 0
-- p28 = 0
-- p29 = 0
-- p30 = 0
-- p31 = 0
-- p32 = 0
-- p33 = 0
-- p34 = ["$pageview","$screen"]
-- p35 = "2024-03-04 00:00:00.000000"
-- p36 = "2024-03-08 23:59:59.999999"
-- p37 = "purchase"
-- p38 = "2024-03-04 00:00:00.000000"
-- p39 = "2024-03-08 23:59:59.999999"
-- p40 = ["$pageview","$screen"]
-- p41 = "2024-03-04 00:00:00.000000"
-- p42 = "2024-03-08 23:59:59.999999"
-- p43 = "purchase"
-- p44 = "2024-03-04 00:00:00.000000"
-- p45 = "2024-03-08 23:59:59.999999"
-- p46 = "second"
-- p47 = "$pageview"
-- p48 = 0
-- p49 = "$pageview"
-- p50 = 1
-- p51 = "$autocapture"
-- p52 = 0
-- p53 = "second"
-- p54 = 10
-- p55 = "2024-03-04 00:00:00.000000"
-- p56 = 0
-- p57 = "2024-03-08 23:59:59.999999"
-- p58 = 0
-- p59 = false
-- p60 = "%cross-network%"
-- p61 = 0
-- p62 = "Cross Network"
-- p63 = ["cpc","cpm","cpv","cpa","ppc","retargeting"]
-- p64 = "paid%"
-- p65 = 0
-- p66 = "Organic"
-- p67 = "Paid"
-- p68 = "1"
-- p69 = 0
-- p70 = "Paid Search"
-- p71 = "%video%"
-- p72 = 0
-- p73 = "Paid Video"
-- p74 = "Paid Social"
-- p75 = "Paid Unknown"
-- p76 = "$direct"
-- p77 = 0
-- p78 = ["direct","(direct)","$direct"]
-- p79 = "Direct"
-- p80 = "%video%"
-- p81 = 0
-- p82 = "Organic Video"
-- p83 = "%push"
-- p84 = 0
-- p85 = "Push"
-- p86 = "Organic Social"
-- p87 = "$direct"
-- p88 = 0
-- p89 = "Direct"
-- p90 = "Referral"
-- p91 = "Unknown"
-- p92 = ""
-- p93 = "Email"
-- p94 = "SMS"
-- p95 = "Push"
-- p96 = "Organic Shopping"
-- p97 = "Organic Video"
-- p98 = "Organic Social"
-- p99 = "Organic Search"
-- p100 = ""
-- p101 = "^\\$direct$"
-- p102 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p103 = "^sms$"
-- p104 = "^firebase$"
-- p105 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p106 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p107 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$|^(?:x|t\\.co|t\\.me)(?:\\.[a-z.]{2,6})?$"
-- p108 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p109 = ""
-- p110 = "(?:^|[^a-df-z])shop|shopping"
-- p111 = 0
-- p112 = "Organic Shopping"
-- p113 = ""
-- p114 = "social"
-- p115 = "sm"
-- p116 = "socialnetwork"
-- p117 = "social-network"
-- p118 = "social_network"
-- p119 = "social network"
-- p120 = "socialmedia"
-- p121 = "social-media"
-- p122 = "social_media"
-- p123 = "social media"
-- p124 = "email"
-- p125 = "e-mail"
-- p126 = "e_mail"
-- p127 = "e mail"
-- p128 = "affiliate"
-- p129 = "affiliates"
-- p130 = "partnership"
-- p131 = "partnerships"
-- p132 = "banner"
-- p133 = "cpm"
-- p134 = "display"
-- p135 = "expandable"
-- p136 = "interstitial"
-- p137 = "audio"
-- p138 = "sms"
-- p139 = "video"
-- p140 = "organic"
-- p141 = "push"
-- p142 = "mobile"
-- p143 = "notification"
-- p144 = "referral"
-- p145 = "app"
-- p146 = "link"
-- p147 = "Organic Social"
-- p148 = "Organic Social"
-- p149 = "Organic Social"
-- p150 = "Organic Social"
-- p151 = "Organic Social"
-- p152 = "Organic Social"
-- p153 = "Organic Social"
-- p154 = "Organic Social"
-- p155 = "Organic Social"
-- p156 = "Organic Social"
-- p157 = "Email"
-- p158 = "Email"
-- p159 = "Email"
-- p160 = "Email"
-- p161 = "Affiliate"
-- p162 = "Affiliate"
-- p163 = "Affiliate"
-- p164 = "Affiliate"
-- p165 = "Display"
-- p166 = "Display"
-- p167 = "Display"
-- p168 = "Display"
-- p169 = "Display"
-- p170 = "Audio"
-- p171 = "SMS"
-- p172 = "Organic Video"
-- p173 = "Organic Search"
-- p174 = "Push"
-- p175 = "Push"
-- p176 = "Push"
-- p177 = "Referral"
-- p178 = "Referral"
-- p179 = "Referral"
-- p180 = ""
-- p181 = ""
-- p182 = ""
-- p183 = "Email"
-- p184 = "SMS"
-- p185 = "Push"
-- p186 = "Organic Shopping"
-- p187 = "Organic Video"
-- p188 = "Organic Social"
-- p189 = "Organic Search"
-- p190 = ""
-- p191 = "^\\$direct$"
-- p192 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p193 = "^sms$"
-- p194 = "^firebase$"
-- p195 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p196 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p197 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$|^(?:x|t\\.co|t\\.me)(?:\\.[a-z.]{2,6})?$"
-- p198 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p199 = ""
-- p200 = 1
-- p201 = ""
-- p202 = ["","null"]
-- p203 = ""
-- p204 = ["","null"]
-- p205 = ""
-- p206 = ["","null"]
-- p207 = ""
-- p208 = ["","null"]
-- p209 = "Nullable(String)"
-- p210 = "Nullable(String)"
-- p211 = "["
-- p212 = "Array"
-- p213 = "Nullable(String)"
-- p214 = "Nullable(String)"
-- p215 = "Nullable(String)"
-- p216 = "["
-- p217 = "Array"
-- p218 = "Nullable(String)"
-- p219 = ""
-- p220 = ["","null"]
-- p221 = "Nullable(String)"
-- p222 = "Nullable(String)"
-- p223 = "["
-- p224 = "Array"
-- p225 = "Nullable(String)"
-- p226 = "Nullable(String)"
-- p227 = "Nullable(String)"
-- p228 = "["
-- p229 = "Array"
-- p230 = "Nullable(String)"
-- p231 = ""
-- p232 = ["","null"]
-- p233 = "Nullable(String)"
-- p234 = "Nullable(String)"
-- p235 = "["
-- p236 = "Array"
-- p237 = "Nullable(String)"
-- p238 = "Nullable(String)"
-- p239 = "Nullable(String)"
-- p240 = "["
-- p241 = "Array"
-- p242 = "Nullable(String)"
-- p243 = ""
-- p244 = ["","null"]
-- p245 = 1
-- p246 = ""
-- p247 = ["$pageview","$screen"]
-- p248 = "2024-03-04 00:00:00.000000"
-- p249 = "2024-03-08 23:59:59.999999"
-- p250 = "purchase"
-- p251 = "2024-03-04 00:00:00.000000"
-- p252 = "2024-03-08 23:59:59.999999"
-- p253 = 1
-- p254 = 10000
-- p255 = 5000
-- p256 = "2024-03-03 00:00:00.000000"
-- p257 = "2024-03-09 23:59:59.999000"
-- p258 = ""
-- p259 = 0
-- p260 = 0
-- p261 = 0
-- p262 = true
-- p263 = 101
-- p264 = 0
