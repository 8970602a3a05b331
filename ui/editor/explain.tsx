import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { projectSettingsQuery } from '../api/settings.ts'
import type { DashboardFilters, QueryNode } from '../api/types.ts'
import { isTrends, sourceOf } from '../charts/from-result.ts'
import { Age, fullTime } from '../kit/age.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { rangeWords } from '../kit/date-range.ts'
import { Panel } from '../kit/dialog.tsx'
import { useProjectId } from '../shell/project.ts'
import { conditionsOf } from './filter-groups.ts'
import { conditionWords } from './filter-words.ts'
import { formatHogql } from './format-hogql.ts'
import { isInsightQuery } from './kinds.ts'
import { lineFor } from './sentence.ts'
import './explain.css'

interface Explained {
  query: QueryNode | null
  hogql?: string | null
  last_refresh?: string | null
  is_cached?: boolean
  timezone?: string | null
  resolved_date_range?: { date_from: string; date_to: string } | null
}

interface ExplainProps {
  what: Explained | undefined
  title: string
  timezone: string
  /** Layers that changed the stored question, weakest first. */
  layers?: { from: string; filters: DashboardFilters | null | undefined }[]
  onClose: () => void
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Code({ name, text }: { name: string; text: string }) {
  return (
    <section className="explain-code">
      <header>
        <h3>{name}</h3>
        <CopyButton text={text} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also with the keyboard */}
      <pre tabIndex={0}>{text}</pre>
    </section>
  )
}

/** How the project counts people with several distinct ids. */
function PersonsRule() {
  const { data } = useQuery(projectSettingsQuery(useProjectId()))
  return data?.aggregate_users_by_distinct_id
    ? 'Active users are counted by distinct id: somebody with two counts twice'
    : 'People with several distinct ids count once, as merged now'
}

const layerWords = (filters: DashboardFilters) =>
  [
    filters.date_from || filters.date_to ? rangeWords(filters).toLowerCase() : '',
    filters.interval ? `by ${filters.interval}` : '',
    conditionsOf(filters.properties).length > 0
      ? conditionsOf(filters.properties).map(conditionWords).join(' and ')
      : '',
    filters.breakdown_filter ? 'a breakdown' : '',
  ]
    .filter(Boolean)
    .join(', ')

/** Where a number comes from: enough to check it by hand. */
export function Explain({ what, title, timezone, layers = [], onClose }: ExplainProps) {
  const source = sourceOf(what?.query ?? null)
  const zone = what?.timezone ?? timezone
  const told = layers.flatMap(({ from, filters }) => {
    const words = filters ? layerWords(filters) : ''
    return words ? [`${from}: ${words}`] : []
  })
  return (
    <Panel title={title} note="Where this number comes from" look="sheet" open={what !== undefined} onClose={onClose}>
      {what && (
        <div className="stack">
          <dl className="explain-facts">
            <Fact name="Question">{lineFor(what.query)}</Fact>
            <Fact name="Range">
              {what.resolved_date_range ? (
                <>
                  {fullTime(what.resolved_date_range.date_from, zone)} to{' '}
                  {fullTime(what.resolved_date_range.date_to, zone)}
                </>
              ) : isTrends(source) ? (
                rangeWords(source.dateRange)
              ) : (
                'As the query says'
              )}
              <span className="muted"> ({zone})</span>
            </Fact>
            {told.length > 0 && <Fact name="Changed by">{told.join('; ')}</Fact>}
            <Fact name="Persons">
              <PersonsRule />
            </Fact>
            <Fact name="Test accounts">
              {isInsightQuery(source) && source.filterTestAccounts ? 'Left out by the project’s filters' : 'Counted'}
            </Fact>
            <Fact name="Computed">
              {what.last_refresh ? (
                <>
                  {fullTime(what.last_refresh, zone)}, <Age at={what.last_refresh} />
                  {what.is_cached ? ', and kept since' : ', from the events'}
                </>
              ) : (
                'Not yet'
              )}
            </Fact>
          </dl>
          {what.hogql && <Code name="HogQL" text={formatHogql(what.hogql)} />}
          <Code name="Query" text={JSON.stringify(source, null, 2)} />
        </div>
      )}
    </Panel>
  )
}
