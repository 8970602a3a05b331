import { alias, and, ascending, call, compare, constant, field, quantileOf, select } from '../../hogql/build.ts'
import { WebVitalsPathBreakdownQuery } from '../../schema/query/web.ts'
import { inRange } from '../buckets.ts'
import { queryRange } from '../date-range.ts'
import { eventIs } from '../filters.ts'
import { queryKind } from '../kind.ts'
import { cleanedPath } from '../path-cleaning.ts'
import { readRows } from '../rows.ts'
import { eventsOf } from '../sample.ts'
import { queryFilters } from '../series.ts'
import { webKind } from './kind.ts'
import { shareOf } from './sampling.ts'

const BANDS = ['good', 'needs_improvements', 'poor']
const SHOWN_OF_EACH = 20
const LEVELS = { p75: 0.75, p90: 0.9, p99: 0.99 }

interface VitalsResult {
  /** One object with the three bands: clients read a list. */
  results: Record<string, { path: unknown; value: number }[]>[]
}

/** Paths in three bands by one of the web vitals, the best of each first. A value on a threshold is still in the better band. */
export const webVitalsByPathKind = queryKind<WebVitalsPathBreakdownQuery, VitalsResult>({
  kind: 'WebVitalsPathBreakdownQuery',
  node: WebVitalsPathBreakdownQuery,
  build: (node, ctx) => {
    const measured = call('toFloat', field('properties', `$web_vitals_${node.metric}_value`))
    const rules = node.doPathCleaning ? ctx.path_cleaning_filters : []
    const paths = select({
      select: [
        alias('path', cleanedPath(call('toString', field('properties', '$pathname')), rules)),
        alias('value', quantileOf(LEVELS[node.percentile], [measured])),
      ],
      from: eventsOf({ sample: shareOf(node) }),
      where: and(
        eventIs('$web_vitals'),
        inRange(queryRange(node, ctx)),
        call('isNotNull', field('properties', '$pathname')),
        queryFilters(node, ctx),
      ),
      group_by: [field('path')],
      having: compare('>=', field('value'), constant(0)),
    })
    const upTo = node.thresholds.flatMap((most, i) => [
      compare('<=', field('value'), constant(most)),
      constant(BANDS[i] ?? ''),
    ])
    const query = select({
      select: [alias('band', call('multiIf', ...upTo, constant('poor'))), field('path'), field('value')],
      from: paths,
      as: 'paths',
      order_by: [ascending(field('value')), ascending(field('path'))],
      limit_by: { n: constant(SHOWN_OF_EACH), exprs: [field('band')] },
    })
    return [{ name: 'paths', query }]
  },
  shape: (answers) => {
    const rows = readRows(answers.get('paths'))
    const ofBand = (band: string) =>
      rows.filter((row) => row['band'] === band).map(({ path, value }) => ({ path, value: Number(value) }))
    return { results: [Object.fromEntries(BANDS.map((band) => [band, ofBand(band)]))] }
  },
  ...webKind,
})
