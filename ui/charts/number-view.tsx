import type { NumberDrawing } from './drawing.ts'
import { change, compact, exact } from './format.ts'
import './number-view.css'

const ARROWS = { up: '↑', down: '↓', same: '→' }

/** One big number; the exact one on hover and for readers. */
export function NumberView({ drawing }: { drawing: NumberDrawing }) {
  const { name, value, previous, of, unit } = drawing
  const short = Math.abs(value) < 1_000_000 ? exact(value, unit) : compact(value, unit)
  const moved = previous === undefined ? undefined : change(value, previous)
  return (
    <div className="number-view">
      <p className="number-value" title={exact(value, unit)}>
        {short}
      </p>
      {of > 1 && (
        <p className="number-of muted">
          {name}, the first of {of}
        </p>
      )}
      {moved && previous !== undefined && (
        <p className="number-change" data-direction={moved.direction}>
          <span aria-hidden="true">{ARROWS[moved.direction]}</span> {moved.words}
          <span className="muted"> {previous === 0 ? 'before' : `from ${exact(previous, unit)} before`}</span>
        </p>
      )}
    </div>
  )
}
