import type { BreakdownFilter } from '../api/types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { ControlSection } from './control-section.tsx'
import { addBreakdown, setBreakdowns } from './edit.ts'
import { PropertyPicker } from './property-picker.tsx'
import { breakdownsOf } from './sentence.ts'

interface BreakdownProps<Q> {
  query: Q
  events: string[]
  most?: number
  onChange: (query: Q) => void
}

/** What the answer is told apart by. */
export function BreakdownControl<Q extends { breakdownFilter?: BreakdownFilter | null }>({
  query,
  events,
  most = 3,
  onChange,
}: BreakdownProps<Q>) {
  const breakdowns = breakdownsOf(query)
  return (
    <ControlSection title="Breakdown">
      {breakdowns.length > 0 && (
        <ul className="breakdowns">
          {breakdowns.map(({ property, type }, index) => (
            <li key={`${type} ${property}`}>
              <span className="clip" title={property}>
                {type !== 'event' && <span className="muted">{type} </span>}
                {property}
              </span>
              <IconButton
                icon="close"
                size={14}
                label={`Remove the breakdown by ${property}`}
                onClick={() =>
                  onChange(
                    setBreakdowns(
                      query,
                      breakdowns.filter((_, at) => at !== index),
                    ),
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
      {breakdowns.length < most && (
        <PropertyPicker
          events={events}
          onChoose={(property, type) => onChange(addBreakdown(query, property, type))}
          trigger={
            <Button look="quiet" icon="plus" className="control-add">
              {breakdowns.length === 0 ? 'Break down by a property' : 'And by another'}
            </Button>
          }
        />
      )}
    </ControlSection>
  )
}
