import type { SeriesNode } from '../api/types.ts'
import { compact } from '../charts/format.ts'
import { Button } from '../kit/button.tsx'
import { useEventVolumes } from './use-event-volumes.ts'
import './first-events.css'

interface FirstEventsProps {
  project: number
  /** What has to be picked, in words. */
  wanting: string
  picked: readonly SeriesNode[]
  onPick: (event: string) => void
}

const MOST = 6

/** The events that come most often, at a click: nobody has to know a name to see a first chart. */
export function FirstEvents({ project, wanting, picked, onPick }: FirstEventsProps) {
  const volumes = useEventVolumes(project)
  const first = [...volumes]
    .filter(([name, count]) => count > 0 && !picked.some(({ event }) => event === name))
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST)
  return (
    <div className="first-events">
      <p>{wanting} to see it drawn here.</p>
      {first.length > 0 && (
        <ul aria-label="Events that come most often">
          {first.map(([name, count]) => (
            <li key={name}>
              <Button onClick={() => onPick(name)}>
                <span className="first-event-name">{name}</span>
                <span className="muted">{compact(count)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
