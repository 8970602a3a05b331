import { type MouseEvent, useLayoutEffect, useRef, useState } from 'react'
import type { Unit } from './drawing.ts'
import { compact, exact } from './format.ts'
import './legend.css'

export interface LegendEntry {
  key: string
  name: string
  colour: number
  dashed: boolean
  previous: boolean
  /** Absent where adding the values up says nothing. */
  total?: number
  unit: Unit
}

interface LegendProps {
  entries: LegendEntry[]
  hidden: ReadonlySet<string>
  folded: number
  onHide: (hidden: ReadonlySet<string>) => void
  onShowAll?: (() => void) | undefined
}

/** The last entry of a legend: how many values were folded into one, to be drawn each for itself. */
export function FoldedNames({ folded, onShowAll }: Pick<LegendProps, 'folded' | 'onShowAll'>) {
  if (folded === 0 || !onShowAll) return null
  return (
    <li>
      <button type="button" className="legend-more" onClick={onShowAll}>
        {folded} more
      </button>
    </li>
  )
}

/** Names of what is drawn. A click takes one away or brings it back; with Alt it stands alone. */
export function Legend({ entries, hidden, folded, onHide, onShowAll }: LegendProps) {
  const click = (entry: LegendEntry, event: MouseEvent) => {
    if (event.altKey) {
      const alone = entries.every(({ key }) => (key === entry.key) !== hidden.has(key))
      onHide(new Set(alone ? [] : entries.filter(({ key }) => key !== entry.key).map(({ key }) => key)))
      return
    }
    const next = new Set(hidden)
    if (!next.delete(entry.key)) next.add(entry.key)
    onHide(next)
  }
  const { list, clipped, open, setOpen } = useTwoRows(entries.length)
  return (
    <div className="legend" data-open={open || undefined}>
      <ul ref={list} aria-label="Legend">
        {entries.map((entry) => (
          <li key={entry.key}>
            <button
              type="button"
              aria-pressed={!hidden.has(entry.key)}
              title={`${entry.name}${entry.total === undefined ? '' : `: ${exact(entry.total, entry.unit)}`}. Alt-click shows it alone`}
              onClick={(event) => click(entry, event)}
            >
              <i
                className="legend-sign"
                data-dashed={entry.dashed || entry.previous || undefined}
                data-previous={entry.previous || undefined}
                style={{ '--swatch': `var(--series-${entry.colour + 1})` }}
              />
              <span className="clip" dir="auto">
                {entry.previous ? `${entry.name} (previous)` : entry.name}
              </span>
              {entry.total !== undefined && <span className="legend-total">{compact(entry.total, entry.unit)}</span>}
            </button>
          </li>
        ))}
        <FoldedNames folded={folded} onShowAll={onShowAll} />
      </ul>
      {(clipped > 0 || open) && (
        <button type="button" className="legend-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Fewer names' : `+${clipped} ${clipped === 1 ? 'name' : 'names'}`}
        </button>
      )}
    </div>
  )
}

/** A legend takes two rows from its chart; how many names stand below them is said, and a click shows those too. */
function useTwoRows(count: number) {
  const list = useRef<HTMLUListElement>(null)
  const [clipped, setClipped] = useState(0)
  const [open, setOpen] = useState(false)
  useLayoutEffect(() => {
    const place = list.current
    if (!place || open || count === 0) return
    const measure = () => {
      const { bottom } = place.getBoundingClientRect()
      setClipped([...place.children].filter((one) => one.getBoundingClientRect().top >= bottom - 1).length)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(place)
    measure()
    return () => observer.disconnect()
  }, [count, open])
  return { list, clipped, open, setOpen }
}
