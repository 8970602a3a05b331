import { BarChart, LineChart, PieChart, SankeyChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { PathsDrawing, TimeDrawing, ValuesDrawing } from '../drawing.ts'
import type { Palette } from '../palette.ts'
import { pathsOption } from '../paths-option.ts'
import { pieOption } from '../pie-option.ts'
import { timeOption } from '../time-option.ts'
import type { Part, Pen } from './pen.ts'

use([LineChart, BarChart, PieChart, SankeyChart, GridComponent, CanvasRenderer])

const HEIGHT = 420
/** Of an item in paths, so that its name is not written into the next. */
const ITEM_HEIGHT = 30
const STEP_WIDTH = 190
const NOTHING: ReadonlySet<string> = new Set()
/** Nobody points at an image. */
const noTooltip = () => document.createElement('div')

function optionOf(drawing: TimeDrawing | ValuesDrawing | PathsDrawing, palette: Palette, width: number) {
  if (drawing.kind === 'time') return timeOption(drawing, NOTHING, palette, width, noTooltip)
  if (drawing.kind === 'paths') return pathsOption(drawing, { palette, width, counted: true })
  return pieOption({ rows: drawing.rows, palette, leads: false })
}

function heightOf(drawing: TimeDrawing | ValuesDrawing | PathsDrawing): number {
  if (drawing.kind !== 'paths') return HEIGHT
  const column = (step: number) => drawing.nodes.filter((node) => node.step === step).length
  return Math.max(HEIGHT, ...drawing.nodes.map(({ step }) => column(step) * ITEM_HEIGHT))
}

/** What ECharts draws, drawn anew at the size and the sharpness of the image. */
export function echartsPart(
  pen: Pen,
  drawing: TimeDrawing | ValuesDrawing | PathsDrawing,
  room: number,
  pixelRatio: number,
): Part {
  const width = drawing.kind === 'paths' ? Math.max(room, ...drawing.nodes.map(({ step }) => step * STEP_WIDTH)) : room
  const option: EChartsCoreOption = optionOf(drawing, pen.palette, width)
  const height = heightOf(drawing)
  return {
    width,
    height,
    draw() {
      const chart = init(document.createElement('div'), null, {
        renderer: 'canvas',
        width,
        height,
        devicePixelRatio: pixelRatio,
      })
      chart.setOption({ ...option, tooltip: undefined })
      pen.paste(chart.renderToCanvas({ pixelRatio, backgroundColor: pen.palette.surface }), 0, 0, width, height)
      chart.dispose()
    },
  }
}
