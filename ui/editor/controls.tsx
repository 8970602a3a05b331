import { useState } from 'react'
import type { InsightQuery } from '../api/types.ts'
import { Icon } from '../kit/icon.tsx'
import { ActivityControls } from './activity-controls.tsx'
import { changeKind } from './change-kind.ts'
import { FunnelControls } from './funnel-controls.tsx'
import { KINDS } from './kinds.ts'
import { PathsControls } from './paths-controls.tsx'
import { RetentionControls } from './retention-controls.tsx'
import { TrendsControls } from './trends-controls.tsx'
import './controls.css'

interface ControlsProps {
  query: InsightQuery
  onChange: (query: InsightQuery) => void
}

/** The question, part by part, in the order in which one thinks of it; first what kind of question it is. */
export function Controls({ query, onChange }: ControlsProps) {
  const [left, setLeft] = useState<readonly InsightQuery[]>([])
  const choose = (kind: InsightQuery['kind']) => {
    const next = changeKind(query, kind, left)
    setLeft(next.left)
    onChange(next.query)
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
