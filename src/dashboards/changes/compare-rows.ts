import { number } from '../../insights/text/cells.ts'
import { change, type Finding, sizeOf } from './finding.ts'

type Row = unknown[]

/** Rows of SQL: one number, or rows told apart by their first cell. Undefined where neither fits. */
export function compareRows(tile: string, before: unknown, after: unknown): Finding[] | undefined {
  if (!isTable(before) || !isTable(after)) return undefined
  const [was, is] = [onlyNumber(before), onlyNumber(after)]
  if (was !== undefined && is !== undefined)
    return [{ tile, text: `value ${change(was, is)}`, verdict: 'unjudged', size: sizeOf(was, is) }]
  const [old, now] = [keyed(before), keyed(after)]
  const rows = before.length === after.length ? [] : [`rows ${before.length} -> ${after.length}`]
  if (!old || !now) return rows.length > 0 ? [{ tile, text: rows.join(), verdict: 'unjudged', size: 0 }] : undefined
  const kept = [...now].flatMap(([key, row]) => {
    const earlier = old.get(key)
    return earlier && JSON.stringify(earlier) !== JSON.stringify(row) ? [{ key, earlier, row }] : []
  })
  const changed = kept.map(({ key, earlier, row }) => ({ key, ...greatest(earlier, row) }))
  const [most] = changed.toSorted((a, b) => b.size - a.size)
  const numbers = most && most.size > 0 ? `, most ${most.key} ${number(most.was)} -> ${number(most.is)}` : ''
  const all = kept.length > 0 ? [`${kept.length} of ${after.length} rows changed${numbers}`] : []
  const others = (from: Map<string, Row>, to: Map<string, Row>) => [...from.keys()].filter((key) => !to.has(key))
  const [come, gone] = [others(now, old), others(old, now)]
  const finding = (text: string, size: number): Finding => ({ tile, text, verdict: 'unjudged', size })
  return [
    ...[...all, ...rows].slice(0, 1).map((text) => finding(text, most?.size ?? 0)),
    ...(come.length > 0 ? [finding(`new ${listed(come)}`, 0)] : []),
    ...(gone.length > 0 ? [finding(`gone ${listed(gone)}`, 0)] : []),
  ]
}

const isTable = (value: unknown): value is Row[] => Array.isArray(value) && value.every(Array.isArray)
const numeric = (value: unknown) => (typeof value === 'number' ? value : undefined)
const onlyNumber = (rows: Row[]) => (rows.length === 1 && rows[0]?.length === 1 ? numeric(rows[0][0]) : undefined)

/** Rows by their first cell; undefined where two have the same, or where rows have no other cell. */
function keyed(rows: Row[]): Map<string, Row> | undefined {
  const found = new Map(rows.map((row) => [String(row[0] ?? 'null'), row]))
  return found.size === rows.length && rows.every((row) => row.length > 1) ? found : undefined
}

/** The number of a row that moved most. */
function greatest(before: Row, after: Row): { was: number; is: number; size: number } {
  const moves = after.slice(1).map((cell, i) => {
    const [was, is] = [numeric(before[i + 1]), numeric(cell)]
    return was === undefined || is === undefined ? { was: 0, is: 0, size: 0 } : { was, is, size: sizeOf(was, is) }
  })
  return moves.reduce((best, move) => (move.size > best.size ? move : best), { was: 0, is: 0, size: 0 })
}

const NAMED = 3
const listed = (keys: string[]) =>
  keys.slice(0, NAMED).join(', ') + (keys.length > NAMED ? ` and ${keys.length - NAMED} more` : '')
