// Funnels. Rows of SQL are [breakdown or '', figure, value]; figures are `<step> count`, `<step> average` and `<step> median`.
import { column, event, filled, inList, LAST_30_DAYS, listed, WHERE } from './parts.mjs'
import { peerFunnel } from './peer-funnel.mjs'

const THREE = ['$pageview', 'action 3', 'purchase']
const FIVE = ['$pageview', 'action 1', 'action 2', 'action 3', 'purchase']
const WINDOW = 14 * 86_400 * 1_000_000

const funnel = (names, more = {}) => ({
  kind: 'FunnelsQuery',
  series: names.map((name) => event(name)),
  ...LAST_30_DAYS,
  ...more,
})

const NOW = 'toUnixTimestamp64Micro(timestamp)'

/** Counts and times of steps of rows with `times`, a tuple of moments where 0 is a step not reached. */
function figures(names, source, part) {
  const time = (i) => `times.${i + 1}`
  const taken = (i) => `(${time(i)} - ${time(i - 1)}) / 1000000`
  const each = names.flatMap((_, i) => [
    [`${i} count`, `countIf(${time(i)} > 0)`],
    ...(i === 0
      ? []
      : [
          [`${i} average`, `ifNotFinite(avgIf(${taken(i)}, ${time(i)} > 0), 0)`],
          [`${i} median`, `ifNotFinite(quantileExactInclusiveIf(0.5)(${taken(i)}, ${time(i)} > 0), 0)`],
        ]),
  ])
  return listed(Object.fromEntries(each), source, part)
}

/** Of chains (tuples of moments, in the order they begin) the one that went furthest, was there first and began last. */
function best(names, chains) {
  const moments = names.map((_, i) => `c.${i + 1}`)
  const reached = moments.map((moment) => `(${moment} > 0)`).join(' + ')
  const rank = `(${reached}) * bitShiftLeft(toInt64(1), 54) - greatest(${moments.join(', ')})`
  return `arrayElement(${chains} AS all, -indexOf(arrayReverse(arrayMap(c -> ${rank}, all) AS ranks), arrayMax(ranks)))`
}

const sorted = (names) =>
  names.map((name, i) => `arraySort(groupArrayIf(${NOW}, event = '${name}')) AS s${i}`).join(', ')

/** Sorted moments of each step, and from every first one the next of each step. */
function ordered(names, { value, part } = {}) {
  const chains = names.slice(1).reduce((chain, _, i) => {
    const moments = names.slice(0, i + 1).map((_name, j) => `c.${j + 1}`)
    const next = `arrayFirst(x -> x > c.${i + 1} AND x <= c.1 + ${WINDOW}, s${i + 1})`
    return `arrayMap(c -> (${moments.join(', ')}, if(c.${i + 1} = 0, 0, ${next})), ${chain})`
  }, 'arrayMap(x -> tuple(x), s0)')
  const more = value ? `, ${value} AS value` : ''
  const source = `SELECT ${value ? 'value, ' : ''}${best(names, chains)} AS times FROM (
    SELECT ${sorted(names)}${more} FROM events WHERE ${WHERE} AND event IN (${inList(names)})
    GROUP BY person_id HAVING notEmpty(s0))`
  return figures(names, source, part)
}

/** Any order: from every event the nearest of each step. */
function unordered(names) {
  const nearest = names.map((_, i) => `arrayFirst(x -> x >= a AND x <= a + ${WINDOW}, s${i})`)
  const times = `arrayResize(arraySort(arrayFilter(x -> x > 0, [${nearest.join(', ')}])), ${names.length}, 0)`
  const chains = `arrayMap(a -> (${times}), arraySort(arrayConcat(${names.map((_, i) => `s${i}`).join(', ')})))`
  const tuples = `arrayMap(l -> (${names.map((_, i) => `l[${i + 1}]`).join(', ')}), ${chains})`
  const source = `SELECT ${best(names, tuples)} AS times FROM (
    SELECT ${sorted(names)} FROM events WHERE ${WHERE} AND event IN (${inList(names)}) GROUP BY person_id)`
  return figures(names, source)
}

/** Nothing in between: every event in its order, as a number of its moment and, in the low bits, its step. */
function strict([first, second, third]) {
  const step = `multiIf(event = '${first}', 1, event = '${second}', 2, event = '${third}', 3, 0)`
  const at = (x) => `bitShiftRight(${x}, 2)`
  const is = (x, i) => `bitAnd(${x}, 3) = ${i} AND ${at(x)} <= ${at('a')} + ${WINDOW}`
  const behind = (list) => `arrayPushBack(arrayPopFront(${list}), 0)`
  const chain = `(${at('a')}, if(${is('b', 2)}, ${at('b')}, 0), if(${is('b', 2)} AND ${is('c', 3)}, ${at('c')}, 0))`
  const starts = `arrayFilter((c, a) -> bitAnd(a, 3) = 1,
    arrayMap((a, b, c) -> ${chain}, e, ${behind('e')}, ${behind(behind('e'))}), e)`
  const source = `SELECT ${best(THREE, 'starts')} AS times FROM (SELECT ${starts} AS starts FROM (
    SELECT arraySort(groupArray(bitShiftLeft(toUInt64(${NOW}), 2) + ${step})) AS e
    FROM events WHERE ${WHERE} GROUP BY person_id)) WHERE notEmpty(starts)`
  return figures(THREE, source)
}

const stepValues = (steps) =>
  steps.flatMap(({ order, count, average_conversion_time, median_conversion_time, breakdown_value }) => {
    const part = breakdown_value?.join(' ') ?? ''
    return [
      [`${part} ${order} count`, count],
      [`${part} ${order} average`, average_conversion_time ?? 0],
      [`${part} ${order} median`, median_conversion_time ?? 0],
    ]
  })

const valuesOf = (results) => filled(results.flatMap((item) => stepValues(Array.isArray(item) ? item : [item])))

const by = { breakdownFilter: { breakdown: '$browser', breakdown_type: 'event' } }
const browser = { value: 'argMin(toString(assumeNotNull(properties.`$browser`)), timestamp)', part: 'value' }
const inOrder = (funnelOrderType) => ({ funnelsFilter: { funnelOrderType } })

export const funnels = [
  { name: 'funnel, 3 steps', query: funnel(THREE), lean: ordered(THREE), peer: peerFunnel(THREE) },
  { name: 'funnel, 5 steps', query: funnel(FIVE), lean: ordered(FIVE), peer: peerFunnel(FIVE) },
  { name: 'funnel, strict', query: funnel(THREE, inOrder('strict')), lean: strict(THREE) },
  { name: 'funnel, unordered', query: funnel(THREE, inOrder('unordered')), lean: unordered(THREE) },
  {
    name: 'funnel by browser',
    query: funnel(THREE, by),
    lean: ordered(THREE, browser),
    peer: peerFunnel(THREE, column('$browser')),
  },
].map((question) => ({ ...question, valuesOf, peerSays: (key) => key.endsWith(' count') }))
