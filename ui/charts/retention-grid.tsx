import type { Picked, RetentionCell, RetentionDrawing } from './drawing.ts'
import { exact, percent } from './format.ts'
import './retention-grid.css'

interface RetentionGridProps {
  drawing: RetentionDrawing
  /** Asks for the people of a row. */
  onPick?: ((picked: Picked) => void) | undefined
}

/** Who began when, and how many of them were there again: one hue, darker for more; what is not over is hatched. */
export function RetentionGrid({ drawing, onPick }: RetentionGridProps) {
  const pick = ({ index, breakdown, name }: RetentionDrawing['rows'][number], column?: number) =>
    onPick?.({
      kind: 'row',
      row: index,
      ...(column === undefined ? {} : { column }),
      breakdown,
      words: `Began ${name}${column === undefined ? '' : `, there in ${drawing.columns[column]}`}`,
    })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a box of its own, but no landmark
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard
    <div className="retention" tabIndex={0} role="group" aria-label="Retention">
      <table>
        <thead>
          <tr>
            <th scope="col">Began</th>
            <th scope="col">People</th>
            {drawing.columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
          <tr className="retention-mean">
            <th scope="row">All</th>
            <td />
            {drawing.mean.map((share, column) => (
              <td key={drawing.columns[column]}>{share === null ? '' : percent(share)}</td>
            ))}
          </tr>
        </thead>
        <tbody>
          {drawing.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.value === undefined ? (
                  row.date
                ) : (
                  <span className="retention-name">
                    <bdi className="clip" title={row.value}>
                      {row.value}
                    </bdi>
                    , {row.date}
                  </span>
                )}
              </th>
              <td>
                {onPick && row.size > 0 ? (
                  <button type="button" onClick={() => pick(row)} title="Show these people">
                    {exact(row.size)}
                  </button>
                ) : (
                  exact(row.size)
                )}
              </td>
              {row.cells.map((cell, column) => (
                <td key={drawing.columns[column]}>
                  {cell.state !== 'future' && row.size > 0 && (
                    <Cell
                      {...cell}
                      of={row.size}
                      onPick={onPick && cell.count > 0 ? () => pick(row, column) : undefined}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ count, share, state, of, onPick }: RetentionCell & { of: number; onPick: (() => void) | undefined }) {
  const look = {
    className: 'retention-cell',
    'data-state': state,
    style: { '--share': share },
    title: `${exact(count)} of ${exact(of)}${state === 'running' ? ', not over yet' : ''}`,
  }
  return onPick ? (
    <button type="button" {...look} onClick={onPick}>
      {percent(share)}
    </button>
  ) : (
    <span {...look}>{percent(share)}</span>
  )
}
