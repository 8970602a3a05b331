import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { wordsFor } from '../api/client.ts'
import { liveEventsQuery } from '../api/events.ts'
import { Button } from '../kit/button.tsx'
import { SearchInput } from '../kit/field.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { EventList } from '../live/event-list.tsx'
import { matchingEvents } from '../live/matching.ts'
import { useShortcut } from '../shell/keys.ts'
import { useProject } from '../shell/project.ts'
import './live.css'

const route = getRouteApi('/project/$projectId/live')
const SHOWN = 200

export function LivePage() {
  const { id, timezone } = useProject()
  const { q = '' } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/live' })
  const [listening, setListening] = useState(true)
  const { data: events, error, refetch } = useQuery(liveEventsQuery(id, listening))
  useShortcut(' ', () => setListening(!listening))
  const shown = matchingEvents(events ?? [], q).slice(0, SHOWN)
  return (
    <div className="page">
      <title>Live – Hoglet</title>
      <div className="page-head">
        <h1>Live</h1>
        <SearchInput
          label="Filter events"
          value={q}
          onChange={(event) => void navigate({ search: { q: event.target.value }, replace: true })}
        />
        <Button
          icon={listening ? 'pause' : 'play'}
          aria-pressed={!listening}
          onClick={() => setListening(!listening)}
          title="Space pauses and goes on"
        >
          {listening ? 'Pause' : 'Go on'}
        </Button>
      </div>
      <p className="live-state" data-on={(listening && !error) || undefined} role="status">
        <i />
        {error
          ? wordsFor(error)
          : listening
            ? 'Listening. Events of the last 24 hours, newest first.'
            : 'Paused. Nothing is asked for until you go on.'}
        <span className="muted"> Times in {timezone}</span>
      </p>
      {error && !events && <Failure what="The events could not be read" error={error} retry={() => void refetch()} />}
      {!events && !error && <SkeletonRows count={10} height={34} />}
      {events && shown.length > 0 && <EventList events={shown} timezone={timezone} label="Events" />}
      {events && shown.length === 0 && q !== '' && (
        <Empty
          icon="filter"
          title={`No event matches “${q}”`}
          action={<Button onClick={() => void navigate({ search: {} })}>Show all events</Button>}
        >
          The filter looks at names, distinct ids and properties of the newest {events.length} events.
        </Empty>
      )}
      {events?.length === 0 && q === '' && (
        <Empty
          icon="live"
          title="No events in the last 24 hours"
          action={<Button onClick={() => void navigate({ to: '/project/$projectId/start' })}>How to send one</Button>}
        >
          This page keeps listening. An event shows up here about two seconds after it was sent.
        </Empty>
      )}
    </div>
  )
}
