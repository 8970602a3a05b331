import { useQuery } from '@tanstack/react-query'
import { nameOfUser } from '../api/account.ts'
import { type Activity, eventHistoryQuery } from '../api/schemas.ts'
import { Age } from '../kit/age.tsx'
import { Failure } from '../kit/notes.tsx'

const FIELDS: Record<string, string> = {
  enforcement_mode: 'enforcement',
  primary_property: 'the property beside the name',
  default_columns: 'columns',
}

const fieldWords = (field: string) => FIELDS[field] ?? field

function words({ activity, detail }: Activity): string {
  const fields = (detail.changes ?? []).map(({ field }) => fieldWords(field))
  if (activity === 'created') return 'described it first'
  if (activity === 'deleted') return 'deleted it'
  return `changed ${fields.join(', ')}`
}

/** Who changed what, the newest first. */
export function History({ project, id }: { project: number; id: string }) {
  const { data, error, refetch } = useQuery(eventHistoryQuery(project, id))
  if (error && !data) return <Failure what="The history could not be read" error={error} retry={() => void refetch()} />
  if (!data) return <div className="skeleton" style={{ height: 60 }} />
  if (data.length === 0) return <p className="muted">Nobody has written anything down yet.</p>
  return (
    <ol className="detail-history">
      {data.map((entry) => (
        <li key={entry.id}>
          <span>
            <strong>{entry.user ? nameOfUser(entry.user) : 'Somebody'}</strong> {words(entry)}
          </span>
          <span className="muted">
            <Age at={entry.created_at} />
          </span>
        </li>
      ))}
    </ol>
  )
}
