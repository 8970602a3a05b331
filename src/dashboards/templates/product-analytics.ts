import { by, compared, event, insight, people, since, trend } from './questions.ts'
import type { ReadyMade } from './ready-made.ts'

/** A look at a page of a site or at a screen of an app: what somebody who is there does first. */
const VIEWS = { properties: [{ type: 'hogql', key: "event IN ('$pageview', '$screen')" }] }
const seen = (math: string) => event(null, { ...VIEWS, math, name: 'Views', custom_name: 'People' })

export const PRODUCT_ANALYTICS: ReadyMade = {
  name: 'Product analytics',
  description: 'Who uses the product, what they do in it, and whether they come back.',
  tags: ['product-analytics'],
  filters: {},
  cards: [
    {
      text: '## At a glance\n\nThe last days in four numbers, each beside the days before.',
      ...{ w: 12, h: 2 },
    },
    {
      name: 'Active people, 30 days',
      description: 'Everybody who saw a page or a screen.',
      query: trend([seen('dau')], 'BoldNumber', compared),
      ...{ w: 3, h: 3 },
    },
    {
      name: 'Sessions, 7 days',
      description: 'Visits, however long.',
      query: trend([event(null, { ...VIEWS, math: 'unique_session', custom_name: 'Sessions' })], 'BoldNumber', {
        ...since('-7d'),
        ...compared,
      }),
      ...{ w: 3, h: 3 },
    },
    {
      name: 'Pages seen, 7 days',
      description: 'Each look at a page counts.',
      query: trend([event('$pageview')], 'BoldNumber', { ...since('-7d'), ...compared }),
      ...{ w: 3, h: 3 },
    },
    {
      name: 'Clicks, 7 days',
      description: 'Clicks, sent forms and changed fields, as autocapture notes them.',
      query: trend([event('$autocapture')], 'BoldNumber', { ...since('-7d'), ...compared }),
      ...{ w: 3, h: 3 },
    },
    {
      text: '## People\n\nHow many come, and how many come again.',
      ...{ w: 12, h: 2 },
    },
    {
      name: 'Daily active people',
      description: 'Everybody who was there on the day.',
      query: trend([seen('dau')], 'ActionsLineGraph'),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Weekly active people',
      description: 'Everybody who was there in the seven days up to each day.',
      query: trend([seen('weekly_active')], 'ActionsLineGraph'),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Weekly retention',
      description: 'Of those who first came in a week, how many were there again in the weeks after.',
      query: insight({
        kind: 'RetentionQuery',
        dateRange: { date_from: '-8w' },
        retentionFilter: {
          period: 'Week',
          totalIntervals: 8,
          retentionType: 'retention_first_time',
          targetEntity: { id: null, name: 'Views', type: 'events', ...VIEWS },
          returningEntity: { id: null, name: 'Views', type: 'events', ...VIEWS },
        },
      }),
      ...{ w: 12, h: 6 },
    },
    {
      text: '## Where they come from, where they go',
      ...{ w: 12, h: 1 },
    },
    {
      name: 'Top pages',
      description: 'By the number of people who saw them.',
      query: trend([people('$pageview')], 'ActionsBarValue', by('$pathname', 'event', 10)),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Top referrers',
      description: 'The sites whose links brought people.',
      query: trend([people('$pageview')], 'ActionsBarValue', by('$referring_domain', 'event', 10)),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'People by country',
      description: 'Where the events say where they were sent from.',
      query: trend([seen('dau')], 'WorldMap', by('$geoip_country_code', 'event', 200)),
      ...{ w: 12, h: 6 },
    },
    {
      text: '## From looking to doing',
      ...{ w: 12, h: 1 },
    },
    {
      name: 'Visitors who do something',
      description: 'Of those who see a page, how many click, send or change something within a day.',
      query: insight({
        kind: 'FunnelsQuery',
        series: [
          event('$pageview', { custom_name: 'Saw a page' }),
          event('$autocapture', { custom_name: 'Did something' }),
        ],
        dateRange: { date_from: '-7d' },
        funnelsFilter: {
          funnelVizType: 'steps',
          funnelOrderType: 'ordered',
          funnelWindowInterval: 1,
          funnelWindowIntervalUnit: 'day',
        },
      }),
      ...{ w: 12, h: 5 },
    },
  ],
}
