import { Tooltip } from 'radix-ui'
import { type PointerEvent, useState } from 'react'
import type { TimeDrawing } from './drawing.ts'
import { type Flag, type Noted, whenWords } from './flags.ts'
import type { OnAxis } from './on-axis.ts'
import './flag-row.css'

interface FlagRowProps {
  drawing: TimeDrawing
  flags: readonly Flag[]
  noted: Noted
  axis: OnAxis
}

const said = (flag: Flag, { timezone }: Noted) =>
  flag.notes.map(({ words, at, by }) => `${words}, ${whenWords(at, timezone)}${by ? `, by ${by}` : ''}`).join('; ')

const FlagSign = () => (
  <svg width="12" height="14" viewBox="0 0 12 14" aria-hidden="true">
    <path d="M2 14V1" />
    <path className="flag-cloth" d="M2 1.5h9l-2.4 3L11 7.5H2z" />
  </svg>
)

/** Small flags where something was noted, and along the axis the place to plant another one. */
export function FlagRow({ drawing, flags, noted, axis }: FlagRowProps) {
  const [place, setPlace] = useState<number>()
  const follow = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    setPlace(axis.placeAt(event.clientX - box.left))
  }
  const plant = (index: number | undefined) => {
    const day = index === undefined ? undefined : drawing.days[index]
    if (day !== undefined) noted.onAdd(day)
  }
  const isFree = place !== undefined && !flags.some(({ index }) => index === place)
  return (
    <Tooltip.Provider delayDuration={80} disableHoverableContent>
      {/* The keyboard has `m` at the place that the arrows reached. */}
      <button
        type="button"
        className="flag-axis"
        tabIndex={-1}
        aria-hidden="true"
        title={`Annotate ${drawing.labels[place ?? -1] ?? 'a day'}`}
        onPointerMove={follow}
        onPointerLeave={() => setPlace(undefined)}
        onClick={(event) => plant(axis.placeAt(event.clientX - event.currentTarget.getBoundingClientRect().left))}
      />
      {isFree && (
        <span className="chart-flag flag-ghost" style={{ left: axis.leftOf(place) }}>
          <FlagSign />
        </span>
      )}
      {flags.map((flag) => (
        <Tooltip.Root key={flag.index}>
          <Tooltip.Trigger asChild>
            <button
              type="button"
              className="chart-flag"
              style={{ left: axis.leftOf(flag.index) }}
              aria-label={`Annotation: ${said(flag, noted)}`}
              onClick={() => noted.onOpen(flag.notes)}
            >
              <FlagSign />
              {flag.notes.length > 1 && <span className="flag-count">{flag.notes.length}</span>}
            </button>
          </Tooltip.Trigger>
          <Tooltip.Portal container={document.querySelector('main')}>
            <Tooltip.Content className="tooltip-table flag-notes" side="top" sideOffset={2} collisionPadding={8}>
              {flag.notes.map((note) => (
                <div key={note.id}>
                  <p>{note.words}</p>
                  <p className="muted">
                    {whenWords(note.at, noted.timezone)}
                    {note.by && ` · ${note.by}`}
                  </p>
                </div>
              ))}
            </Tooltip.Content>
          </Tooltip.Portal>
        </Tooltip.Root>
      ))}
    </Tooltip.Provider>
  )
}
