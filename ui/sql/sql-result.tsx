import { lazy, Suspense, useMemo } from 'react'
import type { SheetProgress } from '../api/sheet.ts'
import type { QueryAnswer } from '../api/types.ts'
import { SQL_DISPLAYS, type SqlDisplay } from '../charts/draw-sql.ts'
import { drawResult } from '../charts/from-result.ts'
import { ExportProgress } from '../data/export-progress.tsx'
import { exportImage } from '../editor/export-image.ts'
import { IconButton } from '../kit/button.tsx'
import { Select } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { Empty } from '../kit/notes.tsx'
import { MOD } from '../shell/keys.ts'
import '../editor/result-panel.css'

// The editor is large as it is; pictures come with the first answer.
const Chart = lazy(() => import('../charts/chart.tsx').then(({ Chart }) => ({ default: Chart })))

interface SqlResultProps {
  /** What an exported image is called. */
  title: string
  answer: QueryAnswer | undefined
  busy: boolean
  error: string | undefined
  display: SqlDisplay
  timezone: string
  onDisplay: (display: SqlDisplay) => void
  onExport: () => void
  /** How far the export is, while there is one. */
  exporting: SheetProgress | undefined
  onCancel: () => void
}

/** The rows, or what they look like. */
export function SqlResult(props: SqlResultProps) {
  const { title, answer, busy, error, display, timezone, onDisplay, onExport, exporting, onCancel } = props
  const query = useMemo(() => ({ kind: 'DataVisualizationNode', source: { kind: 'HogQLQuery' }, display }), [display])
  const drawing = useMemo(
    () =>
      drawResult({
        query,
        results: answer?.results,
        columns: answer?.columns ?? null,
        computedAt: new Date(answer?.last_refresh ?? Date.now()),
        timezone,
      }),
    [answer, query, timezone],
  )
  const rows = Array.isArray(answer?.results) ? answer.results.length : 0
  if (error)
    return (
      <div className="result-error" role="alert">
        <Icon name="warning" />
        <p>{error}</p>
      </div>
    )
  if (!answer)
    return busy ? (
      <div className="skeleton sql-waiting" role="status" aria-label="Computing" />
    ) : (
      <Empty icon="sql" title="Nothing asked yet">
        Run the question with {MOD} and Enter. Names complete themselves as you write.
      </Empty>
    )
  return (
    <section className="sql-result" aria-label="Result" aria-busy={busy}>
      <header>
        <p className="muted" role="status">
          {rows} {rows === 1 ? 'row' : 'rows'}
          {answer.hasMore ? ', and there are more: raise the LIMIT' : ''}
        </p>
        <Select
          value={display}
          aria-label="Display"
          onChange={({ target }) => {
            const next = SQL_DISPLAYS.find(({ value }) => value === target.value)
            if (next) onDisplay(next.value)
          }}
        >
          {SQL_DISPLAYS.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
        <IconButton
          icon="image"
          label="Export PNG"
          disabled={rows === 0}
          onClick={() => void exportImage(title, drawing, { ...answer, query }, timezone)}
        />
        {exporting ? (
          <ExportProgress progress={exporting} words={['row', 'rows']} onCancel={onCancel} />
        ) : (
          <IconButton icon="download" label="Export all rows as CSV" onClick={onExport} />
        )}
      </header>
      <Suspense fallback={<div className="skeleton sql-waiting" />}>
        {rows === 0 ? <Empty icon="table" title="No rows" /> : <Chart drawing={drawing} />}
      </Suspense>
    </section>
  )
}
