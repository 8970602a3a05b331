import type { PathsDrawing } from './drawing.ts'
import { exact } from './format.ts'
import type { Palette } from './palette.ts'

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

/** The item of a node, without the place it has in the path. */
export const nameOf = (key: string) => key.slice(key.indexOf('_') + 1) || '(none)'

const totalOf = ({ nodes }: PathsDrawing, name: string) => nodes.find(({ key }) => key === name)?.total ?? 0

interface Look {
  palette: Palette
  width: number
  /** How many, before each name: where nobody can point at a band. */
  counted?: boolean
}

/** Paths as the options of ECharts, without what happens under the pointer. */
export const pathsOption = (drawing: PathsDrawing, { palette, width, counted = false }: Look) => ({
  animation: false,
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
        formatter: ({ name }: { name: string }) =>
          (counted ? `${exact(totalOf(drawing, name))} ` : '') + shortName(nameOf(name)),
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
})
