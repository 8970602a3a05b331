import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useCallback, useMemo } from 'react'
import { Canvas } from './canvas.tsx'
import type { Picked, TimeDrawing, Zoomed } from './drawing.ts'
import { FlagRow } from './flag-row.tsx'
import { flagsOf, hasDates, type Noted } from './flags.ts'
import type { Palette } from './palette.ts'
import { daysBetween } from './select-range.ts'
import { seriesAt } from './series-at.ts'
import { tooltipAt } from './table-of.ts'
import { timeOption } from './time-option.ts'
import { tooltipElement } from './tooltip.ts'
import { useLatest } from './use-latest.ts'

use([LineChart, BarChart, GridComponent, TooltipComponent, CanvasRenderer])

interface TimeChartProps {
  drawing: TimeDrawing
  hidden: ReadonlySet<string>
  onZoom?: ((range: Zoomed) => void) | undefined
  onBack?: (() => void) | undefined
  onPick?: ((picked: Picked) => void) | undefined
  noted?: Noted | undefined
}

const visible = (drawing: TimeDrawing, hidden: ReadonlySet<string>): TimeDrawing => ({
  ...drawing,
  series: drawing.series.filter((series) => !hidden.has(series.key)),
})

export function TimeChart({ drawing, hidden, onZoom, onBack, onPick, noted: given }: TimeChartProps) {
  const option = useCallback(
    (palette: Palette, width: number) =>
      timeOption(drawing, hidden, palette, width, (index) =>
        tooltipElement(tooltipAt(visible(drawing, hidden), index)),
      ),
    [drawing, hidden],
  )
  const noted = given && hasDates(drawing) ? given : undefined
  const flags = useMemo(() => (noted ? flagsOf(drawing, noted.notes, noted.timezone) : []), [drawing, noted])
  const wordsAt = (index: number) => {
    const notesAt = (place: number) =>
      flags.flatMap((flag) => (flag.index === place ? flag.notes.map(({ words }) => words) : []))
    const table = tooltipAt(visible(drawing, hidden), index)
    return [table.title, table.note, ...table.rows.map((row) => `${row.name} ${row.words}`), ...notesAt(index)]
      .filter(Boolean)
      .join(', ')
  }
  const names = drawing.series.filter((series) => !series.previous).map((series) => series.name)
  const label = `Chart of ${names.join(', ')} from ${drawing.labels[0] ?? ''} to ${drawing.labels.at(-1) ?? ''}`
  const zoom = useLatest((first: number, last: number) => {
    const range = daysBetween(drawing, first, last)
    if (range) onZoom?.(range)
  })
  const back = useLatest(() => onBack?.())
  const pick = useLatest((index: number, value: number, mark?: number) => {
    const series = seriesAt(visible(drawing, hidden), { index, value, mark })
    if (!series) return
    const words = `${series.name}, ${drawing.labels[index] ?? ''}`
    onPick?.({ kind: 'point', point: series.point, day: series.days[index], words })
  })
  return (
    <Canvas
      label={label}
      places={drawing.days.length}
      wordsAt={wordsAt}
      option={option}
      onSelect={onZoom ? zoom : undefined}
      onBack={onBack ? back : undefined}
      onPick={onPick ? pick : undefined}
      over={noted && ((axis) => <FlagRow drawing={drawing} flags={flags} noted={noted} axis={axis} />)}
      onMark={noted && ((index) => noted.onAdd(drawing.days[index] ?? ''))}
    />
  )
}
