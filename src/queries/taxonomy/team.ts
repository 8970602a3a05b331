import { alias, ascending, call, compare, constant, descending, field, select } from '../../hogql/build.ts'
import { TeamTaxonomyQuery } from '../../schema/query/taxonomy.ts'
import { queryKind } from '../kind.ts'
import { readRows } from '../rows.ts'
import { recently } from './samples.ts'

const MOST_EVENTS = 1_000

/** The events of the last thirty days, the most frequent first. */
export const teamTaxonomyKind = queryKind<TeamTaxonomyQuery, { results: { event: string; count: number }[] }>({
  kind: 'TeamTaxonomyQuery',
  node: TeamTaxonomyQuery,
  build: (_node, ctx) => {
    const query = select({
      select: [field('event'), alias('total', call('count'))],
      from: 'events',
      where: compare('>=', field('timestamp'), recently(ctx)),
      group_by: [field('event')],
      order_by: [descending(field('total')), ascending(field('event'))],
      limit: constant(MOST_EVENTS),
    })
    return [{ name: 'events', query }]
  },
  shape: (answers) => ({
    results: readRows(answers.get('events')).map((row) => ({
      event: String(row['event']),
      count: Number(row['total']),
    })),
  }),
  interval: () => 'day',
})
