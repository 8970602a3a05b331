/**
 * Sites by what they are, to tell which channel a visit came through. What stands here is what a reader of the web would
 * say of a name; names that are words of their own stand with their domain.
 */

/** A tag (`google`), a domain (`www.google.co.uk`) or the id of an app (`com.google.android.googlequicksearchbox`). */
const named = (...names: string[]) => {
  const any = names.join('|')
  return `(?:^|\\.)(?:${any})(?:\\.[a-z.]{2,6})?$|^(?:com|org|net)\\.(?:${any})\\.[a-z._]+$`
}

/** Letters: what calls itself so, and where people read theirs. */
const MAIL = [
  '^(?:e[-_ ]?mail|newsletter)$',
  '^(?:mail\\.google|mail\\.yahoo|mail\\.aol|outlook\\.live|outlook\\.office|outlook\\.office365|app\\.hey)\\.com$',
  '^(?:mail\\.proton\\.me|mail\\.yandex\\.[a-z]+|e\\.mail\\.ru|mail\\.zoho\\.[a-z]+|webmail\\..+)$',
  '^(?:com\\.google\\.android\\.gm|com\\.apple\\.mobilemail|com\\.microsoft\\.office\\.outlook|ch\\.protonmail\\.android)$',
].join('|')

const SHOP = named(
  ...['amazon', 'ebay', 'etsy', 'walmart', 'alibaba', 'aliexpress', 'shopify', 'rakuten', 'mercadolibre'],
  ...['mercadolivre', 'flipkart', 'taobao', 'tmall', 'jd\\.com', '1688\\.com', 'pinduoduo', 'temu', 'shein', 'lazada'],
  ...['shopee', 'tokopedia', 'coupang', 'ozon\\.ru', 'wildberries', 'allegro\\.pl', 'bol\\.com', 'cdiscount', 'fnac'],
  ...[
    'zalando',
    'otto\\.de',
    'kaufland',
    'backmarket',
    'vinted',
    'depop',
    'poshmark',
    'stockx',
    'wayfair',
    'overstock',
  ],
  ...['newegg', 'bestbuy', 'target\\.com', 'costco', 'homedepot', 'ikea', 'asos', 'americanas', 'magazineluiza'],
  ...['idealo', 'ceneo', 'kelkoo', 'pricerunner', 'shopzilla', 'bizrate', 'pricegrabber', 'shopping\\.yahoo'],
  ...['shopping\\.google', 'google-shopping', 'shopping'],
)

const VIDEO = named(
  ...['youtube', 'youtu\\.be', 'youtube-nocookie', 'google\\.android\\.youtube', 'vimeo', 'twitch', 'dailymotion'],
  ...['netflix', 'hulu', 'disneyplus', 'primevideo', 'peacocktv', 'crackle', 'vevo', 'veoh', 'viki', 'rutube'],
  ...['rumble', 'odysee', 'bilibili', 'b23\\.tv', 'nicovideo', 'niconico', 'youku', 'tudou', 'iqiyi', 'wistia'],
  ...['curiositystream', 'ted\\.com'],
)

const NETWORKS = named(
  ...['facebook', 'fb', 'fb\\.me', 'instagram', 'ig', 'threads', 'twitter', 'linkedin'],
  ...['lnkd\\.in', 'reddit', 'redd\\.it', 'tiktok', 'pinterest', 'pin\\.it', 'snapchat', 'tumblr', 'vk', 'vkontakte'],
  ...['odnoklassniki', 'ok\\.ru', 'weibo', 'wechat', 'weixin', 'qzone', 'renren', 'douban', 'zhihu', 'quora'],
  ...['mastodon', 'bsky', 'bluesky', 'discord', 'telegram', 'whatsapp', 'messenger', 'ycombinator', 'producthunt'],
  ...['slashdot', 'digg', 'stumbleupon', 'stackoverflow', 'stackexchange', 'askubuntu', 'superuser', 'serverfault'],
  ...['medium\\.com', 'wordpress', 'blogspot', 'blogger', 'livejournal', 'substack', 'ameblo', 'hatena', 'mixi'],
  ...['flickr', 'foursquare', 'goodreads', 'last\\.fm', 'deviantart', 'dribbble', 'behance', 'artstation', 'wattpad'],
  ...['academia\\.edu', 'researchgate', 'meetup', 'nextdoor', 'xing', 'viadeo', 'yammer', 'myspace', 'plurk', 'hi5'],
  ...['badoo', 'tagged\\.com', 'kakao', 'line\\.me', 'yelp', 'tripadvisor', 'glassdoor', 'truthsocial', 'gettr'],
  ...['gab\\.com', '5ch\\.net', 'social', 'meta'],
)

/** Names of a letter are such only where nothing stands before them. */
const SOCIAL = [NETWORKS, '^(?:x|t\\.co|t\\.me)(?:\\.[a-z.]{2,6})?$'].join('|')

const SEARCH = named(
  ...['google', 'bing', 'duckduckgo', 'yahoo', 'yandex', 'ya\\.ru', 'baidu', 'ecosia', 'qwant', 'startpage', 'brave'],
  ...['naver', 'daum', 'nate', 'seznam', 'aol', 'ask', 'sogou', 'so\\.com', '360\\.cn', 'haosou', 'kagi', 'dogpile'],
  ...['lycos', 'mojeek', 'presearch', 'swisscows', 'metager', 'search\\.lilo', 'oceanhero', 'andisearch', 'you\\.com'],
  ...['go\\.mail\\.ru', 'rambler', 'tut\\.by', 'centrum\\.cz', 'onet', 'szukacz', 'eniro', 'kvasir', 'startsiden'],
  ...['virgilio', 'alice', 'terra', 'globo', 'goo\\.ne\\.jp', 'biglobe', 'auone', 'babylon', 'comcast', 'conduit'],
  ...['incredimail', 'msn', 'mamma', 'netscape', 'avg', 'search-results', 'coccoc', 'petalsearch', 'adwords'],
)

/** Each kind with the pattern of its names. Of several that match, the first counts. */
export const SITES = [
  ['Direct', '^\\$direct$'],
  ['Email', MAIL],
  ['SMS', '^sms$'],
  ['Push', '^firebase$'],
  ['Shopping', SHOP],
  ['Video', VIDEO],
  ['Social', SOCIAL],
  ['Search', SEARCH],
] as const

export type Kind = (typeof SITES)[number][0]
