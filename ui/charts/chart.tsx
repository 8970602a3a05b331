import { lazy, Suspense, useState } from 'react'
import { CalendarGrid } from './calendar-grid.tsx'
import type { Drawing, Picked, Zoomed } from './drawing.ts'
import { EmptyChart } from './empty-chart.tsx'
import type { Noted } from './flags.ts'
import { isFlat, NOTHING_BUT_ZEROS } from './from-result.ts'
import { FunnelView } from './funnel-view.tsx'
import { Legend } from './legend.tsx'
import { entriesOf, type Hidden } from './legend-entries.ts'
import { NumberView } from './number-view.tsx'
import { RetentionGrid } from './retention-grid.tsx'
import { tableOf } from './table-of.ts'
import { TableView } from './table-view.tsx'
import { ValueBars } from './value-bars.tsx'
import './chart.css'

const TimeChart = lazy(() => import('./time-chart.tsx').then(({ TimeChart }) => ({ default: TimeChart })))
const PathsChart = lazy(() => import('./paths-chart.tsx').then(({ PathsChart }) => ({ default: PathsChart })))
const PieChart = lazy(() => import('./pie-chart.tsx').then(({ PieChart }) => ({ default: PieChart })))

interface ChartProps {
  drawing: Drawing
  /** The same numbers as a table. */
  asTable?: boolean
  /** That there is nothing is said elsewhere, better. */
  said?: boolean
  /** A legend also where one thing is drawn. */
  legend?: boolean | undefined
  /** What was taken away in the legend, where somebody else wants to know. */
  hidden?: Hidden | undefined
  onHide?: ((hidden: Hidden) => void) | undefined
  onShowAll?: () => void
  /** A drag across a time chart asks for these days. */
  onZoom?: ((range: Zoomed) => void) | undefined
  /** A double click goes back to the wider view; absent where there is none. */
  onBack?: (() => void) | undefined
  /** Asks for the people behind a mark. */
  onPick?: ((picked: Picked) => void) | undefined
  /** Notes on moments; absent where nobody may read them. */
  noted?: Noted | undefined
}

const NOTHING_HIDDEN: Hidden = new Set()

/** Draws any drawing: the picture, its legend, and what stands there when there is nothing to draw. */
export function Chart(props: ChartProps) {
  const { drawing, asTable = false, said = false, legend = false, onShowAll, onZoom, onBack, onPick, noted } = props
  const [ownHidden, setOwnHidden] = useState(NOTHING_HIDDEN)
  const hidden = props.onHide ? (props.hidden ?? NOTHING_HIDDEN) : ownHidden
  if (drawing.kind === 'empty') return <EmptyChart why={drawing.why} />
  if (asTable) return <TableView table={tableOf(drawing)} />
  const entries = entriesOf(drawing)
  const waiting = <div className="skeleton chart-waiting" />
  // A funnel has a legend of its own.
  const folded = 'folded' in drawing && drawing.kind !== 'funnel' ? drawing.folded : 0
  return (
    <div className="chart" data-kind={drawing.kind}>
      {drawing.kind === 'time' && (
        <Suspense fallback={waiting}>
          <TimeChart drawing={drawing} hidden={hidden} onZoom={onZoom} onBack={onBack} onPick={onPick} noted={noted} />
        </Suspense>
      )}
      {isFlat(drawing) && !said && <p className="chart-flat">{NOTHING_BUT_ZEROS}</p>}
      {drawing.kind === 'values' && drawing.shape === 'pie' && (
        <Suspense fallback={waiting}>
          <PieChart drawing={drawing} hidden={hidden} onPick={onPick} />
        </Suspense>
      )}
      {drawing.kind === 'values' && drawing.shape !== 'pie' && <ValueBars drawing={drawing} onPick={onPick} />}
      {drawing.kind === 'funnel' && <FunnelView drawing={drawing} onShowAll={onShowAll} onPick={onPick} />}
      {drawing.kind === 'retention' && <RetentionGrid drawing={drawing} onPick={onPick} />}
      {drawing.kind === 'calendar' && <CalendarGrid drawing={drawing} />}
      {drawing.kind === 'paths' && (
        <Suspense fallback={waiting}>
          <PathsChart drawing={drawing} />
        </Suspense>
      )}
      {drawing.kind === 'number' && <NumberView drawing={drawing} />}
      {drawing.kind === 'table' && <TableView table={tableOf(drawing)} />}
      {(entries.length > (legend ? 0 : 1) || folded > 0) && (
        <Legend
          entries={entries}
          hidden={hidden}
          onHide={props.onHide ?? setOwnHidden}
          folded={folded}
          onShowAll={onShowAll}
        />
      )}
    </div>
  )
}
