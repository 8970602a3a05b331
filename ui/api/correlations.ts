import { queryOptions } from '@tanstack/react-query'
import { ask } from './query.ts'
import type { FunnelsQuery } from './types.ts'

/** What is compared: what people did on the way, or what is known of them. */
export type CorrelationOf = 'events' | 'properties'

/** Something that goes with getting through a funnel, or with leaving it. */
export interface Correlation {
  /** Of a property: `plan::pro`, and the two apart. */
  event: { event: string; properties: Record<string, string> }
  success_count: number
  failure_count: number
  odds_ratio: number
  correlation_type: 'success' | 'failure'
}

interface CorrelationAnswer {
  results: { events: Correlation[]; skewed: boolean }
}

const correlation = (query: FunnelsQuery, of: CorrelationOf): Record<string, unknown> => ({
  kind: 'FunnelCorrelationQuery',
  source: { kind: 'FunnelsActorsQuery', source: { ...query, breakdownFilter: null } },
  funnelCorrelationType: of,
  ...(of === 'properties' ? { funnelCorrelationNames: ['$all'] } : {}),
})

export const correlationsQuery = (project: number, query: FunnelsQuery, of: CorrelationOf) =>
  queryOptions({
    queryKey: ['correlations', project, query, of],
    queryFn: async ({ signal }) => {
      const answer = await ask<CorrelationAnswer>(project, correlation(query, of), { refresh: 'blocking', signal })
      return answer.results
    },
    staleTime: 60_000,
    retry: false,
  })

/** Who stands behind one of the two numbers. */
export function correlationActors(
  query: FunnelsQuery,
  of: CorrelationOf,
  { event, properties }: Correlation['event'],
  converted: boolean,
): Record<string, unknown> {
  const isOfGroup = typeof query.aggregation_group_type_index === 'number'
  const owner = isOfGroup ? { type: 'group', group_type_index: query.aggregation_group_type_index } : { type: 'person' }
  return {
    kind: 'FunnelCorrelationActorsQuery',
    source: correlation(query, of),
    funnelCorrelationPersonConverted: converted,
    ...(of === 'events'
      ? { funnelCorrelationPersonEntity: { kind: 'EventsNode', event } }
      : {
          funnelCorrelationPropertyValues: Object.entries(properties).map(([key, value]) => ({
            ...{ key, value: [value], operator: 'exact' },
            ...owner,
          })),
        }),
  }
}
