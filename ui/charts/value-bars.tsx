import type { Picked, ValuesDrawing } from './drawing.ts'
import { change, exact, percentInColumn } from './format.ts'
import './value-bars.css'

interface ValueBarsProps {
  drawing: ValuesDrawing
  onPick?: ((picked: Picked) => void) | undefined
}

/** Totals side by side: a bar from zero under each name, the number at the end of the line. */
export function ValueBars({ drawing, onPick }: ValueBarsProps) {
  const most = Math.max(0, ...drawing.rows.map((row) => row.value))
  const shared = drawing.rows.some((row) => row.share !== undefined)
  const compared = drawing.rows.some((row) => row.previous !== undefined)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a box of its own, but no landmark
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard
    <div className="value-bars" tabIndex={0} role="group" aria-label="Values">
      <table>
        <thead className={drawing.shape === 'bars' ? 'sr' : ''}>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
            {shared && <th scope="col">Share</th>}
            {compared && <th scope="col">Change</th>}
          </tr>
        </thead>
        <tbody>
          {drawing.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <span
                  className="value-bar"
                  style={{
                    '--share': most > 0 ? Math.max(0, row.value / most) : 0,
                    '--swatch': `var(--series-${row.colour + 1})`,
                  }}
                />
                <span className="value-name" dir="auto" title={row.name}>
                  {row.name}
                </span>
              </th>
              <td>
                {onPick && !row.point.addedUp ? (
                  <button
                    type="button"
                    title="Show the people behind this number"
                    onClick={() => onPick({ kind: 'point', point: row.point, day: undefined, words: row.name })}
                  >
                    {exact(row.value, drawing.unit)}
                  </button>
                ) : (
                  exact(row.value, drawing.unit)
                )}
              </td>
              {row.share !== undefined && <td className="muted">{percentInColumn(row.share)}</td>}
              {compared && (
                <td className="muted">{row.previous === undefined ? '' : change(row.value, row.previous).words}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
