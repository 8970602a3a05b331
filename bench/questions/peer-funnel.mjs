import { inList, listed, PEER, PEER_PERSON, PEER_WHERE } from './parts.mjs'

/**
 * PostHog's SQL before its funnels ended in a program beside the engine: windows over all rows of a person, from the end,
 * carry the next moment of each later step, once more for each step. Its times are of several chains of a person, so only
 * counts compare. With a value, a person has the first one that is there.
 */
export function peerFunnel(names, value) {
  const steps = names.map((_, i) => i)
  const later = steps.slice(1)
  const kept = ['target', 'timestamp', 'step_0', ...(value ? ['value'] : [])]
  const carries = later.reduce(
    (source, from) => carried(steps, from, kept, from === 1 ? source : inOrder(steps, from, kept, source)),
    value ? touched(rows(names, value)) : rows(names),
  )
  const keys = value ? 'target, value' : 'target'
  const source = `SELECT ${keys}, any(steps) AS reached, ${later.map((i) => `avg(taken_${i}) AS mean_${i}`).join(', ')}
    FROM (${chains(later, keys, carries)}) WHERE steps = most GROUP BY ${keys}`
  const figures = {
    '0 count': 'count()',
    ...Object.fromEntries(
      later.flatMap((i) => [
        [`${i} count`, `countIf(reached > ${i})`],
        [`${i} average`, `ifNull(avg(mean_${i}), 0)`],
        [`${i} median`, `ifNull(median(mean_${i}), 0)`],
      ]),
    ),
  }
  return listed(figures, source, value ? 'value' : "''")
}

/** Events with a flag and a moment for each step. */
function rows(names, value) {
  const flags = names.map((name, i) => `if(e.event = '${name}', 1, 0) AS step_${i}`)
  const moments = names.map((_, i) => `if(step_${i} = 1, timestamp, NULL) AS latest_${i}`)
  const own = value ? [`ifNull(${value}, '') AS own`] : []
  return `SELECT ${PEER_PERSON} AS target, e.timestamp AS timestamp, ${[...flags, ...moments, ...own].join(', ')}
    FROM ${PEER} WHERE ${PEER_WHERE} AND e.event IN (${inList(names)})`
}

const touched = (source) =>
  `SELECT *, argMinIf(own, timestamp, own != '') OVER (PARTITION BY target) AS value FROM (${source})`

const columnsFrom = (steps, from, kept, later) =>
  [...kept, ...steps.map((i) => `${i < from ? `s.latest_${i}` : later(i)} AS latest_${i}`)].join(', ')

/** Each row with the next moments of steps behind it. */
const carried = (steps, from, kept, source) =>
  `SELECT ${columnsFrom(steps, from, kept, (i) => `min(s.latest_${i}) OVER next`)} FROM (${source}) AS s
   WINDOW next AS (PARTITION BY target ORDER BY timestamp DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`

/** Without moments that lie before those of the step before. */
const inOrder = (steps, from, kept, source) =>
  `SELECT ${columnsFrom(steps, from, kept, (i) => `if(s.latest_${i} < s.latest_${i - 1}, NULL, s.latest_${i})`)}
   FROM (${source}) AS s`

/** From each first step how far it went, and how far the person's furthest chain did. */
function chains(later, keys, source) {
  const follows = (i) => `latest_${i - 1} < latest_${i} AND latest_${i} <= latest_0 + INTERVAL 14 DAY`
  const reached = later.toReversed().map((last) => `${later.slice(0, last).map(follows).join(' AND ')}, ${last + 1}`)
  const taken = later.map((i) => `dateDiff('second', latest_${i - 1}, latest_${i}) AS taken_${i}`)
  return `SELECT ${keys}, multiIf(${reached.join(', ')}, 1) AS steps, max(steps) OVER (PARTITION BY target) AS most,
    ${taken.join(', ')} FROM (${source}) WHERE step_0 = 1`
}
