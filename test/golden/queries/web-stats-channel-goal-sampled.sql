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
                array(tuple(nullIf(toString(arrayElement(arrayMap((campaign, medium, source, referring_domain, gclid, fbclid, gad_source) -> arrayElement(arrayMap(known -> multiIf(ifNull(match(campaign, {p60:String}), {p61:UInt8}), {p62:String}, ((medium IN ({p63:Array(String)})) OR ifNull(match(medium, {p64:String}), {p65:UInt8}) OR isNotNull(gclid) OR isNotNull(gad_source)), coalesce(replaceOne(known, {p66:String}, {p67:String}), multiIf(ifNull((gad_source = {p68:String}), {p69:UInt8}), {p70:String}, ifNull(match(campaign, {p71:String}), {p72:UInt8}), {p73:String}, isNotNull(fbclid), {p74:String}, {p75:String})), (ifNull((referring_domain = {p76:String}), {p77:UInt8}) AND (isNull(medium) AND (isNull(source) OR (source IN ({p78:Array(String)}))) AND isNull(fbclid))), {p79:String}, coalesce(known, multiIf(ifNull(match(campaign, {p80:String}), {p81:UInt8}), {p82:String}, ifNull(match(medium, {p83:String}), {p84:UInt8}), {p85:String}, isNotNull(fbclid), {p86:String}, ifNull((referring_domain = {p87:String}), {p88:UInt8}), {p89:String}, isNotNull(referring_domain), {p90:String}, {p91:String}))), array(coalesce(multiIf(ifNull(match(source, {p92:String}), {p93:UInt8}), {p94:String}, ifNull((source = {p95:String}), {p96:UInt8}), {p97:String}, ifNull((source = {p98:String}), {p99:UInt8}), {p100:String}, ifNull(match(source, {p101:String}), {p102:UInt8}), {p103:String}, ifNull(match(source, {p104:String}), {p105:UInt8}), {p106:String}, ifNull(match(source, {p107:String}), {p108:UInt8}), {p109:String}, ifNull(match(source, {p110:String}), {p111:UInt8}), {p112:String}, NULL), multiIf(ifNull(match(campaign, {p113:String}), {p114:UInt8}), {p115:String}, NULL), multiIf(ifNull(match(medium, {p116:String}), {p117:UInt8}), {p118:String}, ifNull(match(medium, {p119:String}), {p120:UInt8}), {p121:String}, ifNull(match(medium, {p122:String}), {p123:UInt8}), {p124:String}, (medium IN ({p125:Array(String)})), {p126:String}, ifNull((medium = {p127:String}), {p128:UInt8}), {p129:String}, ifNull((medium = {p130:String}), {p131:UInt8}), {p132:String}, ifNull((medium = {p133:String}), {p134:UInt8}), {p135:String}, ifNull((medium = {p136:String}), {p137:UInt8}), {p138:String}, (medium IN ({p139:Array(String)})), {p140:String}, (medium IN ({p141:Array(String)})), {p142:String}, NULL), multiIf(ifNull(match(referring_domain, {p143:String}), {p144:UInt8}), {p145:String}, ifNull((referring_domain = {p146:String}), {p147:UInt8}), {p148:String}, ifNull((referring_domain = {p149:String}), {p150:UInt8}), {p151:String}, ifNull(match(referring_domain, {p152:String}), {p153:UInt8}), {p154:String}, ifNull(match(referring_domain, {p155:String}), {p156:UInt8}), {p157:String}, ifNull(match(referring_domain, {p158:String}), {p159:UInt8}), {p160:String}, ifNull(match(referring_domain, {p161:String}), {p162:UInt8}), {p163:String}, NULL)))), {p164:UInt8}), array(lower(toString(argMinIf(events.properties.utm_campaign, events.timestamp, (ifNull(toString(events.properties.utm_campaign), {p165:String}) NOT IN ({p166:Array(String)})))))), array(lower(toString(argMinIf(events.properties.utm_medium, events.timestamp, (ifNull(toString(events.properties.utm_medium), {p167:String}) NOT IN ({p168:Array(String)})))))), array(lower(toString(argMinIf(events.properties.utm_source, events.timestamp, (ifNull(toString(events.properties.utm_source), {p169:String}) NOT IN ({p170:Array(String)})))))), array(lower(toString(argMinIf(events.properties.`$referring_domain`, events.timestamp, (ifNull(toString(events.properties.`$referring_domain`), {p171:String}) NOT IN ({p172:Array(String)})))))), array(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.gclid), {p173:String}), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p174:String})), nullIf(toJSONString(events.properties.^gclid), {p175:String})), events.timestamp, (ifNull(toString(coalesce(if(startsWith(dynamicType(events.properties.gclid), {p176:String}), toJSONString(events.properties.gclid), CAST(events.properties.gclid, {p177:String})), nullIf(toJSONString(events.properties.^gclid), {p178:String}))), {p179:String}) NOT IN ({p180:Array(String)})))), array(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p181:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p182:String})), nullIf(toJSONString(events.properties.^fbclid), {p183:String})), events.timestamp, (ifNull(toString(coalesce(if(startsWith(dynamicType(events.properties.fbclid), {p184:String}), toJSONString(events.properties.fbclid), CAST(events.properties.fbclid, {p185:String})), nullIf(toJSONString(events.properties.^fbclid), {p186:String}))), {p187:String}) NOT IN ({p188:Array(String)})))), array(toString(argMinIf(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p189:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p190:String})), nullIf(toJSONString(events.properties.^gad_source), {p191:String})), events.timestamp, (ifNull(toString(coalesce(if(startsWith(dynamicType(events.properties.gad_source), {p192:String}), toJSONString(events.properties.gad_source), CAST(events.properties.gad_source, {p193:String})), nullIf(toJSONString(events.properties.^gad_source), {p194:String}))), {p195:String}) NOT IN ({p196:Array(String)})))))), {p197:UInt8})), {p198:String}), countIf(((events.event IN ({p199:Array(String)})) AND ((events.timestamp >= {p200:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p201:DateTime64(6, 'UTC')})))), countIf(((events.event = {p202:String}) AND ((events.timestamp >= {p203:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p204:DateTime64(6, 'UTC')})))))) AS visits
            FROM events AS events
            WHERE ((events.team_id = {p205:Int64}) AND (((cityHash64(events.person_id) % {p206:UInt16}) < {p207:UInt16}) AND ((events.timestamp >= {p208:DateTime64(6, 'UTC')}) AND (events.timestamp <= {p209:DateTime64(6, 'UTC')}) AND isNotNull(events.properties.`$session_id`) AND (NOT ifNull((events.properties.`$session_id` = {p210:String}), {p211:UInt8})))))
            GROUP BY session_key
            HAVING (((views > {p212:UInt8}) OR (conversions > {p213:UInt8})) AND (is_current OR is_previous))
        ) AS sessions_seen
    ) AS each_visit
    GROUP BY
        each_visit.session_key,
        value
) AS per_session
GROUP BY shown
HAVING {p214:Bool}
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
LIMIT {p216:UInt8}, {p215:UInt8}
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
-- p60 = "cross-network"
-- p61 = 0
-- p62 = "Cross Network"
-- p63 = ["cpc","cpm","cpv","cpa","ppc","retargeting"]
-- p64 = "^paid"
-- p65 = 0
-- p66 = "Organic"
-- p67 = "Paid"
-- p68 = "1"
-- p69 = 0
-- p70 = "Paid Search"
-- p71 = "video"
-- p72 = 0
-- p73 = "Paid Video"
-- p74 = "Paid Social"
-- p75 = "Paid Unknown"
-- p76 = "$direct"
-- p77 = 0
-- p78 = ["direct","(direct)","$direct"]
-- p79 = "Direct"
-- p80 = "video"
-- p81 = 0
-- p82 = "Organic Video"
-- p83 = "push$"
-- p84 = 0
-- p85 = "Push"
-- p86 = "Organic Social"
-- p87 = "$direct"
-- p88 = 0
-- p89 = "Direct"
-- p90 = "Referral"
-- p91 = "Unknown"
-- p92 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p93 = 0
-- p94 = "Email"
-- p95 = "sms"
-- p96 = 0
-- p97 = "SMS"
-- p98 = "firebase"
-- p99 = 0
-- p100 = "Push"
-- p101 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p102 = 0
-- p103 = "Organic Shopping"
-- p104 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p105 = 0
-- p106 = "Organic Video"
-- p107 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$"
-- p108 = 0
-- p109 = "Organic Social"
-- p110 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p111 = 0
-- p112 = "Organic Search"
-- p113 = "(?:^|[^a-df-z])shop|shopping"
-- p114 = 0
-- p115 = "Organic Shopping"
-- p116 = "^(?:social(?:[-_ ]?(?:network|media))?|sm)$"
-- p117 = 0
-- p118 = "Organic Social"
-- p119 = "^e[-_ ]?mail$"
-- p120 = 0
-- p121 = "Email"
-- p122 = "^(?:affiliates?|partnerships?)$"
-- p123 = 0
-- p124 = "Affiliate"
-- p125 = ["banner","cpm","display","expandable","interstitial"]
-- p126 = "Display"
-- p127 = "audio"
-- p128 = 0
-- p129 = "Audio"
-- p130 = "sms"
-- p131 = 0
-- p132 = "SMS"
-- p133 = "video"
-- p134 = 0
-- p135 = "Organic Video"
-- p136 = "organic"
-- p137 = 0
-- p138 = "Organic Search"
-- p139 = ["push","mobile","notification"]
-- p140 = "Push"
-- p141 = ["referral","app","link"]
-- p142 = "Referral"
-- p143 = "^(?:e[-_ ]?mail|newsletter)$|^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$|^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$|^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$"
-- p144 = 0
-- p145 = "Email"
-- p146 = "sms"
-- p147 = 0
-- p148 = "SMS"
-- p149 = "firebase"
-- p150 = 0
-- p151 = "Push"
-- p152 = "(?:^|\\.)(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:amazon|ebay|etsy|walmart|alibaba|aliexpress|shopify|rakuten|mercadolibre|mercadolivre|flipkart|taobao|tmall|jd\\.com|1688\\.com|pinduoduo|temu|shein|lazada|shopee|tokopedia|coupang|ozon\\.ru|wildberries|allegro\\.pl|bol\\.com|cdiscount|fnac|zalando|otto\\.de|kaufland|backmarket|vinted|depop|poshmark|stockx|wayfair|overstock|newegg|bestbuy|target\\.com|costco|homedepot|ikea|asos|americanas|magazineluiza|idealo|ceneo|kelkoo|pricerunner|shopzilla|bizrate|pricegrabber|shopping\\.yahoo|shopping\\.google|google-shopping|shopping)\\.[a-z._]+$"
-- p153 = 0
-- p154 = "Organic Shopping"
-- p155 = "(?:^|\\.)(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:youtube|youtu\\.be|youtube-nocookie|google\\.android\\.youtube|vimeo|twitch|dailymotion|netflix|hulu|disneyplus|primevideo|peacocktv|crackle|vevo|veoh|viki|rutube|rumble|odysee|bilibili|b23\\.tv|nicovideo|niconico|youku|tudou|iqiyi|wistia|curiositystream|ted\\.com)\\.[a-z._]+$"
-- p156 = 0
-- p157 = "Organic Video"
-- p158 = "(?:^|\\.)(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:facebook|fb|fb\\.me|instagram|ig|threads|twitter|^x|^t\\.co|^t\\.me|linkedin|lnkd\\.in|reddit|redd\\.it|tiktok|pinterest|pin\\.it|snapchat|tumblr|vk|vkontakte|odnoklassniki|ok\\.ru|weibo|wechat|weixin|qzone|renren|douban|zhihu|quora|mastodon|bsky|bluesky|discord|telegram|whatsapp|messenger|ycombinator|producthunt|slashdot|digg|stumbleupon|stackoverflow|stackexchange|askubuntu|superuser|serverfault|medium\\.com|wordpress|blogspot|blogger|livejournal|substack|ameblo|hatena|mixi|flickr|foursquare|goodreads|last\\.fm|deviantart|dribbble|behance|artstation|wattpad|academia\\.edu|researchgate|meetup|nextdoor|xing|viadeo|yammer|myspace|plurk|hi5|badoo|tagged\\.com|kakao|line\\.me|yelp|tripadvisor|glassdoor|truthsocial|gettr|gab\\.com|5ch\\.net|social|meta)\\.[a-z._]+$"
-- p159 = 0
-- p160 = "Organic Social"
-- p161 = "(?:^|\\.)(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:google|bing|duckduckgo|yahoo|yandex|ya\\.ru|baidu|ecosia|qwant|startpage|brave|naver|daum|nate|seznam|aol|ask|sogou|so\\.com|360\\.cn|haosou|kagi|dogpile|lycos|mojeek|presearch|swisscows|metager|search\\.lilo|oceanhero|andisearch|you\\.com|go\\.mail\\.ru|rambler|tut\\.by|centrum\\.cz|onet|szukacz|eniro|kvasir|startsiden|virgilio|alice|terra|globo|goo\\.ne\\.jp|biglobe|auone|babylon|comcast|conduit|incredimail|msn|mamma|netscape|avg|search-results|coccoc|petalsearch|adwords)\\.[a-z._]+$"
-- p162 = 0
-- p163 = "Organic Search"
-- p164 = 1
-- p165 = ""
-- p166 = ["","null"]
-- p167 = ""
-- p168 = ["","null"]
-- p169 = ""
-- p170 = ["","null"]
-- p171 = ""
-- p172 = ["","null"]
-- p173 = "Array"
-- p174 = "Nullable(String)"
-- p175 = "{}"
-- p176 = "Array"
-- p177 = "Nullable(String)"
-- p178 = "{}"
-- p179 = ""
-- p180 = ["","null"]
-- p181 = "Array"
-- p182 = "Nullable(String)"
-- p183 = "{}"
-- p184 = "Array"
-- p185 = "Nullable(String)"
-- p186 = "{}"
-- p187 = ""
-- p188 = ["","null"]
-- p189 = "Array"
-- p190 = "Nullable(String)"
-- p191 = "{}"
-- p192 = "Array"
-- p193 = "Nullable(String)"
-- p194 = "{}"
-- p195 = ""
-- p196 = ["","null"]
-- p197 = 1
-- p198 = ""
-- p199 = ["$pageview","$screen"]
-- p200 = "2024-03-04 00:00:00.000000"
-- p201 = "2024-03-08 23:59:59.999999"
-- p202 = "purchase"
-- p203 = "2024-03-04 00:00:00.000000"
-- p204 = "2024-03-08 23:59:59.999999"
-- p205 = 1
-- p206 = 10000
-- p207 = 5000
-- p208 = "2024-03-03 00:00:00.000000"
-- p209 = "2024-03-09 23:59:59.999000"
-- p210 = ""
-- p211 = 0
-- p212 = 0
-- p213 = 0
-- p214 = true
-- p215 = 101
-- p216 = 0
