import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type SchemaCheck, schemaCheckQuery } from '../api/schemas.ts'
import type { EventDefinition } from '../api/types.ts'
import { Select } from '../kit/field.tsx'
import { Failure } from '../kit/notes.tsx'
import { Switch } from '../kit/switch.tsx'
import { useChange } from './use-change.ts'
import './enforcement.css'

const REASONS: Record<string, string> = {
  missing_required: 'is missing',
  type_mismatch: 'is of another type',
}

/** The switch that refuses events which break the schema, and beside it what it would have refused lately. */
export function Enforcement({ project, event }: { project: number; event: EventDefinition }) {
  const change = useChange(project, event)
  const [days, setDays] = useState(7)
  const { data, error, refetch } = useQuery(schemaCheckQuery(project, event.id, days))
  const mode = event.enforcement_mode ?? 'allow'
  return (
    <div className="enforcement">
      <Switch
        label="Refuse events that break it"
        note="They are kept in quarantine for 30 days and can be sent on once the schema is mended."
        checked={mode === 'reject'}
        onChange={(on) =>
          change.mutate({
            body: { enforcement_mode: on ? 'reject' : 'allow' },
            said: on ? `${event.name} must follow its schema` : `Every ${event.name} is taken`,
            before: { enforcement_mode: mode },
          })
        }
      />
      <div className="enforcement-trial">
        <span>{mode === 'reject' ? 'Of what is stored' : 'It would have refused'}, in the last</span>
        <Select aria-label="Days" value={days} onChange={({ target }) => setDays(Number(target.value))}>
          <option value={1}>day</option>
          <option value={7}>7 days</option>
          <option value={30}>30 days</option>
        </Select>
      </div>
      {error && !data && <Failure what="The schema could not be tried" error={error} retry={() => void refetch()} />}
      {!error && !data && <div className="skeleton" style={{ height: 40 }} />}
      {data && <Trial check={data} />}
      {mode === 'reject' && (
        <Link
          to="/project/$projectId/events/warnings"
          params={{ projectId: String(project) }}
          search={{ event: event.name }}
        >
          What is in quarantine
        </Link>
      )}
    </div>
  )
}

function Trial({ check: { total, checked, rejected, reasons } }: { check: SchemaCheck }) {
  if (total === 0) return <p className="muted">No events to try it on.</p>
  const share = Math.round((rejected / checked) * 1000) / 10
  return (
    <>
      <p>
        <strong className={rejected > 0 ? 'enforcement-bad' : 'enforcement-good'}>
          {rejected.toLocaleString('en')} of {checked.toLocaleString('en')}
        </strong>{' '}
        <span className="muted">
          events{rejected > 0 ? `, ${share} %` : ''}
          {checked < total ? `, tried on a part of ${total.toLocaleString('en')}` : ''}
        </span>
      </p>
      {reasons.length > 0 && (
        <ul className="enforcement-reasons">
          {reasons.map(({ property, reason, count }) => (
            <li key={`${property} ${reason}`}>
              <code>{property}</code> {REASONS[reason] ?? reason}
              <span className="muted">{count.toLocaleString('en')}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
