import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { wordsFor } from '../api/client.ts'
import { eventCountsQuery, runQuery } from '../api/query.ts'
import { projectSettingsQuery } from '../api/settings.ts'
import type { DashboardFilters, QueryAnswer, QueryNode, TrendsItem, TrendsQuery } from '../api/types.ts'
import { duration, exact, percent } from '../charts/format.ts'
import { isTrends, sourceOf } from '../charts/from-result.ts'
import { Age, fullTime } from '../kit/age.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { rangeWords } from '../kit/date-range.ts'
import { Panel } from '../kit/dialog.tsx'
import { useProjectId } from '../shell/project.ts'
import { countingEvents } from './counting-events.ts'
import { conditionsOf } from './filter-groups.ts'
import { conditionWords } from './filter-words.ts'
import { formatHogql } from './format-hogql.ts'
import { isInsightQuery } from './kinds.ts'
import { lineFor, metWords } from './sentence.ts'
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

function Code({ name, note, text }: { name: string; note?: string; text: string }) {
  return (
    <section className="explain-code">
      <header>
        <h3>{name}</h3>
        {note && <span className="muted">{note}</span>}
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
export function Explain({ what, title, onClose, ...given }: ExplainProps) {
  return (
    <Panel title={title} note="Where this number comes from" look="sheet" open={what !== undefined} onClose={onClose}>
      {what && <Explanation what={what} {...given} />}
    </Panel>
  )
}

function Explanation({
  what,
  timezone,
  layers = [],
}: Omit<ExplainProps, 'what' | 'title' | 'onClose'> & { what: Explained }) {
  const source = sourceOf(what.query)
  const project = useProjectId()
  const run = useQuery({ ...runQuery(project, source ?? { kind: '' }), enabled: source !== null })
  const counted = isInsightQuery(source) ? countingEvents(source) : undefined
  const counts = useQuery(eventCountsQuery(project, counted))
  const zone = what.timezone ?? timezone
  const told = layers.flatMap(({ from, filters }) => {
    const words = filters ? layerWords(filters) : ''
    return words ? [`${from}: ${words}`] : []
  })
  const sample = isInsightQuery(source) ? (source.samplingFactor ?? 1) : 1
  return (
    <div className="stack">
      <dl className="explain-facts">
        <Fact name="Question">{lineFor(what.query)}</Fact>
        <Fact name="Range">
          {what.resolved_date_range ? (
            <>
              {fullTime(what.resolved_date_range.date_from, zone)} to {fullTime(what.resolved_date_range.date_to, zone)}
            </>
          ) : isTrends(source) ? (
            rangeWords(source.dateRange)
          ) : (
            'As the query says'
          )}
          <span className="muted"> ({zone})</span>
        </Fact>
        {told.length > 0 && <Fact name="Changed by">{told.join('; ')}</Fact>}
        {counted && (
          <Fact name="Events">{counts.error ? wordsFor(counts.error) : eventWords(counted, counts.data?.results)}</Fact>
        )}
        <Fact name="Persons">
          <PersonsRule />
        </Fact>
        <Fact name="Test accounts">
          {isInsightQuery(source) && source.filterTestAccounts ? 'Left out by the project’s filters' : 'Counted'}
        </Fact>
        {sample < 1 && <Fact name="Sampling">{percent(sample)} of the people are read; counts are scaled up</Fact>}
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
        <Fact name="Time">{run.error ? wordsFor(run.error) : timeWords(run.data?.timings)}</Fact>
      </dl>
      {what.hogql && <Code name="HogQL" text={formatHogql(what.hogql)} />}
      {run.data?.clickhouse && (
        <Code
          name="SQL"
          note="with its values as parameters"
          text={run.data.clickhouse.split(';\n').map(formatHogql).join(';\n\n')}
        />
      )}
      <Code name="Query" text={JSON.stringify(source, null, 2)} />
    </div>
  )
}

/** `724 search where results is 0; 6,131 search` */
const eventWords = ({ series }: TrendsQuery, results: TrendsItem[] | undefined) =>
  results
    ?.map(({ aggregated_value: total, count = 0 }, index) => {
      const read = series[index]
      return `${exact(total ?? count)} ${read ? metWords(read) : ''}`
    })
    .join('; ') ?? 'Counting…'

const timeWords = (timings: QueryAnswer['timings']) =>
  timings?.[0] ? `Computed once more just now, in ${duration(timings[0].t)}` : 'Computing once more…'
