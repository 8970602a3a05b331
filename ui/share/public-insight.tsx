import { useEffect, useMemo, useState } from 'react'
import type { DateRange } from '../api/types.ts'
import { Chart } from '../charts/chart.tsx'
import { drawInsight, hasResult } from '../charts/from-result.ts'
import { Icon } from '../kit/icon.tsx'
import { type PublicInsight, queryOf, readShared, type SharedData } from './shared-data.ts'
import { SharedHead } from './shared-head.tsx'

interface PublicInsightProps {
  data: Extract<SharedData, { type: 'scene' | 'embed' }>
  insight: PublicInsight
  proof: string | undefined
  onLeave: (error: unknown) => void
}

/** One shared insight, with the table of its numbers below where the owner wants one. */
export function PublicInsightView({ data, insight: given, proof, onLeave }: PublicInsightProps) {
  const [insight, setInsight] = useState(given)
  const [range, setRange] = useState<DateRange>()
  const [busy, setBusy] = useState(given.result === null)
  useEffect(() => {
    const stop = new AbortController()
    setBusy(true)
    readShared(proof, range, 'blocking', stop.signal)
      .then((answer) => {
        if (stop.signal.aborted) return
        if ('insight' in answer && answer.insight) setInsight(answer.insight)
        setBusy(false)
      })
      .catch((error: unknown) => !stop.signal.aborted && onLeave(error))
    return () => stop.abort()
  }, [proof, range])
  const title = insight.name || insight.derived_name || insight.display.series.join(', ') || 'Shared insight'
  const timezone = insight.timezone ?? 'UTC'
  const drawing = useMemo(
    () => drawInsight({ ...insight, query: queryOf(insight.display) }, timezone),
    [insight, timezone],
  )
  const empty = !hasResult(insight)
  return (
    <>
      {!data.noHeader && (
        <SharedHead
          title={title}
          description={insight.description}
          asOf={insight.last_refresh ?? undefined}
          timezone={timezone}
          range={range}
          onRange={data.viewer_date_range ? setRange : undefined}
        />
      )}
      <article className="tile shared-insight" aria-label={title} aria-busy={busy}>
        <div className="tile-body">
          {empty && busy && <div className="skeleton tile-skeleton" role="status" aria-label="Loading" />}
          {insight.error && (
            <div className="tile-failure" role="alert">
              <Icon name="warning" size={18} />
              <p>{insight.error.message}</p>
            </div>
          )}
          {!empty && <Chart drawing={drawing} legend={data.legend} />}
        </div>
      </article>
      {data.detailed && !empty && (
        <article className="tile shared-table" aria-label="The numbers">
          <div className="tile-body">
            <Chart drawing={drawing} asTable />
          </div>
        </article>
      )}
    </>
  )
}
