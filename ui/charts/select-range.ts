import type { ECharts } from 'echarts/core'
import type { TimeDrawing, Zoomed } from './drawing.ts'
import { endOf } from './interval.ts'

const LEAST_PX = 8

interface Selecting {
  chart: ECharts
  /** The box that shows what is being chosen. */
  shade: HTMLElement
  places: number
  onSelect: (first: number, last: number) => void
  onBack: () => void
}

/** A drag across the chart chooses buckets; a double click goes back. Returns how to stop listening. */
export function selectRange({ chart, shade, places, onSelect, onBack }: Selecting): () => void {
  const surface = chart.getZr()
  let from: number | undefined
  const placeAt = (x: number) => {
    const at: unknown = chart.convertFromPixel({ xAxisIndex: 0 }, x)
    return Math.min(places - 1, Math.max(0, Math.round(Number(at))))
  }
  const down = (event: { offsetX: number }) => {
    from = event.offsetX
  }
  const move = (event: { offsetX: number }) => {
    if (from === undefined) return
    const wide = Math.abs(event.offsetX - from)
    shade.style.display = wide < LEAST_PX ? 'none' : 'block'
    shade.style.left = `${Math.min(from, event.offsetX)}px`
    shade.style.width = `${wide}px`
  }
  const up = (event: { offsetX: number }) => {
    const began = from
    from = undefined
    shade.style.display = 'none'
    if (began === undefined || Math.abs(event.offsetX - began) < LEAST_PX) return
    const [first = 0, last = 0] = [placeAt(began), placeAt(event.offsetX)].toSorted((a, b) => a - b)
    onSelect(first, last)
  }
  const leave = () => {
    from = undefined
    shade.style.display = 'none'
  }
  surface.on('mousedown', down)
  surface.on('mousemove', move)
  surface.on('mouseup', up)
  surface.on('globalout', leave)
  surface.on('dblclick', onBack)
  return () => {
    surface.off('mousedown', down)
    surface.off('mousemove', move)
    surface.off('mouseup', up)
    surface.off('globalout', leave)
    surface.off('dblclick', onBack)
  }
}

/** The days from the start of one bucket to the last day of another. */
export function daysBetween(drawing: TimeDrawing, first: number, last: number): Zoomed | undefined {
  const [start, end] = [drawing.days[first], drawing.days[last]]
  if (start === undefined || end === undefined) return undefined
  const after = new Date(`${endOf(end, drawing.interval).replace(' ', 'T')}Z`)
  return { from: start.slice(0, 10), to: new Date(after.getTime() - 1).toISOString().slice(0, 10) }
}
