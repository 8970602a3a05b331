import { PieChart as Pie } from 'echarts/charts'
import { TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useCallback } from 'react'
import { Canvas } from './canvas.tsx'
import type { DrawnValue, Picked, Unit, ValuesDrawing } from './drawing.ts'
import { exact, percent } from './format.ts'
import type { Palette } from './palette.ts'
import { pieOption } from './pie-option.ts'
import { BARE_TOOLTIP, tooltipElement } from './tooltip.ts'
import { useLatest } from './use-latest.ts'

use([Pie, TooltipComponent, CanvasRenderer])

interface PieChartProps {
  drawing: ValuesDrawing
  hidden: ReadonlySet<string>
  /** Asks for the people behind a slice. */
  onPick?: ((picked: Picked) => void) | undefined
}

const valueWords = ({ value, share }: DrawnValue, unit: Unit, between: string) =>
  [exact(value, unit), ...(share === undefined ? [] : [percent(share)])].join(between)

export function PieChart({ drawing, hidden, onPick }: PieChartProps) {
  const rows = drawing.rows.filter((row) => !hidden.has(row.key))
  const wordsAt = (index: number) => {
    const row = rows[index]
    return row ? `${row.name}, ${valueWords(row, drawing.unit, ', ')}` : ''
  }
  const pick = useLatest((index: number) => {
    const row = rows[index]
    if (row && !row.point.addedUp) onPick?.({ kind: 'point', point: row.point, day: undefined, words: row.name })
  })
  const leads = onPick !== undefined
  const option = useCallback(
    (palette: Palette) => {
      const shown = drawing.rows.filter((row) => !hidden.has(row.key))
      return {
        ...pieOption({ rows: shown, palette, leads }),
        tooltip: {
          trigger: 'item',
          transitionDuration: 0,
          ...BARE_TOOLTIP,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const row = shown[dataIndex]
            const words = row ? valueWords(row, drawing.unit, ' · ') : ''
            const rows = row
              ? [{ name: row.name, colour: row.colour, previous: false, value: row.value, words, change: '' }]
              : []
            return tooltipElement({ title: '', note: '', rows, total: undefined })
          },
        },
      }
    },
    [drawing, hidden, leads],
  )
  return (
    <Canvas
      label={`Shares of ${rows.map((row) => row.name).join(', ')}`}
      places={rows.length}
      wordsAt={wordsAt}
      option={option}
      onPick={leads ? pick : undefined}
      picks="marks"
    />
  )
}
