// Twelve trends. Rows of SQL are [day, breakdown or '', value].
import { column, event, extracted, filled, LAST_30_DAYS, PEER, PEER_PERSON, PEER_WHERE, WHERE } from './parts.mjs'

const OTHER = '$$_posthog_breakdown_other_$$'
const trend = (node, more = {}) => ({ kind: 'TrendsQuery', series: [node], ...LAST_30_DAYS, ...more })
const by = (breakdown) => ({ breakdownFilter: { breakdown, breakdown_type: 'event' } })
const named = (name) => `AND event = '${name}'`
const toText = (name) => `toString(assumeNotNull(${name}))`

const lean = (value, where = '', breakdown = "''") =>
  `SELECT toString(toDate(timestamp)) AS day, ${breakdown} AS part, ${value} FROM events WHERE ${WHERE} ${where} GROUP BY day, part`

/** Only what is read by person is joined with the overrides. */
const peer = (value, where = '') =>
  `SELECT toString(toDate(day)), '', value FROM (
     SELECT ${value} AS value, toStartOfDay(e.timestamp) AS day
     FROM ${value.includes(PEER_PERSON) ? PEER : 'peer_events AS e'} WHERE ${PEER_WHERE} ${where} GROUP BY day
   ) ORDER BY day`

/** Every value of every day is counted; then values are placed by their sums, and those behind the 25th put together. */
const peerBy = (value, where, breakdown) =>
  `SELECT toString(toDate(day)) AS shown, if(place > 25, '${OTHER}', part) AS kept, sum(value) FROM (
     SELECT part, days, counts, row_number() OVER (ORDER BY total DESC, part) AS place FROM (
       SELECT part, groupArray(day) AS days, groupArray(value) AS counts, sum(value) AS total FROM (
         SELECT ${value} AS value, toStartOfDay(e.timestamp) AS day, ifNull(toString(${breakdown}), '') AS part
         FROM peer_events AS e WHERE ${PEER_WHERE} ${where} GROUP BY day, part
       ) GROUP BY part
     )
   ) ARRAY JOIN days AS day, counts AS value GROUP BY shown, kept`

const pageviews = named('$pageview')
const purchases = named('purchase')
const persons = `count(DISTINCT ${PEER_PERSON})`

const TRENDS = [
  ['trend', trend(event('$pageview')), lean('count()', pageviews), peer('count()', pageviews)],
  [
    'unique users',
    trend(event('$pageview', { math: 'dau' })),
    lean('uniqExact(person_id)', pageviews),
    peer(persons, pageviews),
  ],
  [
    'breakdown, 4 values',
    trend(event('$pageview'), by('$browser')),
    lean('count()', pageviews, toText('properties.`$browser`')),
    peerBy('count()', pageviews, column('$browser')),
  ],
  [
    'breakdown, 700 values',
    trend(event('$pageview'), by('$pathname')),
    `WITH top AS (SELECT properties.\`$pathname\` AS path FROM events WHERE ${WHERE} AND event = '$pageview'
       GROUP BY path ORDER BY count() DESC, path LIMIT 25)
     SELECT toString(toDate(timestamp)) AS day,
       if(properties.\`$pathname\` IN top, ${toText('properties.`$pathname`')}, '${OTHER}') AS part, count()
     FROM events WHERE ${WHERE} AND event = '$pageview' GROUP BY day, part`,
    peerBy('count()', pageviews, column('$pathname')),
  ],
  ['all events', trend(event(undefined)), lean('count()'), peer('count()')],
  [
    'one of many events',
    trend(event('action 3')),
    lean('count()', named('action 3')),
    peer('count()', named('action 3')),
  ],
  [
    'sum of a property',
    trend(event('purchase', { math: 'sum', math_property: 'price' })),
    lean("sum(toFloat64OrNull(CAST(properties.price, 'Nullable(String)')))", purchases),
    peer(`sum(accurateCastOrNull(${extracted('price')}, 'Float64'))`, purchases),
  ],
  [
    'unique sessions',
    trend(event('$pageview', { math: 'unique_session' })),
    lean('uniqExact(properties.`$session_id`)', pageviews),
    peer(`count(DISTINCT ${column('$session_id')})`, pageviews),
  ],
  [
    'filter',
    trend(event('$pageview'), {
      properties: [{ type: 'event', key: '$browser', operator: 'exact', value: ['Chrome'] }],
    }),
    lean('count()', `${pageviews} AND properties.\`$browser\` = 'Chrome'`),
    peer('count()', `${pageviews} AND ifNull(${column('$browser')} = 'Chrome', 0)`),
  ],
  [
    'filter and unique users',
    trend(event('purchase', { math: 'dau' }), {
      properties: [{ type: 'event', key: 'plan', operator: 'exact', value: ['pro'] }],
    }),
    lean('uniqExact(person_id)', `${purchases} AND CAST(properties.plan, 'Nullable(String)') = 'pro'`),
    peer(persons, `${purchases} AND ifNull(${extracted('plan')} = 'pro', 0)`),
  ],
  [
    'breakdown, 8 countries',
    trend(event('purchase'), by('$geoip_country_code')),
    lean('count()', purchases, toText('properties.`$geoip_country_code`')),
    peerBy('count()', purchases, column('$geoip_country_code')),
  ],
  [
    'breakdown by any property',
    trend(event('purchase'), by('plan')),
    lean('count()', purchases, "assumeNotNull(CAST(properties.plan, 'Nullable(String)'))"),
    peerBy('count()', purchases, extracted('plan')),
  ],
]

const valuesOf = (results) =>
  filled(
    results.flatMap(({ days, data, breakdown_value }) =>
      data.map((value, i) => [`${days[i]} ${breakdown_value ?? ''}`, value]),
    ),
  )

export const trends = TRENDS.map(([name, query, leanSql, peerSql]) => ({
  name,
  query,
  lean: leanSql,
  peer: peerSql,
  valuesOf,
}))
