import type { ECharts } from 'echarts/core'
import { type RefObject, useEffect } from 'react'

interface Picking {
  chart: RefObject<ECharts | undefined>
  places: number
  /** What a click means: a place along the axis, or the mark it hits where there is no axis. */
  picks: 'places' | 'marks'
  onPick: ((index: number, value: number, mark?: number) => void) | undefined
  /** A double click means something else here: a click waits until it cannot become one. */
  waits: boolean
}

const DOUBLE_CLICK_MS = 300

/** Tells which place or mark of a chart was clicked. */
export function usePicking({ chart, places, picks, onPick, waits }: Picking): void {
  useEffect(() => {
    const drawn = chart.current
    if (!drawn || !onPick) return
    if (picks === 'marks') {
      const hit = ({ dataIndex }: { dataIndex: number }) => onPick(dataIndex, Number.POSITIVE_INFINITY)
      drawn.on('click', hit)
      return () => {
        drawn.off('click', hit)
      }
    }
    const surface = drawn.getZr()
    let mark: number | undefined
    // The chart tells of a mark that was hit before its surface tells of the click.
    const hit = ({ seriesIndex }: { seriesIndex?: number }) => {
      mark = seriesIndex
    }
    let soon: ReturnType<typeof setTimeout> | undefined
    const forget = () => clearTimeout(soon)
    const click = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
      forget()
      const seriesIndex = mark
      mark = undefined
      if (!drawn.containPixel({ gridIndex: 0 }, [offsetX, offsetY])) return
      const [index = 0, value = 0] = [drawn.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY])].flat()
      const pick = () => onPick(Math.min(places - 1, Math.max(0, Math.round(index))), value, seriesIndex)
      if (waits) soon = setTimeout(pick, DOUBLE_CLICK_MS)
      else pick()
    }
    drawn.on('click', hit)
    surface.on('click', click)
    surface.on('dblclick', forget)
    return () => {
      forget()
      drawn.off('click', hit)
      surface.off('click', click)
      surface.off('dblclick', forget)
    }
  }, [chart, places, onPick, picks, waits])
}
