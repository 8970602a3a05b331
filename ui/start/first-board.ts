/** A first board from the names that exist: visitors first when there are page views, then one's own events. */
import { createDashboard } from '../api/dashboards.ts'
import { createInsight } from '../api/insights.ts'
import type { Dashboard, SeriesNode, TrendsQuery } from '../api/types.ts'

interface Template {
  name: string
  source: TrendsQuery
}

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
  return [
    { name: 'People', source: number('dau') },
    { name: main === '$pageview' ? 'Page views' : main, source: number('total') },
    { name: 'People a day', source: trends([event(main, 'dau')], { compareFilter: { compare: true } }) },
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
}

export async function makeFirstBoard(project: number, names: string[]): Promise<Dashboard> {
  const description = 'Made from the events this project already has'
  const board = await createDashboard(project, { name: 'First board', description })
  // One after the other: tiles stand in the order in which they were made.
  for (const { name, source } of firstBoardTemplates(names)) {
    await createInsight(project, { name, query: { kind: 'InsightVizNode', source }, dashboards: [board.id] })
  }
  return board
}
