import { by, compared, event, people, trend, weekly } from './questions.ts'
import type { ReadyMade } from './ready-made.ts'

/** Visits that a search brought: posthog-js names the engine. */
const SEARCHED = { properties: [{ type: 'event', key: '$search_engine', operator: 'is_set', value: 'is_set' }] }
const FROM_GOOGLE = {
  properties: [{ type: 'event', key: '$referring_domain', operator: 'icontains', value: 'google' }],
}
const perVisitor = (series: object) => ({ ...weekly, trendsFilter: { display: 'ActionsLineGraph', ...series } })

export const WEBSITE_TRAFFIC: ReadyMade = {
  name: 'Website traffic',
  description: 'How many visit the site, how they found it, and what they read.',
  tags: ['website-traffic'],
  filters: {},
  cards: [
    {
      name: 'Visitors',
      description: 'Different people in the last 30 days.',
      query: trend([people('$pageview')], 'BoldNumber', compared),
      ...{ w: 3, h: 5 },
    },
    {
      name: 'Visitors per week',
      description: 'Different people in each week.',
      query: trend([people('$pageview')], 'ActionsBar', weekly),
      ...{ w: 9, h: 5 },
    },
    {
      name: 'Visitors from search',
      description: 'People whom a search engine sent in the last 30 days.',
      query: trend([people('$pageview', SEARCHED)], 'BoldNumber', compared),
      ...{ w: 3, h: 5 },
    },
    {
      name: 'Visitors from search per week',
      description: 'People whom a search engine sent in each week.',
      query: trend([people('$pageview', SEARCHED)], 'ActionsBar', weekly),
      ...{ w: 9, h: 5 },
    },
    {
      name: 'Visits per visitor',
      description: 'Sessions of a week over its visitors.',
      query: trend(
        [event('$pageview', { math: 'unique_session' }), people('$pageview')],
        'ActionsLineGraph',
        perVisitor({ formula: 'A / B' }),
      ),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Pages per visitor',
      description: 'Pages seen in a week over its visitors.',
      query: trend([event('$pageview'), people('$pageview')], 'ActionsLineGraph', perVisitor({ formula: 'A / B' })),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Top pages',
      description: 'By the number of people who saw them.',
      query: trend([people('$pageview')], 'ActionsBarValue', by('$pathname', 'event', 10)),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Top pages found with Google',
      description: 'Pages that people saw coming from a Google site.',
      query: trend([people('$pageview', FROM_GOOGLE)], 'ActionsBarValue', by('$pathname', 'event', 10)),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Visitors by country',
      description: 'Where the events say where they were sent from.',
      query: trend([people('$pageview')], 'WorldMap', by('$geoip_country_code', 'event', 200)),
      ...{ w: 12, h: 6 },
    },
  ],
}
