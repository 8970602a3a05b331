import type { NumberDrawing } from './drawing.ts'
import { change, compact, exact } from './format.ts'
import './number-view.css'

const ARROWS = { up: '↑', down: '↓', same: '→' }

/** What stands there: the number as short as it must be, how it moved, and from where. */
export function bigNumber({ value, previous, unit }: NumberDrawing) {
  const moved = previous === undefined ? undefined : change(value, previous)
  return {
    value: Math.abs(value) < 1_000_000 ? exact(value, unit) : compact(value, unit),
    moved: moved && { ...moved, sign: ARROWS[moved.direction] },
    before: previous === 0 ? 'before' : `from ${exact(previous ?? 0, unit)} before`,
  }
}

/** One big number; the exact one on hover and for readers. */
export function NumberView({ drawing }: { drawing: NumberDrawing }) {
  const { name, of, unit } = drawing
  const { value, moved, before } = bigNumber(drawing)
  return (
    <div className="number-view">
      <p className="number-value" title={exact(drawing.value, unit)}>
        {value}
      </p>
      {of > 1 && (
        <p className="number-of muted">
          {name}, the first of {of}
        </p>
      )}
      {moved && (
        <p className="number-change" data-direction={moved.direction}>
          <span aria-hidden="true">{moved.sign}</span> {moved.words}
          <span className="muted"> {before}</span>
        </p>
      )}
    </div>
  )
}
