import { useQuery } from '@tanstack/react-query'
import { type EventUsage, eventUsageQuery } from '../api/schemas.ts'
import { Age } from '../kit/age.tsx'
import { threeLetters } from '../kit/date-range.ts'
import { Icon } from '../kit/icon.tsx'
import { Failure } from '../kit/notes.tsx'
import './volume.css'

const day = (text: string) =>
  threeLetters(
    new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(text)),
  )

/** How often the event came on each day of a month, and whether it fell silent. */
export function Volume({ project, id }: { project: number; id: string }) {
  const { data, error, refetch } = useQuery(eventUsageQuery(project, id))
  if (error && !data) return <Failure what="The volume could not be read" error={error} retry={() => void refetch()} />
  if (!data) return <div className="skeleton event-volume" />
  return <Bars daily={data.daily} silentSince={data.silent_since} />
}

function Bars({ daily, silentSince }: { daily: EventUsage['daily']; silentSince: string | null }) {
  const most = Math.max(1, ...daily.map(({ count }) => count))
  const total = daily.reduce((sum, { count }) => sum + count, 0)
  const [first, last] = [daily[0], daily.at(-1)]
  return (
    <figure className="event-volume">
      <figcaption>
        <strong>{total.toLocaleString('en')}</strong> <span className="muted">in 30 days</span>
        {silentSince && (
          <span className="event-silent">
            <Icon name="warning" size={14} />
            <span>
              Silent since <Age at={silentSince} />, longer than it usually pauses
            </span>
          </span>
        )}
      </figcaption>
      <div className="event-bars" role="img" aria-label={`${total} events in 30 days, at most ${most} on a day`}>
        {daily.map(({ day: date, count }, i) => (
          <span key={date} title={`${day(date)}: ${count.toLocaleString('en')}`} data-open={i === daily.length - 1}>
            <span style={{ height: `${count === 0 ? 0 : Math.max(2, (count / most) * 100)}%` }} />
          </span>
        ))}
      </div>
      <div className="event-axis muted">
        <span>{first && day(first.day)}</span>
        <span>{last && day(last.day)}</span>
      </div>
    </figure>
  )
}
