import type { Editor } from '../activity/editor.ts'
import { insertDashboard } from '../dashboards/store.ts'
import { by, compared, event, insight, people, since, trend, weekly } from '../dashboards/templates/questions.ts'
import { insertInsight } from '../insights/store.ts'
import type { JsonObject } from '../lib/json.ts'
import type { PostgresOrTransaction } from '../postgres/postgres.ts'
import { insertTile } from '../tiles/store.ts'
import { insertText } from '../tiles/texts.ts'

/** A card of a board and how much of the twelve columns it takes. */
type Card = { w: number; h: number } & ({ text: string } | { name: string; description?: string; query: JsonObject })

interface Board {
  name: string
  description: string
  pinned: boolean
  cards: Card[]
}

const COLUMNS = 12

const sixtyDays = since('-59d')

const SITE: JsonObject = { properties: [{ type: 'event', key: '$pathname', operator: 'not_icontains', value: '/app' }] }
const page = (value: string): JsonObject => ({
  properties: [{ type: 'event', key: '$pathname', operator: 'exact', value: [value] }],
})

const OVERVIEW: Board = {
  name: 'How Brightfold is doing',
  description: 'The numbers of the Monday meeting.',
  pinned: true,
  cards: [
    {
      text: '## Good morning\n\nBrightfold sells shared notebooks to small teams. **Everything here is made up**: the same people, sessions and sign-ups every time, ending today. Change what you like, nothing depends on it.',
      w: 12,
      h: 2,
    },
    { name: 'Sign-ups', query: trend([event('signed up')], 'BoldNumber', compared), w: 3, h: 3 },
    { name: 'People at work', query: trend([people('note edited')], 'BoldNumber', compared), w: 3, h: 3 },
    { name: 'Subscriptions', query: trend([event('subscription started')], 'BoldNumber', compared), w: 3, h: 3 },
    {
      name: 'Invoiced',
      query: trend([event('invoice paid', { math: 'sum', math_property: 'amount' })], 'BoldNumber', {
        trendsFilter: { display: 'BoldNumber', aggregationAxisPrefix: '$' },
        ...compared,
      }),
      w: 3,
      h: 3,
    },
    {
      name: 'Weekly active people',
      description: 'Anybody who edited a note in the seven days before.',
      query: trend([event('note edited', { math: 'weekly_active' })], 'ActionsLineGraph', sixtyDays),
      w: 8,
      h: 5,
    },
    { name: 'Sign-ups by plan', query: trend([event('signed up')], 'ActionsPie', by('plan')), w: 4, h: 5 },
    {
      name: 'Sign-ups per week',
      query: trend([event('signed up', { custom_name: 'Sign-ups' })], 'ActionsBar', { ...weekly, ...by('plan') }),
      w: 6,
      h: 5,
    },
    {
      name: 'Invoiced per week',
      query: trend([event('invoice paid', { math: 'sum', math_property: 'amount' })], 'ActionsBar', weekly),
      w: 6,
      h: 5,
    },
  ],
}

const ACQUISITION: Board = {
  name: 'Where people come from',
  description: 'Visits, campaigns and the way to an account.',
  pinned: false,
  cards: [
    {
      name: 'Visits to the site',
      query: trend(
        [
          people('$pageview', { ...SITE, custom_name: 'Visitors' }),
          event('$pageview', { ...SITE, math: 'unique_session', custom_name: 'Sessions' }),
        ],
        'ActionsLineGraph',
        sixtyDays,
      ),
      w: 8,
      h: 5,
    },
    {
      name: 'Campaigns',
      description: 'A launch on another site brought a week of visitors. Did they stay?',
      query: trend([people('$pageview')], 'ActionsBarValue', { ...sixtyDays, ...by('utm_campaign') }),
      w: 4,
      h: 5,
    },
    {
      name: 'From the first page to a subscription',
      description: 'Within thirty days.',
      query: insight({
        kind: 'FunnelsQuery',
        ...sixtyDays,
        series: [
          event('$pageview', { ...page('/'), custom_name: 'Saw the front page' }),
          event('$pageview', { ...page('/signup'), custom_name: 'Opened the sign-up' }),
          event('signed up'),
          event('notebook created'),
          event('teammate invited'),
          event('subscription started'),
        ],
        funnelsFilter: { funnelVizType: 'steps', funnelWindowInterval: 30, funnelWindowIntervalUnit: 'day' },
      }),
      w: 6,
      h: 5,
    },
    {
      name: 'Sign-ups per 100 visitors',
      query: trend([people('signed up'), people('$pageview', SITE)], 'ActionsLineGraph', {
        ...weekly,
        trendsFilter: { display: 'ActionsLineGraph', formula: 'A / B * 100', aggregationAxisPostfix: '%' },
      }),
      w: 6,
      h: 5,
    },
    {
      name: 'Referring sites',
      query: trend([people('$pageview', SITE)], 'ActionsTable', by('$referring_domain')),
      w: 4,
      h: 5,
    },
    {
      name: 'Countries',
      query: trend([people('$pageview')], 'ActionsBarValue', by('$geoip_country_name')),
      w: 4,
      h: 5,
    },
    { name: 'Browsers', query: trend([people('$pageview')], 'ActionsPie', by('$browser')), w: 4, h: 5 },
  ],
}

