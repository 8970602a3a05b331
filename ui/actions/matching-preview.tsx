import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type ActionStep, matchingCountQuery, matchingEventsQuery } from '../api/actions.ts'
import { Refusal } from '../kit/field.tsx'
import { SkeletonRows } from '../kit/notes.tsx'
import { useSettled } from '../kit/use-settled.ts'
import { useProjectId } from '../shell/project.ts'
import { finishedSteps } from './draft.ts'
import { MatchRow } from './match-row.tsx'

const many = (count: number, one: string, more: string) => `${count.toLocaleString('en')} ${count === 1 ? one : more}`

const asksOfElements = (steps: ActionStep[]) =>
  steps.some(({ text, href, selector, tag_name }) => text || href || selector || tag_name)

/** Which events of the last days would be the action, while it is being written. */
export function MatchingPreview({ steps, children }: { steps: ActionStep[]; children?: ReactNode }) {
  const id = useProjectId()
  const asked = useSettled(finishedSteps(steps))
  const count = useQuery(matchingCountQuery(id, asked))
  const newest = useQuery(matchingEventsQuery(id, asked))
  const error = newest.error ?? count.error
  return (
    <section className="action-part" aria-label="Events that match">
      <h3>The last 7 days</h3>
      {error ? (
        <Refusal error={error} />
      ) : (
        <p className="muted" role="status" aria-busy={count.isFetching}>
          {count.data === undefined && 'Counting…'}
          {count.data?.events === 0 && 'No event matches.'}
          {count.data !== undefined &&
            count.data.events > 0 &&
            `${many(count.data.events, 'event matches', 'events match')}, sent by ${many(count.data.people, 'person', 'people')}.`}
        </p>
      )}
      {count.data?.events === 0 && asksOfElements(asked) && (
        <p className="muted">
          Text, link, selector and tag are known of clicks that posthog-js captures by itself; other events have none.
        </p>
      )}
      {!error && newest.isPending && <SkeletonRows count={3} height={34} />}
      {!error && newest.data && newest.data.length > 0 && (
        <ul className="folds">
          {newest.data.map((event) => (
            <li key={event.uuid}>
              <MatchRow event={event} />
            </li>
          ))}
        </ul>
      )}
      {children}
    </section>
  )
}
