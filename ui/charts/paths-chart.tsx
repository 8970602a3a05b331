import { SankeyChart } from 'echarts/charts'
import { TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useCallback } from 'react'
import { Canvas } from './canvas.tsx'
import type { PathsDrawing } from './drawing.ts'
import { duration, exact } from './format.ts'
import type { Palette } from './palette.ts'
import { nameOf, pathsOption } from './paths-option.ts'
import { BARE_TOOLTIP, tooltipElement } from './tooltip.ts'

use([SankeyChart, TooltipComponent, CanvasRenderer])

/** What people did after what, from left to right; the width of a band is how many. */
export function PathsChart({ drawing }: { drawing: PathsDrawing }) {
  const option = useCallback(
    (palette: Palette, width: number) => ({
      ...pathsOption(drawing, { palette, width }),
      tooltip: {
        trigger: 'item',
        transitionDuration: 0,
        ...BARE_TOOLTIP,
        formatter: (what: { dataType: string; dataIndex: number }) => {
          const link = what.dataType === 'edge' ? drawing.links[what.dataIndex] : undefined
          const node = what.dataType === 'edge' ? undefined : drawing.nodes[what.dataIndex]
          const row = (name: string, value: number, words: string) => ({
            ...{ name, colour: 0, previous: false, value, words, change: '' },
          })
          if (link)
            return tooltipElement({
              title: `${nameOf(link.source)} → ${nameOf(link.target)}`,
              note: `after ${duration(link.seconds)} on average`,
              rows: [row('People', link.value, exact(link.value))],
              total: undefined,
            })
          return tooltipElement({
            title: nameOf(node?.key ?? ''),
            note: `step ${node?.step ?? ''}`,
            rows: [row('People', node?.total ?? 0, exact(node?.total ?? 0))],
            total: undefined,
          })
        },
      },
    }),
    [drawing],
  )
  const wordsAt = (index: number) => {
    const link = drawing.links[index]
    return link ? `${nameOf(link.source)} to ${nameOf(link.target)}, ${exact(link.value)} people` : ''
  }
  return (
    <Canvas
      label={`Paths over ${drawing.links.length} steps between items`}
      places={drawing.links.length}
      wordsAt={wordsAt}
      option={option}
    />
  )
}
