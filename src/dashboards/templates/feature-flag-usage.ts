import { by, event, people, trend, weekly } from './questions.ts'
import type { ReadyMade } from './ready-made.ts'

/** What SDKs send when code asks for a flag. */
const ASKED = '$feature_flag_called'

export const FEATURE_FLAG_USAGE: ReadyMade = {
  name: 'Feature flag usage',
  description: 'Who meets your feature flags, and which answer they are given.',
  tags: ['feature-flags'],
  filters: {},
  cards: [
    {
      text: '## Flags in use\n\nCounted from `$feature_flag_called`. Filter the board by **Feature Flag** to look at a single one.',
      ...{ w: 12, h: 2 },
    },
    {
      name: 'People per day',
      description: 'Everybody for whom a flag was asked on the day.',
      query: trend([people(ASKED)], 'ActionsLineGraph', by('$feature_flag')),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'People per week',
      description: 'Everybody for whom a flag was asked in the week.',
      query: trend([people(ASKED)], 'ActionsBar', { ...weekly, ...by('$feature_flag') }),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Answers',
      description: 'How many people each answer of each flag was given to.',
      query: trend([people(ASKED)], 'ActionsBarValue', {
        breakdownFilter: {
          breakdowns: [
            { property: '$feature_flag', type: 'event' },
            { property: '$feature_flag_response', type: 'event' },
          ],
          breakdown_limit: 20,
        },
      }),
      ...{ w: 6, h: 5 },
    },
    {
      name: 'Questions',
      description: 'How often code asked for a flag.',
      query: trend([event(ASKED)], 'ActionsLineGraph', by('$feature_flag')),
      ...{ w: 6, h: 5 },
    },
  ],
}
