import type { Cohort } from '../api/cohorts.ts'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import './cohort-state.css'

/** When a cohort was calculated, or that it is being calculated, or why it could not be; `again` tries once more. */
export function CohortState({ cohort, again }: { cohort: Cohort; again?: () => void }) {
  const { is_calculating, errors_calculating, last_error_message, last_calculation, is_static } = cohort
  if (is_calculating)
    return (
      <span className="cohort-state" role="status">
        <Icon name="refresh" size={14} /> Being calculated
      </span>
    )
  if (errors_calculating > 0)
    return (
      <span className="cohort-state" data-tone="danger" title={last_error_message ?? ''}>
        <Icon name="warning" size={14} /> <span>Failed: {last_error_message ?? 'without saying why'}</span>
        {again && (
          <Button look="quiet" onClick={again}>
            Calculate again
          </Button>
        )}
      </span>
    )
  return (
    <span className="muted">
      {is_static ? 'Changed' : 'Calculated'} <Age at={last_calculation} never="never" />
    </span>
  )
}
