import { useLocation } from '@tanstack/react-router'
import type { InsightQuery } from '../api/types.ts'
import { Icon } from '../kit/icon.tsx'
import { ActivityControls } from './activity-controls.tsx'
import { changeKind, type Left } from './change-kind.ts'
import { FunnelControls } from './funnel-controls.tsx'
import { KINDS } from './kinds.ts'
import { PathsControls } from './paths-controls.tsx'
import { RetentionControls } from './retention-controls.tsx'
import { TrendsControls } from './trends-controls.tsx'
import './controls.css'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What the question on the page was before: it belongs to it, and a new one has been nothing else. */
    left?: readonly Left[] | undefined
  }
}

interface ControlsProps {
  query: InsightQuery
  /** With another kind of question comes what it has been before. */
  onChange: (query: InsightQuery, left?: readonly Left[]) => void
}

/** The question, part by part, in the order in which one thinks of it; first what kind of question it is. */
export function Controls({ query, onChange }: ControlsProps) {
  const left = useLocation({ select: ({ state }) => state.left }) ?? []
  const choose = (kind: InsightQuery['kind']) => {
    const next = changeKind(query, kind, left)
    onChange(next.query, next.left)
  }
  return (
    <div className="controls">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid everywhere */}
      <div className="kind-switch" role="group" aria-label="Kind of question">
        {KINDS.map(({ kind, words, icon, note }) => (
          <button key={kind} type="button" title={note} aria-pressed={kind === query.kind} onClick={() => choose(kind)}>
            <Icon name={icon} />
            {words}
          </button>
        ))}
      </div>
      {query.kind === 'TrendsQuery' && <TrendsControls query={query} onChange={onChange} />}
      {query.kind === 'FunnelsQuery' && <FunnelControls query={query} onChange={onChange} />}
      {query.kind === 'RetentionQuery' && <RetentionControls query={query} onChange={onChange} />}
      {query.kind === 'PathsQuery' && <PathsControls query={query} onChange={onChange} />}
      {(query.kind === 'StickinessQuery' || query.kind === 'LifecycleQuery') && (
        <ActivityControls query={query} onChange={onChange} />
      )}
    </div>
  )
}
