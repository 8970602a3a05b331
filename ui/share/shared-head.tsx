import type { DateRange } from '../api/types.ts'
import { Age } from '../kit/age.tsx'
import { RangePicker } from '../kit/range-picker.tsx'

interface SharedHeadProps {
  title: string
  description: string | null | undefined
  /** When the oldest number on the page was computed. */
  asOf: string | undefined
  timezone: string
  range: DateRange | undefined
  /** Absent where the owner does not let viewers choose. */
  onRange: ((range: DateRange | undefined) => void) | undefined
}

export function SharedHead({ title, description, asOf, timezone, range, onRange }: SharedHeadProps) {
  return (
    <header className="shared-head">
      <title>{title}</title>
      <h1>{title}</h1>
      {description && <p className="muted">{description}</p>}
      {(onRange || asOf) && (
        <div className="shared-bar">
          {onRange && <RangePicker range={range} unset="As the owner chose" timezone={timezone} onChange={onRange} />}
          <span className="spacer" />
          {asOf && (
            <span className="muted shared-age">
              As of <Age at={asOf} />
            </span>
          )}
        </div>
      )}
    </header>
  )
}
