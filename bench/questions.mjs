// Twelve questions as the API takes them, each with the leanest SQL for the same answer. The SQL gives rows of
// [day, breakdown or '', value]; an answer is the set of its values that are not zero.

const OTHER = '$$_posthog_breakdown_other_$$'
const event = (name, more = {}) => ({ kind: 'EventsNode', ...(name ? { event: name } : {}), ...more })
const trend = (node, more = {}) => ({ kind: 'TrendsQuery', series: [node], dateRange: { date_from: '-30d' }, ...more })
const by = (breakdown) => ({ breakdownFilter: { breakdown, breakdown_type: 'event' } })

const WHERE = 'team_id = 1 AND timestamp >= {from:DateTime64(6)} AND timestamp < {to:DateTime64(6)}'
const lean = (value, where = '', breakdown = "''") =>
  `SELECT toString(toDate(timestamp)) AS day, ${breakdown} AS part, ${value} FROM events WHERE ${WHERE} ${where} GROUP BY day, part`
const named = (name) => `AND event = '${name}'`
const toText = (column) => `toString(assumeNotNull(${column}))`

export const QUESTIONS = [
  ['trend', trend(event('$pageview')), lean('count()', named('$pageview'))],
  ['unique users', trend(event('$pageview', { math: 'dau' })), lean('uniqExact(person_id)', named('$pageview'))],
  [
    'breakdown, 4 values',
    trend(event('$pageview'), by('$browser')),
    lean('count()', named('$pageview'), toText('properties.`$browser`')),
  ],
  [
    'breakdown, 700 values',
    trend(event('$pageview'), by('$pathname')),
    `WITH top AS (SELECT properties.\`$pathname\` FROM events WHERE ${WHERE} AND event = '$pageview'
       GROUP BY 1 ORDER BY count() DESC LIMIT 25)
     SELECT toString(toDate(timestamp)) AS day,
       if(properties.\`$pathname\` IN top, ${toText('properties.`$pathname`')}, '${OTHER}') AS part, count()
     FROM events WHERE ${WHERE} AND event = '$pageview' GROUP BY day, part`,
  ],
  ['all events', trend(event(undefined)), lean('count()')],
  ['one of many events', trend(event('action 3')), lean('count()', named('action 3'))],
  [
    'sum of a property',
    trend(event('purchase', { math: 'sum', math_property: 'price' })),
    lean("sum(toFloat64OrNull(CAST(properties.price, 'Nullable(String)')))", named('purchase')),
  ],
  [
    'unique sessions',
    trend(event('$pageview', { math: 'unique_session' })),
    lean('uniqExact(properties.`$session_id`)', named('$pageview')),
  ],
  [
    'filter',
    trend(event('$pageview'), {
      properties: [{ type: 'event', key: '$browser', operator: 'exact', value: ['Chrome'] }],
    }),
    lean('count()', `${named('$pageview')} AND properties.\`$browser\` = 'Chrome'`),
  ],
  [
    'filter and unique users',
    trend(event('purchase', { math: 'dau' }), {
      properties: [{ type: 'event', key: 'plan', operator: 'exact', value: ['pro'] }],
    }),
    lean('uniqExact(person_id)', `${named('purchase')} AND CAST(properties.plan, 'Nullable(String)') = 'pro'`),
  ],
  [
    'breakdown, 8 countries',
    trend(event('purchase'), by('$geoip_country_code')),
    lean('count()', named('purchase'), toText('properties.`$geoip_country_code`')),
  ],
  [
    'breakdown by any property',
    trend(event('purchase'), by('plan')),
    lean('count()', named('purchase'), "assumeNotNull(CAST(properties.plan, 'Nullable(String)'))"),
  ],
]

/** Our answer as a map from "day part" to value. */
export function valuesOf(results) {
  const values = new Map()
  for (const { days, data, breakdown_value } of results)
    for (const [i, value] of data.entries()) if (value !== 0) values.set(`${days[i]} ${breakdown_value ?? ''}`, value)
  return values
}

export const leanValues = (rows) =>
  new Map(
    rows.filter(([, , value]) => Number(value) !== 0).map(([day, part, value]) => [`${day} ${part}`, Number(value)]),
  )

/** The first difference of two answers as a sentence; undefined when they are equal. */
export function difference(ours, theirs) {
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const [a, b] = [ours.get(key) ?? 0, theirs.get(key) ?? 0]
    if (Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(b))) return `${key}: ${a} instead of ${b}`
  }
  return undefined
}
