import { SankeyChart } from 'echarts/charts'
import { TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useCallback } from 'react'
import { Canvas } from './canvas.tsx'
import type { PathsDrawing } from './drawing.ts'
import { duration, exact } from './format.ts'
import type { Palette } from './palette.ts'
import { BARE_TOOLTIP, tooltipElement } from './tooltip.ts'

use([SankeyChart, TooltipComponent, CanvasRenderer])

const NAME_LENGTH = 28
const NODE_WIDTH = 10
/** Right of the last column, for its names. */
const LAST_NAMES = 120

/** Long addresses are cut at the front, because their ends say more. */
function shortName(name: string): string {
  const text = /^https?:\/\/[^/]+$/.test(name) ? '/' : name.replace(/^https?:\/\/[^/]+/, '') || '(none)'
  return text.length > NAME_LENGTH ? `…${text.slice(1 - NAME_LENGTH)}` : text
}

/** A name ends before the next column begins. */
function roomForName(drawing: PathsDrawing, width: number): number {
  const columns = Math.max(1, ...drawing.nodes.map(({ step }) => step))
  const between = columns === 1 ? LAST_NAMES : (width - LAST_NAMES - NODE_WIDTH) / (columns - 1)
  return Math.max(32, Math.min(LAST_NAMES, between - NODE_WIDTH) - 12)
}

const nameOf = (key: string) => key.slice(key.indexOf('_') + 1) || '(none)'

/** What people did after what, from left to right; the width of a band is how many. */
export function PathsChart({ drawing }: { drawing: PathsDrawing }) {
  const option = useCallback(
    (palette: Palette, width: number) => ({
      animation: false,
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
            title: node?.name ?? '',
            note: `step ${node?.step ?? ''}`,
            rows: [row('People', node?.total ?? 0, exact(node?.total ?? 0))],
            total: undefined,
          })
        },
      },
      series: [
        {
          type: 'sankey',
          left: 4,
          right: LAST_NAMES,
          top: 8,
          bottom: 8,
          nodeWidth: NODE_WIDTH,
          nodeGap: 12,
          nodeAlign: 'left',
          draggable: false,
          emphasis: { focus: 'adjacency' },
          itemStyle: { borderWidth: 0, borderRadius: 2 },
          lineStyle: { color: palette.muted, opacity: 0.2, curveness: 0.5 },
          label: {
            color: palette.text,
            fontSize: 12,
            fontFamily: 'Inter Variable, system-ui, sans-serif',
            formatter: ({ name }: { name: string }) => shortName(nameOf(name)),
            overflow: 'truncate',
            width: roomForName(drawing, width),
          },
          data: drawing.nodes.map(({ key, step }) => ({
            name: key,
            depth: step - 1,
            itemStyle: { color: palette.series[(step - 1) % 8] },
          })),
          links: drawing.links.map(({ source, target, value }) => ({ source, target, value })),
        },
      ],
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
