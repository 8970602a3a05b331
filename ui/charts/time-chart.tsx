import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useCallback } from 'react'
import { Canvas } from './canvas.tsx'
import type { TimeDrawing } from './drawing.ts'
import type { Palette } from './palette.ts'
import { tooltipAt } from './table-of.ts'
import { timeOption } from './time-option.ts'
import { tooltipElement } from './tooltip.ts'

use([LineChart, BarChart, GridComponent, TooltipComponent, CanvasRenderer])

interface TimeChartProps {
  drawing: TimeDrawing
  hidden: ReadonlySet<string>
}

const visible = (drawing: TimeDrawing, hidden: ReadonlySet<string>): TimeDrawing => ({
  ...drawing,
  series: drawing.series.filter((series) => !hidden.has(series.key)),
})

export function TimeChart({ drawing, hidden }: TimeChartProps) {
  const option = useCallback(
    (palette: Palette, width: number) =>
      timeOption(drawing, hidden, palette, width, (index) =>
        tooltipElement(tooltipAt(visible(drawing, hidden), index)),
      ),
    [drawing, hidden],
  )
  const wordsAt = (index: number) => {
    const table = tooltipAt(visible(drawing, hidden), index)
    return [table.title, table.note, ...table.rows.map((row) => `${row.name} ${row.words}`)].filter(Boolean).join(', ')
  }
  const names = drawing.series.filter((series) => !series.previous).map((series) => series.name)
  const label = `Chart of ${names.join(', ')} from ${drawing.labels[0] ?? ''} to ${drawing.labels.at(-1) ?? ''}`
  return <Canvas label={label} places={drawing.days.length} wordsAt={wordsAt} option={option} />
}
