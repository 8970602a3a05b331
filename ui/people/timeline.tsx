import { useInfiniteQuery } from '@tanstack/react-query'
import { timelineQuery } from '../api/people.ts'
import type { CapturedEvent } from '../api/types.ts'
import { Button } from '../kit/button.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { EventList } from '../live/event-list.tsx'
import { useProject } from '../shell/project.ts'
import { daysOf } from './days.ts'
import './timeline.css'

/** What somebody did, day by day, the newest first. */
export function Timeline({ project, uuid }: { project: number; uuid: string }) {
  const { timezone } = useProject()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    timelineQuery(project, uuid),
  )
  const events: CapturedEvent[] = (data?.pages ?? []).flatMap((page) => page.events)
  return (
    <section className="detail-section" aria-label="Timeline">
      {error && !data && <Failure what="The events could not be read" error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows count={8} height={34} />}
      {data && events.length === 0 && <p className="muted">No events of this person are left.</p>}
      {daysOf(events, timezone).map(({ day, events: ofDay }) => (
        <div key={day} className="timeline-day">
          <h2>{day}</h2>
          <EventList events={ofDay} timezone={timezone} label={`Events of ${day}`} />
        </div>
      ))}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier events
        </Button>
      )}
    </section>
  )
}
