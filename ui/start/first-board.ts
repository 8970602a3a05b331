/** A first board from the names that exist: visitors first when there are page views, then one's own events. */
import { changeDashboard, createDashboard } from '../api/dashboards.ts'
import { createInsight } from '../api/insights.ts'
import type { Box, Dashboard, SeriesNode, TrendsQuery } from '../api/types.ts'

interface Template {
  name: string
  source: TrendsQuery
  box: Box
}

/** Two numbers beside the course of the first, then what is compared. */
const NUMBERS: [Box, Box] = [
  { x: 0, y: 0, w: 3, h: 3 },
  { x: 0, y: 3, w: 3, h: 3 },
]
const COURSE: Box = { x: 3, y: 0, w: 9, h: 6 }
const below = (index: number): Box => ({ x: 6 * index, y: 6, w: 6, h: 5 })

const trends = (series: SeriesNode[], more: Partial<TrendsQuery> = {}): TrendsQuery => ({
  kind: 'TrendsQuery',
  series,
  interval: 'day',
  dateRange: { date_from: '-30d' },
  ...more,
})
const event = (name: string, math = 'total'): SeriesNode => ({ kind: 'EventsNode', event: name, name, math })

const NOISE = new Set([
  '$pageleave',
  '$autocapture',
  '$set',
  '$identify',
  '$groupidentify',
  '$web_vitals',
  '$feature_flag_called',
])
const MOST = 4

export function firstBoardTemplates(names: string[]): Template[] {
  const own = names.filter((name) => !name.startsWith('$')).slice(0, MOST)
  const main = names.includes('$pageview')
    ? '$pageview'
    : (own[0] ?? names.find((name) => !NOISE.has(name)) ?? names[0])
  if (main === undefined) return []
  const number = (math: string): TrendsQuery =>
    trends([event(main, math)], { trendsFilter: { display: 'BoldNumber' }, compareFilter: { compare: true } })
  const compared = own.filter((name) => name !== main)
  const more = [
    ...(compared.length > 0 ? [{ name: 'What they do', source: trends(compared.map((name) => event(name))) }] : []),
    ...(main === '$pageview'
      ? [
          {
            name: 'Browsers',
            source: trends([event(main, 'dau')], {
              breakdownFilter: { breakdowns: [{ property: '$browser', type: 'event' }] },
              trendsFilter: { display: 'ActionsBarValue' },
            }),
          },
        ]
      : []),
  ]
  return [
    { name: 'People', source: number('dau'), box: NUMBERS[0] },
    { name: main === '$pageview' ? 'Page views' : main, source: number('total'), box: NUMBERS[1] },
    { name: 'People a day', source: trends([event(main, 'dau')], { compareFilter: { compare: true } }), box: COURSE },
    ...more.map((template, index) => ({ ...template, box: below(index) })),
  ]
}

export async function makeFirstBoard(project: number, names: string[]): Promise<Dashboard> {
  const description = 'Made from the events this project already has'
  const board = await createDashboard(project, { name: 'First board', description })
  const boxes = new Map<number, Box>()
  // One after the other: tiles stand in the order in which they were made.
  for (const { name, source, box } of firstBoardTemplates(names)) {
    const insight = await createInsight(project, {
      name,
      query: { kind: 'InsightVizNode', source },
      dashboards: [board.id],
    })
    for (const tile of insight.dashboard_tiles ?? []) if (tile.dashboard_id === board.id) boxes.set(tile.id, box)
  }
  return changeDashboard(project, board.id, { tiles: [...boxes].map(([id, box]) => ({ id, layouts: { sm: box } })) })
}
