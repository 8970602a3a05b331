import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type QuarantinedEvent, quarantineKey, quarantineQuery, replayQuarantined } from '../api/ingestion.ts'
import { Button } from '../kit/button.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { toast } from '../kit/toast.tsx'
import { QuarantineGroup } from './quarantine-group.tsx'
import { eventsWords, replayWords } from './reason-words.ts'
import './warnings.css'
import './quarantine.css'

interface QuarantineProps {
  project: number
  /** Only events of this name. */
  event: string | undefined
  onFilter: (event: string | undefined) => void
}

function groupsOf(events: QuarantinedEvent[]): [string, QuarantinedEvent[]][] {
  const groups = new Map<string, QuarantinedEvent[]>()
  for (const event of events) groups.set(event.event, [...(groups.get(event.event) ?? []), event])
  return [...groups]
}

type Wanted = { ids: number[] } | { event: string }

function useReplay(project: number, onDone: () => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (wanted: Wanted) => replayQuarantined(project, wanted),
    onSuccess: (result) => {
      onDone()
      toast(replayWords(result))
    },
    // What was replayed before something failed is gone from the list too.
    onSettled: () => cache.invalidateQueries({ queryKey: quarantineKey(project) }),
  })
}

function NothingHeld({ project, event, onFilter }: QuarantineProps) {
  if (event !== undefined)
    return (
      <Empty
        icon="check"
        title={`No event “${event}” waits in quarantine`}
        action={<Button onClick={() => onFilter(undefined)}>Show all events</Button>}
      />
    )
  return (
    <Empty
      icon="check"
      title="Nothing in quarantine"
      action={
        <Link
          className="button"
          data-look="plain"
          to="/project/$projectId/events"
          params={{ projectId: String(project) }}
        >
          Choose an event to enforce
        </Link>
      }
    >
      An event can be held to a schema: properties it must have, each of a type. Where that is enforced, an event that
      does not fit is not counted but waits here for 30 days, until its schema or its sender has been mended. Then it is
      replayed as if it had never been refused.
    </Empty>
  )
}

/** Events that their schema refused, by name: why, and trying them again. */
export function Quarantine(props: QuarantineProps) {
  const { project, event, onFilter } = props
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    quarantineQuery(project, event),
  )
  const [chosen, setChosen] = useState<Set<number>>(new Set())
  const replay = useReplay(project, () => setChosen(new Set()))
  const events = (data?.pages ?? []).flatMap(({ results }) => results)
  const groups = groupsOf(events)
  const ids = events.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
  const choose = (some: number[], on: boolean) =>
    setChosen((now) => (on ? new Set([...now, ...some]) : new Set([...now].filter((id) => !some.includes(id)))))
  const trying = replay.isPending ? replay.variables : undefined
  const total = data?.pages[0]?.count ?? 0
  return (
    <section aria-label="Quarantine">
      <div className="warnings-head">
        <h2>Quarantine</h2>
        {total > 0 && <span className="muted">{eventsWords(total)}</span>}
        <span className="spacer" />
        {event !== undefined && events.length > 0 && (
          <Button
            look="quiet"
            icon="close"
            onClick={() => onFilter(undefined)}
            aria-label={`${event}: show all events again`}
          >
            <span className="clip">{event}</span>
          </Button>
        )}
        {ids.length > 0 && (
          <Button
            look="primary"
            icon="refresh"
            busy={trying !== undefined && 'ids' in trying}
            disabled={replay.isPending}
            onClick={() => replay.mutate({ ids })}
          >
            Replay {ids.length.toLocaleString('en')} chosen
          </Button>
        )}
      </div>
      {error && !data && <Failure what="Quarantine could not be read" error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows count={5} height={40} />}
      {data && events.length === 0 && <NothingHeld {...props} />}
      <div className="quarantine-groups">
        {groups.map(([name, members]) => (
          <QuarantineGroup
            key={name}
            name={name}
            events={members}
            partial={hasNextPage}
            chosen={chosen}
            busy={trying !== undefined && 'event' in trying && trying.event === name}
            onChoose={choose}
            onOnly={groups.length > 1 ? () => onFilter(name) : undefined}
            onReplay={() => replay.mutate({ event: name })}
          />
        ))}
      </div>
      {hasNextPage && (
        <Button className="quarantine-more" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older events
        </Button>
      )}
    </section>
  )
}
