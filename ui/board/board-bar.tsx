import type { ReactNode } from 'react'
import type { Override } from '../api/dashboards.ts'
import type { Interval } from '../api/types.ts'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { INTERVALS } from '../kit/date-range.ts'
import { Select } from '../kit/field.tsx'
import { RangePicker } from '../kit/range-picker.tsx'
import { type BoardTile, oldestOf } from './use-board.ts'
import './board-bar.css'

interface BoardBarProps {
  override: Override
  stored: Override
  timezone: string
  tiles: BoardTile[]
  busy: boolean
  editing: boolean
  onOverride: (override: Override) => void
  onRefresh: () => void
  onEdit: () => void
  filters: ReactNode
  share: ReactNode
  more: ReactNode
}

/** Range, interval, freshness, edit mode: one bar for the whole board. */
export function BoardBar({
  override,
  stored,
  timezone,
  tiles,
  busy,
  editing,
  onOverride,
  onRefresh,
  onEdit,
  filters,
  share,
  more,
}: BoardBarProps) {
  const range = override.date_from ? override : stored.date_from ? stored : undefined
  const age = oldestOf(tiles)
  const setInterval = (text: string) => {
    const { interval: _old, ...rest } = override
    const next = INTERVALS.find(({ value }) => value === text)
    onOverride(next ? { ...rest, interval: next.value } : rest)
  }
  const interval: Interval | '' = override.interval ?? ''
  return (
    <div className="board-bar" role="toolbar" aria-label="Board">
      <RangePicker
        range={range}
        unset="As each insight says"
        timezone={timezone}
        onChange={(next) =>
          onOverride({ ...(override.interval ? { interval: override.interval } : {}), ...(next ?? {}) })
        }
      />
      <Select value={interval} aria-label="Interval" onChange={(event) => setInterval(event.target.value)}>
        <option value="">Own interval</option>
        {INTERVALS.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
      {filters}
      <span className="spacer" />
      {age && (
        <span className="board-age muted">
          Oldest tile <Age at={age} />
        </span>
      )}
      {share}
      <Button
        icon="refresh"
        className="board-refresh"
        busy={busy}
        disabled={busy}
        onClick={onRefresh}
        title="Compute every tile anew (r)"
      >
        <span>{busy ? 'Computing…' : 'Refresh'}</span>
      </Button>
      <Button
        icon={editing ? 'check' : 'edit'}
        aria-pressed={editing}
        onClick={onEdit}
        title="Move, resize, add and remove tiles (e)"
      >
        {editing ? 'Done' : 'Edit'}
      </Button>
      {more}
    </div>
  )
}
