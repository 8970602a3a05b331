import { breakdownText, percent } from '../../insights/text/cells.ts'
import { stepGroups, stepName } from '../../insights/text/funnels.ts'
import { countsOf, retentionGroups } from '../../insights/text/retention.ts'
import { type JsonObject, objectsOf } from '../../lib/json.ts'
import { change, type Finding, type Verdict } from './finding.ts'
import { finishedOf, judgeRate, type Now, rateOf, type Share } from './ordinary.ts'

/** `25% -> 20% (50 of 200 -> 44 of 220)`. */
function moved(before: Share, after: Share): string {
  const [was, is] = [percent(rateOf(before)), percent(rateOf(after))]
  const rate = was === is ? `${is} as before` : `${was} -> ${is}`
  return `${rate} (${before.part} of ${before.whole} -> ${after.part} of ${after.whole})`
}

const verdictText = (verdict: Verdict) =>
  verdict === 'outside' ? ', more than chance explains' : verdict === 'ordinary' ? ', within ordinary variation' : ''

/** Funnel steps: how many come through, and at which step that moved. */
export function compareSteps(tile: string, before: unknown, after: unknown, clock: Now): Finding[] {
  return paired(tile, stepsByValue(before), stepsByValue(after), (name, old, now) => {
    const [was, is] = [old.map(countOf), now.map(countOf)]
    if (String(was) === String(is))
      return [{ tile: name, text: 'conversion times changed', verdict: 'unjudged', size: 0 }]
    const [first, last] = [conversion(was, 0, was.length - 1), conversion(is, 0, is.length - 1)]
    const difference = rateOf(last) - rateOf(first)
    const text = `conversion ${moved(first, last)}${stepText(now, was, is)}`
    // Those who came last have not had time to convert: until the range is over, a lower rate proves nothing.
    if (clock !== undefined && difference < 0)
      return [{ tile: name, text: `${text}; the newest may still convert`, verdict: 'unjudged', size: -difference }]
    const verdict = judgeRate(first, last)
    return [{ tile: name, text: `${text}${verdictText(verdict)}`, verdict, size: Math.abs(difference) }]
  })
}

const countOf = ({ count }: JsonObject) => Number(count ?? 0)
const conversion = (counts: number[], from: number, to: number): Share => ({
  part: counts[to] ?? 0,
  whole: counts[from] ?? 0,
})

/** The step whose own conversion moved most; with two steps there is but one. */
function stepText(steps: JsonObject[], was: number[], is: number[]): string {
  if (steps.length < 3 || was.length !== is.length) return ''
  const moves = steps.slice(1).map((step, i) => {
    const [old, now] = [rateOf(conversion(was, i, i + 1)), rateOf(conversion(is, i, i + 1))]
    return { name: stepName(step), old, now, size: Math.abs(now - old) }
  })
  const most = moves.reduce((best, move) => (move.size > best.size ? move : best))
  return most.size === 0 ? '' : `, most moved at step ${most.name}: ${percent(most.old)} -> ${percent(most.now)}`
}

const stepsByValue = (result: unknown) =>
  new Map(stepGroups(result).map(({ value, steps }) => [value ?? '', steps] as const))

/** Retention: how many began, and the interval after which their coming back moved most; finished intervals only. */
export function compareRetention(tile: string, before: unknown, after: unknown, clock: Now): Finding[] {
  return paired(tile, rowsByValue(before), rowsByValue(after), (name, old, now) => {
    const started = [begun(old), begun(now)] as const
    const size = `began ${change(...started)}`
    const columns = objectsOf(now[0]?.['values']).map(({ label }) => String(label))
    const moves = columns.slice(1).map((label, i) => {
      const [was, is] = [retained(old, i + 1, clock), retained(now, i + 1, clock)]
      return { label, was, is, size: Math.abs(rateOf(is) - rateOf(was)) }
    })
    const [most] = moves.toSorted((a, b) => b.size - a.size)
    if (!most || most.size === 0) {
      const isSame = started[0] === started[1]
      const text = isSame ? 'only what is not over yet changed' : `${size}, retention as before`
      return [{ tile: name, text, verdict: isSame ? 'ordinary' : 'unjudged', size: 0 }]
    }
    const verdict = judgeRate(most.was, most.is)
    const came = `${most.label} retention ${moved(most.was, most.is)}${verdictText(verdict)}`
    const text = started[0] === started[1] ? came : `${size}; ${came}`
    return [{ tile: name, text, verdict, size: most.size }]
  })
}

const begun = (rows: JsonObject[]) => rows.reduce((sum, _, row) => sum + (countsOf(rows, row)[0] ?? 0), 0)

function retained(rows: JsonObject[], column: number, clock: Now): Share {
  const days = rows.map(({ date }) => String(date).replace('T', ' ').slice(0, 19))
  const finished = rows.slice(0, Math.max(0, finishedOf(days, clock) - column))
  const sum = (at: number) => finished.reduce((total, _, row) => total + (countsOf(rows, row)[at] ?? 0), 0)
  return { part: sum(column), whole: sum(0) }
}

const rowsByValue = (result: unknown) =>
  new Map(retentionGroups(result).map(({ value, rows }) => [value ?? '', rows] as const))

type Blocks = ReadonlyMap<string, JsonObject[]>

/** Each value of a breakdown with what it was before; those that appeared or disappeared are said to have done so. */
function paired(
  tile: string,
  before: Blocks,
  after: Blocks,
  compare: (tile: string, before: JsonObject[], after: JsonObject[]) => Finding[],
): Finding[] {
  const values = [...new Set([...after.keys(), ...before.keys()])]
  return values.flatMap((value): Finding[] => {
    const [old, now] = [before.get(value), after.get(value)]
    const name = value === '' ? tile : `${tile}, ${breakdownText(value)}`
    const told = (text: string): Finding[] => [{ tile, text, verdict: 'unjudged', size: 1 }]
    if (!old) return told(value === '' ? 'there was no result before' : `new value ${value}`)
    if (!now) return told(value === '' ? 'there is no result any more' : `value ${value} is gone`)
    return JSON.stringify(old) === JSON.stringify(now) ? [] : compare(name, old, now)
  })
}
