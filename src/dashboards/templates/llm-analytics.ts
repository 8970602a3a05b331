import type { JsonObject } from '../../lib/json.ts'
import { by, event, people, since, trend } from './questions.ts'
import type { ReadyMade } from './ready-made.ts'

const CALL = '$ai_generation'
const cost = event(CALL, { math: 'sum', math_property: '$ai_total_cost_usd', custom_name: 'Cost' })
const dollars = (display: string, more: JsonObject = {}) => ({
  ...since('-7d'),
  trendsFilter: { display, aggregationAxisPrefix: '$', decimalPlaces: 4, ...more },
})

export const LLM_ANALYTICS: ReadyMade = {
  name: 'LLM analytics',
  description: 'What calls to language models cost, how fast they answer and how often they fail.',
  tags: ['llm-analytics'],
  filters: { date_from: '-7d' },
  cards: [
    {
      name: 'Traces',
      description: 'Different requests, each of one call or several.',
      query: trend(
        [event(CALL, { math: 'hogql', math_hogql: 'count(DISTINCT properties.$ai_trace_id)', custom_name: 'Traces' })],
        'ActionsLineGraph',
        since('-7d'),
      ),
      ...{ w: 4, h: 5 },
    },
    {
      name: 'People who use it',
      description: 'Everybody for whom a model was called.',
      query: trend([people(CALL, { custom_name: 'People' })], 'ActionsLineGraph', since('-7d')),
      ...{ w: 4, h: 5 },
    },
    {
      name: 'Cost',
      description: 'In US dollars, as the calls report it.',
      query: trend([cost], 'BoldNumber', dollars('BoldNumber')),
      ...{ w: 4, h: 5 },
    },
    {
      name: 'Cost per person',
      description: 'The cost of a day over the people of that day.',
      query: trend([cost, people(CALL)], 'ActionsLineGraph', dollars('ActionsLineGraph', { formula: 'A / B' })),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Cost by model',
      description: 'Which models the money goes to.',
      query: trend([cost], 'ActionsBar', { ...dollars('ActionsBar'), ...by('$ai_model') }),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Calls',
      description: 'Each answer that a model was asked for.',
      query: trend([event(CALL, { custom_name: 'Calls' })], 'ActionsLineGraph', since('-7d')),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Failed calls',
      description: 'Calls that ended in an error.',
      query: trend(
        [
          event(CALL, {
            custom_name: 'Failed calls',
            properties: [{ type: 'event', key: '$ai_is_error', operator: 'exact', value: ['true'] }],
          }),
        ],
        'ActionsBar',
        since('-7d'),
      ),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Median latency by model',
      description: 'In seconds: half of the answers come sooner.',
      query: trend([event(CALL, { math: 'median', math_property: '$ai_latency' })], 'ActionsLineGraph', {
        ...since('-7d'),
        ...by('$ai_model'),
        trendsFilter: { display: 'ActionsLineGraph', aggregationAxisPostfix: ' s', decimalPlaces: 2 },
      }),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Calls by HTTP status',
      description: '200 is an answer, 429 a limit, 500 and above the provider’s fault.',
      query: trend([event(CALL, { custom_name: 'Calls' })], 'ActionsBarValue', {
        ...since('-7d'),
        ...by('$ai_http_status'),
      }),
      ...{ w: 6, h: 5 },
    },
  ],
}
