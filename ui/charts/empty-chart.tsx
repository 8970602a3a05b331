import type { EmptyDrawing } from './drawing.ts'

const WORDS: Record<EmptyDrawing['why'], [string, string]> = {
  'no-series': ['No series yet', 'Pick an event to see it drawn here.'],
  'no-action': ['The action is gone', 'It was deleted. Pick another action or an event.'],
  'no-events': ['Nothing to draw', 'No event matches. Try a longer range, or take a filter away.'],
  'no-paths': [
    'No paths',
    'Nobody did two of these within half an hour of each other. Include more kinds of events, or try a longer range.',
  ],
  'not-computed': ['Not computed yet', 'Refresh to compute it now.'],
}

export function EmptyChart({ why }: { why: EmptyDrawing['why'] }) {
  const [title, advice] = WORDS[why]
  return (
    <div className="empty chart-empty">
      <h3>{title}</h3>
      <p className="muted">{advice}</p>
    </div>
  )
}
