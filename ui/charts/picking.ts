import type { ECharts } from 'echarts/core'
import { type RefObject, useEffect } from 'react'

interface Picking {
  chart: RefObject<ECharts | undefined>
  places: number
  /** What a click means: a place along the axis, or the mark it hits where there is no axis. */
  picks: 'places' | 'marks'
  onPick: ((index: number, value: number) => void) | undefined
}

/** Tells which place or mark of a chart was clicked. */
export function usePicking({ chart, places, picks, onPick }: Picking): void {
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
    const click = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
      if (!drawn.containPixel({ gridIndex: 0 }, [offsetX, offsetY])) return
      const [index = 0, value = 0] = [drawn.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY])].flat()
      onPick(Math.min(places - 1, Math.max(0, Math.round(index))), value)
    }
    surface.on('click', click)
    return () => surface.off('click', click)
  }, [chart, places, onPick, picks])
}
