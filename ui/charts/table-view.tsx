import { exact } from './format.ts'
import type { PlainTable } from './table-of.ts'
import './table-view.css'

const SHOWN = 500

export const isAmount = (value: string | number | null | undefined) =>
  typeof value === 'number' || (value ?? '').toString().match(/^[−<]?[\d.,]+%$/) !== null

const MOMENT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{3})\d*)?(Z|[+-]\d\d:\d\d)$/

/** A moment as people write it: no `T`, and of the fraction no more than an SDK sends. The title keeps what was answered. */
function words(value: string): string {
  const [, day, time, fraction, zone] = MOMENT.exec(value) ?? []
  if (day === undefined) return value
  return `${day} ${time}${fraction && fraction !== '000' ? `.${fraction}` : ''}${zone === 'Z' ? '' : ` ${zone}`}`
}

/** What a cell says. */
export const cellWords = (value: string | number | null) =>
  value === null ? '–' : typeof value === 'number' ? exact(value) : words(value)

/** Any table of numbers and words. */
export function TableView({ table }: { table: PlainTable }) {
  const rows = table.rows.slice(0, SHOWN)
  const numeric = table.columns.map((_, at) => rows.some((row) => isAmount(row[at])))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a box of its own, but no landmark
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard
    <div className="table-view" tabIndex={0} role="group" aria-label="Table of the result">
      <table>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={column + String(at)} scope="col" data-numeric={numeric[at] || undefined} title={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((value, at) => (
                <td key={at} data-numeric={numeric[at] || undefined} title={String(value ?? '')}>
                  {value === null ? <span className="muted">–</span> : cellWords(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > SHOWN && (
        <p className="menu-note">
          The first {SHOWN} of {table.rows.length} rows.
        </p>
      )}
    </div>
  )
}
