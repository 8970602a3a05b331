import type { ECharts } from 'echarts/core'
import { type RefObject, useEffect, useState } from 'react'

/** Where places of the axis are on the surface, in pixels. */
export interface OnAxis {
  leftOf: (index: number) => number
  placeAt: (left: number) => number
}

/** Where the places are now: known when the chart was drawn, and again whenever it was drawn otherwise. */
export function useAxis(chart: RefObject<ECharts | undefined>, places: number, wanted: boolean): OnAxis | undefined {
  const [ends, setEnds] = useState<[number, number]>()
  useEffect(() => {
    const drawn = chart.current
    if (!drawn || !wanted) return
    const leftOf = (index: number) => Number(drawn.convertToPixel({ xAxisIndex: 0 }, index))
    const look = () => {
      const [first, last] = [leftOf(0), leftOf(places - 1)]
      if (Number.isFinite(first) && Number.isFinite(last))
        setEnds((now) => (now?.[0] === first && now[1] === last ? now : [first, last]))
    }
    drawn.on('finished', look)
    return () => {
      drawn.off('finished', look)
    }
  }, [chart, wanted, places])
  return ends && axisBetween(ends, places)
}

/** Places are equally far from each other, so that two of them tell where all are. */
function axisBetween([first, last]: [number, number], places: number): OnAxis {
  const step = places > 1 ? (last - first) / (places - 1) : 0
  return {
    leftOf: (index) => Math.round(first + index * step),
    placeAt: (left) => (step === 0 ? 0 : Math.min(places - 1, Math.max(0, Math.round((left - first) / step)))),
  }
}