const USAGE: Board = {
  name: 'How notebooks are used',
  description: 'What people do once they are inside.',
  pinned: false,
  cards: [
    {
      name: 'Notes by plan',
      query: trend([event('note created')], 'ActionsAreaGraph', { ...sixtyDays, ...by('plan', 'person') }),
      w: 8,
      h: 5,
    },
    {
      name: 'What people do',
      query: trend(
        ['note created', 'note edited', 'comment added', 'note shared', 'search', 'template used'].map((name) =>
          people(name),
        ),
        'ActionsTable',
      ),
      w: 4,
      h: 5,
    },
    {
      name: 'Edits per person',
      query: trend([event('note edited', { math: 'avg_count_per_actor' })], 'ActionsLineGraph', weekly),
      w: 6,
      h: 5,
    },
    {
      name: 'Active companies',
      description: 'Companies of which at least one person edited a note.',
      query: trend(
        [event('note edited', { math: 'unique_group', math_group_type_index: 0 })],
        'ActionsLineGraph',
        weekly,
      ),
      w: 6,
      h: 5,
    },
    {
      name: 'Do they come back?',
      description: 'Of those who signed up in a week, how many edit a note in the weeks after.',
      query: insight({
        kind: 'RetentionQuery',
        ...sixtyDays,
        retentionFilter: {
          period: 'Week',
          totalIntervals: 8,
          retentionType: 'retention_first_time',
          targetEntity: { id: 'signed up', type: 'events' },
          returningEntity: { id: 'note edited', type: 'events' },
        },
      }),
      w: 7,
      h: 6,
    },
    {
      name: 'New, returning, lost',
      query: insight({ kind: 'LifecycleQuery', ...weekly, series: [event('note edited')] }),
      w: 5,
      h: 6,
    },
    { name: 'Templates', query: trend([event('template used')], 'ActionsBarValue', by('template')), w: 4, h: 5 },
    {
      name: 'Searches that found nothing',
      query: trend(
        [
          event('search', { properties: [{ type: 'event', key: 'results', operator: 'exact', value: [0] }] }),
          event('search'),
        ],
        'ActionsLineGraph',
        {
          ...weekly,
          trendsFilter: { display: 'ActionsLineGraph', formula: 'A / B * 100', aggregationAxisPostfix: '%' },
        },
      ),
      w: 4,
      h: 5,
    },
    {
      text: '### Worth a look\n\n- Which **templates** lead to a second note?\n- Do companies on the *team* plan invite more?\n- Exports are slow for long notebooks: see `duration_ms` of `export finished`.',
      w: 4,
      h: 5,
    },
  ],
}

/** Makes the three boards of the demo, in the caller's transaction. */
export async function makeBoards(tx: PostgresOrTransaction, teamId: number, editor: Editor): Promise<void> {
  const { userId, now } = editor
  for (const { cards, ...board } of [OVERVIEW, ACQUISITION, USAGE]) {
    const dashboard = await insertDashboard(tx, { ...board, team_id: teamId, created_by: userId, created_at: now })
    for (const { card, layouts } of laidOut(cards)) {
      const shows =
        'text' in card
          ? {
              text_id: await insertText(tx, {
                team_id: teamId,
                body: card.text,
                created_by: userId,
                last_modified_at: now,
              }),
            }
          : { insight_id: (await insertInsight(tx, teamId, insightOf(card), editor)).id }
      await insertTile(tx, { dashboard_id: dashboard.id, ...shows, layouts })
    }
  }
}

const insightOf = ({ name, description, query }: Extract<Card, { query: JsonObject }>) => ({
  name,
  description: description ?? '',
  query,
  saved: true,
  is_sample: true,
})

/** Cards from left to right, row by row. */
function laidOut(cards: readonly Card[]): { card: Card; layouts: JsonObject }[] {
  let [x, y, rowHeight] = [0, 0, 0]
  return cards.map((card) => {
    const { w, h } = card
    if (x + w > COLUMNS) {
      y += rowHeight
      x = rowHeight = 0
    }
    const layouts = { sm: { x, y, w, h } }
    x += w
    rowHeight = Math.max(rowHeight, h)
    return { card, layouts }
  })
}
