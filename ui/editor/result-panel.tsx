import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useAnnotations } from '../annotations/use-annotations.tsx'
import { behindMark } from '../api/actors.ts'
import { ApiError, wordsFor } from '../api/client.ts'
import { liveResultQuery } from '../api/query.ts'
import type { FunnelsQuery, InsightQuery, QueryNode, TrendsQuery } from '../api/types.ts'
import { Chart } from '../charts/chart.tsx'
import type { Zoomed } from '../charts/drawing.ts'
import { drawResult, isFlat } from '../charts/from-result.ts'
import { type Hidden, shownOf } from '../charts/legend-entries.ts'
import { csvOf, drawnTable, tableOf } from '../charts/table-of.ts'
import { useZoom } from '../charts/use-zoom.ts'
import { Age } from '../kit/age.tsx'
import { IconButton } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { saveFile } from '../kit/save-file.ts'
import { useSettled } from '../kit/use-settled.ts'
import { PeoplePanel } from '../people/people-panel.tsx'
import { useBehind } from '../people/use-behind.ts'
import { useProject } from '../shell/project.ts'
import { Correlations } from './correlations.tsx'
import { addEvent, isWhole, setRange, undecided } from './edit.ts'
import { Explain } from './explain.tsx'
import { exportImage } from './export-image.ts'
import { ExportMenu } from './export-menu.tsx'
import { FirstEvents } from './first-events.tsx'
import { isInsightQuery, missing, seriesOf } from './kinds.ts'
import { NearestFix } from './nearest-fix.tsx'
import { ResultBar } from './result-bar.tsx'
import { lineFor } from './sentence.ts'
import './result-panel.css'

interface ResultPanelProps {
  query: QueryNode
  /** The id of the insight, where it is saved. */
  saved: number | undefined
  title: string
  asTable: boolean
  onTable: () => void
  onChange: (query: InsightQuery) => void
}

/** Retention looks back from now by its own number of periods, unless the question says from when. */
const hasRange = (query: InsightQuery) => query.kind !== 'RetentionQuery' || Boolean(query.dateRange?.date_from)

const isFunnel = (query: QueryNode): query is FunnelsQuery => isInsightQuery(query) && query.kind === 'FunnelsQuery'

const isCounting = (query: QueryNode): query is TrendsQuery | FunnelsQuery =>
  isInsightQuery(query) && (query.kind === 'TrendsQuery' || query.kind === 'FunnelsQuery')

/** The last answer with the question it belongs to: it stays until there is another, also when the next one fails. */
function useKept<Data>(data: Data | undefined, asked: QueryNode): { data: Data | undefined; of: QueryNode } {
  const [kept, keep] = useState({ data, of: asked })
  if (data !== undefined && data !== kept.data) keep({ data, of: asked })
  return data === undefined ? (kept.data === undefined ? { data, of: asked } : kept) : { data, of: asked }
}

/** When a question looks, and how finely. */
const spanOf = (query: InsightQuery) => ({
  dateRange: query.dateRange,
  ...('interval' in query ? { interval: query.interval } : {}),
})

const canRun = (query: QueryNode) => !isInsightQuery(query) || isWhole(query)

function ResultError({ error }: { error: Error }) {
  return (
    <div className="result-error" role="alert">
      <Icon name="warning" />
      <div>
        <p>{wordsFor(error)}</p>
        {error instanceof ApiError && error.code.startsWith('hogql') && <p className="muted">Code {error.code}</p>}
      </div>
    </div>
  )
}

