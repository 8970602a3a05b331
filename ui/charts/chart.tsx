import { lazy, Suspense, useState } from 'react'
import type { Drawing } from './drawing.ts'
import { EmptyChart } from './empty-chart.tsx'
import { isFlat } from './from-result.ts'
import { Legend, type LegendEntry } from './legend.tsx'
import { NumberView } from './number-view.tsx'
import { tableOf } from './table-of.ts'
import { TableView } from './table-view.tsx'
import { ValueBars } from './value-bars.tsx'
import './chart.css'

const TimeChart = lazy(() => import('./time-chart.tsx').then(({ TimeChart }) => ({ default: TimeChart })))
const PieChart = lazy(() => import('./pie-chart.tsx').then(({ PieChart }) => ({ default: PieChart })))

interface ChartProps {
  drawing: Drawing
  /** The same numbers as a table. */
  asTable?: boolean
  onShowAll?: () => void
  /** A drag across a time chart asks for these days; a double click for the wider view. */
  onZoom?: ((range: { from: string; to: string } | undefined) => void) | undefined
}

const NOTHING_HIDDEN: ReadonlySet<string> = new Set()

function entriesOf(drawing: Drawing): LegendEntry[] {
  if (drawing.kind === 'time') {
    return drawing.series.map(({ key, name, colour, dashed, previous, total }) => ({
      key,
      name,
      colour,
      dashed,
      previous,
      total,
    }))
  }
  if (drawing.kind !== 'values' || drawing.shape !== 'pie') return []
  return drawing.rows.map(({ key, name, colour, value }) => ({
    key,
    name,
    colour,
    dashed: false,
    previous: false,
    total: value,
  }))
}

/** Draws any drawing: the picture, its legend, and what stands there when there is nothing to draw. */
export function Chart({ drawing, asTable = false, onShowAll, onZoom }: ChartProps) {
  const [hidden, setHidden] = useState(NOTHING_HIDDEN)
  if (drawing.kind === 'empty') return <EmptyChart why={drawing.why} />
  if (asTable) return <TableView table={tableOf(drawing)} />
  const entries = entriesOf(drawing)
  const waiting = <div className="skeleton chart-waiting" />
  const folded = 'folded' in drawing ? drawing.folded : 0
  return (
    <div className="chart" data-kind={drawing.kind}>
      {drawing.kind === 'time' && (
        <Suspense fallback={waiting}>
          <TimeChart drawing={drawing} hidden={hidden} onZoom={onZoom} />
          {isFlat(drawing) && <p className="chart-flat">No events in this range</p>}
        </Suspense>
      )}
      {drawing.kind === 'values' && drawing.shape === 'pie' && (
        <Suspense fallback={waiting}>
          <PieChart drawing={drawing} hidden={hidden} />
        </Suspense>
      )}
      {drawing.kind === 'values' && drawing.shape !== 'pie' && <ValueBars drawing={drawing} />}
      {drawing.kind === 'number' && <NumberView drawing={drawing} />}
      {drawing.kind === 'table' && <TableView table={tableOf(drawing)} />}
      {(entries.length > 1 || folded > 0) && (
        <Legend entries={entries} hidden={hidden} onHide={setHidden} folded={folded} onShowAll={onShowAll} />
      )}
    </div>
  )
}
