import { Popover } from 'radix-ui'
import { useState } from 'react'
import type { DateRange } from '../api/types.ts'
import { Button } from './button.tsx'
import { RANGES, rangeWords } from './date-range.ts'
import { Field, Input } from './field.tsx'
import './layers.css'
import './range-picker.css'

interface RangePickerProps {
  range: DateRange | undefined
  /** Words instead of the range when it is nobody's choice, e.g. "As each insight says". */
  unset?: string
  timezone: string
  onChange: (range: DateRange | undefined) => void
}

const DAY = /^\d{4}-\d{2}-\d{2}/
const dayOf = (text: string | null | undefined) => (text && DAY.test(text) ? text.slice(0, 10) : '')

/** Common ranges in one click, any two dates in two. The zone is said where the dates are. */
export function RangePicker({ range, unset, timezone, onChange }: RangePickerProps) {
  const [open, setOpen] = useState(false)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const choose = (next: DateRange | undefined) => {
    setOpen(false)
    onChange(next)
  }
  const toggle = (next: boolean) => {
    setOpen(next)
    setFrom(dayOf(range?.date_from))
    setTo(dayOf(range?.date_to))
  }
  const backwards = from !== '' && to !== '' && from > to
  return (
    <Popover.Root open={open} onOpenChange={toggle}>
      <Popover.Trigger asChild>
        <Button icon="calendar">{range || unset === undefined ? rangeWords(range) : unset}</Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover range-picker" align="start" sideOffset={4} collisionPadding={8}>
          <div className="range-presets">
            {unset !== undefined && (
              <button
                type="button"
                className="menu-item"
                aria-pressed={range === undefined}
                onClick={() => choose(undefined)}
              >
                {unset}
              </button>
            )}
            {RANGES.map((preset) => (
              <button
                key={preset.words}
                type="button"
                className="menu-item"
                aria-pressed={range !== undefined && rangeWords(range) === preset.words}
                onClick={() => choose({ date_from: preset.from, ...(preset.to ? { date_to: preset.to } : {}) })}
              >
                {preset.words}
              </button>
            ))}
          </div>
          <form
            className="range-custom"
            onSubmit={(event) => {
              event.preventDefault()
              if (from && !backwards) choose({ date_from: from, ...(to ? { date_to: to } : {}) })
            }}
          >
            <Field label="From">
              {(ids) => <Input {...ids} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />}
            </Field>
            <Field label="To" {...(backwards ? { error: 'This is before the start.' } : {})}>
              {(ids) => <Input {...ids} type="date" value={to} onChange={(event) => setTo(event.target.value)} />}
            </Field>
            <Button type="submit" look="primary" disabled={from === '' || backwards}>
              Apply
            </Button>
            <p className="muted">Days in {timezone}</p>
          </form>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