/** The answer, live: it follows the question half a breath later, and the last answer stays until the next is there. */
export function ResultPanel({ query, saved, title, asTable, onTable, onChange }: ResultPanelProps) {
  const { id: project, timezone } = useProject()
  const { notedFor, panel } = useAnnotations(project, timezone)
  const asked = useSettled(query)
  const [limit, setLimit] = useState<number>()
  const [explaining, setExplaining] = useState(false)
  const [hidden, setHidden] = useState<Hidden>(new Set())
  const [behind, setBehind] = useBehind()
  const insight = isInsightQuery(query) ? query : undefined
  const wanting = insight && missing(insight)
  const open = insight && !wanting ? undecided(insight) : undefined
  const { data: fresh, error, isFetching } = useQuery({ ...liveResultQuery(project, asked), enabled: canRun(asked) })
  const { data, of } = useKept(fresh, asked)
  const drawing = useMemo(
    () =>
      drawResult({
        query: of,
        results: isInsightQuery(asked) && missing(asked) ? [] : data?.results,
        columns: data?.columns ?? null,
        computedAt: new Date(data?.last_refresh ?? Date.now()),
        timezone: data?.timezone ?? timezone,
        ...(limit ? { limit } : {}),
      }),
    [asked, of, data, timezone, limit],
  )
  const { zoom, back } = useZoom(insight && spanOf(insight), (span) => insight && onChange({ ...insight, ...span }))
  const zoomTo =
    insight && insight.kind !== 'StickinessQuery'
      ? ({ from, to }: Zoomed) => zoom(spanOf(setRange(insight, { date_from: from, date_to: to })))
      : undefined
  const first = isFetching && !data
  const stale = data !== undefined && fresh === undefined
  const nothing = !stale && (isFlat(drawing) || (drawing.kind === 'empty' && drawing.why === 'no-events'))
  const toFix = nothing && !wanting && !open && !isFetching && isCounting(query) ? query : undefined
  return (
    <section className="result" aria-label="Result" aria-busy={isFetching}>
      {insight && hasRange(insight) && <ResultBar query={insight} timezone={timezone} onChange={onChange} />}
      <div className="result-card">
        <header>
          <p className="result-sentence" title={lineFor(query)}>
            {lineFor(query)}
          </p>
          <IconButton icon="table" label="Show as a table (t)" aria-pressed={asTable} onClick={onTable} />
          <ExportMenu
            disabled={!data || drawing.kind === 'empty'}
            onImage={() =>
              void exportImage(
                title,
                asTable ? drawnTable(drawing) : shownOf(drawing, hidden),
                { ...data, query: of },
                timezone,
              )
            }
            onTable={() => saveFile(`${title}.csv`, csvOf(tableOf(drawing)))}
          />
          <IconButton icon="info" label="Explain this number" disabled={!data} onClick={() => setExplaining(true)} />
        </header>
        <div className="result-progress" data-on={isFetching || undefined} />
        {error && <ResultError error={error} />}
        {open && (
          <p className="result-open" role="status">
            {open}
          </p>
        )}
        {toFix && <NearestFix query={toFix} onChange={onChange} />}
        <div className="result-chart" data-stale={(isFetching && data) || stale || error ? true : undefined}>
          {insight && wanting ? (
            <FirstEvents
              project={project}
              wanting={wanting}
              picked={seriesOf(insight)}
              onPick={(event) => onChange(addEvent(insight, event))}
            />
          ) : (error || open) && !data ? null : first ? (
            <div className="skeleton tile-skeleton" role="status" aria-label="Computing" />
          ) : (
            <Chart
              drawing={drawing}
              asTable={asTable}
              hidden={hidden}
              onHide={setHidden}
              said={toFix !== undefined}
              onShowAll={() => setLimit(100)}
              onZoom={zoomTo}
              onBack={back}
              onPick={insight && !stale ? (picked) => setBehind(behindMark(insight, picked)) : undefined}
              noted={notedFor(saved, data?.timezone ?? timezone)}
            />
          )}
        </div>
        <footer className="result-foot">
          {data?.last_refresh ? (
            <>
              As of <Age at={data.last_refresh} /> · {data.is_cached ? 'cached' : 'fresh'} · days in{' '}
              {data.timezone ?? timezone}
              {data.hasMore ? ' · there are more values than shown' : ''}
            </>
          ) : (
            'Not computed yet'
          )}
        </footer>
      </div>
      {isFunnel(asked) && canRun(asked) && <Correlations project={project} query={asked} onBehind={setBehind} />}
      <Explain
        what={explaining && data ? { ...data, query: of } : undefined}
        title={title}
        timezone={timezone}
        onClose={() => setExplaining(false)}
      />
      {panel}
      <PeoplePanel project={project} behind={behind} onClose={() => setBehind(undefined)} />
    </section>
  )
}
