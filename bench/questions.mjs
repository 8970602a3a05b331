// Every question of the bench. A question is its `name`, its `query` as the API takes it, the leanest hand-written SQL for
// the same answer (`lean`), the SQL of PostHog's way over PostHog's table (`peer`, where there is one), and how values are
// read from the API's answer (`valuesOf`). A row of SQL ends in a value; what stands before is the value's key.
import { actors } from './questions/actors.mjs'
import { funnels } from './questions/funnels.mjs'
import { filled } from './questions/parts.mjs'
import { trends } from './questions/trends.mjs'
import { web } from './questions/web.mjs'

export { trends }
export const questionsOf = (day) => [...trends, ...funnels, ...actors(day), ...web]

const valuesOfRows = (rows) => filled(rows.map((row) => [row.slice(0, -1).join(' '), Number(row.at(-1))]))

/** The first difference of two answers as a sentence; undefined when they are equal. */
export function difference({ valuesOf, keeps = (values) => values }, results, rows, says = () => true) {
  const [ours, theirs] = [keeps(valuesOf(results)), keeps(valuesOfRows(rows))]
  if (theirs.size === 0) return 'there is nothing to compare'
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    if (!says(key)) continue
    const [a, b] = [ours.get(key) ?? 0, theirs.get(key) ?? 0]
    if (Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(b))) return `${key}: ${a} instead of ${b}`
  }
  return undefined
}
