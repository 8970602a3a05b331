import { change, type Finding, sizeOf } from './finding.ts'
import type { Group, Line } from './lines.ts'
import { type Judged, judge, type Now, type Points } from './ordinary.ts'

/** What changed between two charts of the same question. */
export function compareGroups(tile: string, before: Group[], after: Group[], now: Now): Finding[] {
  const old = new Map(before.map((group) => [group.key, group]))
  const kept = new Set(after.map(({ key }) => key))
  const isAlone = before.length <= 1 && after.length <= 1
  const named = (group: Group) => (isAlone || group.name === '' ? tile : `${tile}, ${group.name}`)
  const gone = before.filter((group) => !kept.has(group.key))
  return [
    ...after.flatMap((group) => {
      const was = old.get(group.key)
      return was ? compareGroup(named(group), was, group, now) : [appeared(named(group), group)]
    }),
    ...gone.map((group) => disappeared(named(group), group)),
  ]
}

function compareGroup(tile: string, before: Group, after: Group, now: Now): Finding[] {
  const { word, shown, isCount } = after
  const [was, is] = [totalOf(before), totalOf(after)]
  const judged = judge(sum(before.lines), sum(after.lines), { now, isCount })
  const moved = movedLines(before, after)
  const values = moved.length > 0 ? valueFindings(tile, moved, after, { now, judged, was }) : []
  if (was === is) return [...inside(tile, before, after, moved, judged), ...values]
  const [driver] = before.lines.length > 1 || after.lines.length > 1 ? moved : []
  const mostly = driver ? `, mostly ${driver.name} ${shown(driver.was)} -> ${shown(driver.is)}` : ''
  const text = `${word} ${change(was, is, shown)}${mostly}${verdictText(judged, shown)}`
  return [{ tile, text, verdict: judged.verdict, size: sizeOf(was, is) }, ...values]
}

/** The sum stayed the same, but it is spread differently over days or values. */
function inside(tile: string, before: Group, after: Group, moved: Moved[], judged: Judged): Finding[] {
  const { word, shown } = after
  const [old, points] = [sum(before.lines), sum(after.lines)]
  const days = [...points]
    .filter(([day, value]) => old.get(day) !== value)
    .map(([day, is]) => ({ name: day, was: old.get(day) ?? 0, is }))
  const [most] = [...moved, ...days].toSorted((a, b) => Math.abs(b.is - b.was) - Math.abs(a.is - a.was))
  if (!most) return []
  const inner = `${most.name} ${shown(most.was)} -> ${shown(most.is)}`
  const text = `${word} ${shown(totalOf(after))} as before, but ${inner}${verdictText(judged, shown)}`
  return [{ tile, text, verdict: judged.verdict, size: sizeOf(most.was, most.is) }]
}

interface Moved {
  name: string
  was: number
  is: number
  old: Line | undefined
  now: Line | undefined
}

/** The values whose totals differ, greatest difference first. */
function movedLines(before: Group, after: Group): Moved[] {
  const old = new Map(before.lines.map((line) => [line.key, line]))
  const now = new Map(after.lines.map((line) => [line.key, line]))
  return [...new Set([...now.keys(), ...old.keys()])]
    .map((key) => ({ old: old.get(key), now: now.get(key) }))
    .map((line) => ({
      ...line,
      name: line.now?.name ?? line.old?.name ?? '',
      was: line.old?.total ?? 0,
      is: line.now?.total ?? 0,
    }))
    .filter(({ was, is }) => was !== is)
    .sort((a, b) => Math.abs(b.is - b.was) - Math.abs(a.is - a.was))
}

/** Values that appeared or disappeared, and those that stand out while the whole does not. */
function valueFindings(
  tile: string,
  moved: Moved[],
  { shown, word, isCount }: Group,
  whole: { now: Now; judged: Judged; was: number },
): Finding[] {
  return moved.flatMap(({ name, was, is, old, now }): Finding[] => {
    if (name === '') return []
    const size = Math.abs(is - was) / Math.max(Math.abs(whole.was), 1)
    if (was === 0) return [{ tile, text: `new value ${name} with ${shown(is)}`, verdict: 'unjudged', size }]
    if (is === 0) return [{ tile, text: `value ${name} is gone, had ${shown(was)}`, verdict: 'unjudged', size }]
    const about = { now: whole.now, isCount }
    const judged = judge(old?.points ?? new Map(), now?.points ?? new Map(), about)
    if (judged.verdict !== 'outside' || whole.judged.verdict === 'outside') return []
    const text = `${name} ${word} ${change(was, is, shown)}${verdictText(judged, shown)}`
    return [{ tile, text, verdict: 'outside', size: sizeOf(was, is) }]
  })
}

const appeared = (tile: string, group: Group): Finding => ({
  tile,
  text: `new series, ${group.word} ${group.shown(totalOf(group))}`,
  verdict: 'unjudged',
  size: 1,
})

const disappeared = (tile: string, group: Group): Finding => ({
  tile,
  text: `the series is gone, had ${group.word} ${group.shown(totalOf(group))}`,
  verdict: 'unjudged',
  size: 1,
})

function verdictText({ verdict, at }: Judged, shown: (value: number) => string): string {
  if (at)
    return `; ${at.day} went from ${shown(at.was)} to ${shown(at.is)}, usual is ${shown(at.low)} to ${shown(at.high)}`
  return verdict === 'ordinary' ? ', within ordinary variation' : ''
}

const totalOf = ({ lines }: Group): number => lines.reduce((total, line) => total + line.total, 0)

function sum(lines: readonly Line[]): Points {
  const points = new Map<string, number>()
  for (const line of lines) for (const [day, value] of line.points) points.set(day, (points.get(day) ?? 0) + value)
  return points
}
