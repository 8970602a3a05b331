import { invalid } from '../http/errors.ts'
import { kindMissing } from './accept.ts'
import { actorsKind } from './actors/kind.ts'
import { personsNodeKind } from './actors/persons-node.ts'
import {
  actorOptionsKind,
  correlationActorsKind,
  funnelsActorsKind,
  insightActorsKind,
  stickinessActorsKind,
} from './actors/points.ts'
import { calendarHeatmapKind } from './calendar-heatmap/kind.ts'
import { autocompleteKind } from './editor/autocomplete.ts'
import { databaseSchemaKind } from './editor/database-schema.ts'
import { metadataKind } from './editor/metadata.ts'
import { eventsNodeKind } from './events/events-node.ts'
import { eventsKind } from './events/kind.ts'
import { funnelCorrelationKind } from './funnel-correlation/kind.ts'
import { groupsKind } from './groups/kind.ts'
import { hogqlKind } from './hogql/kind.ts'
import { INSIGHT_KINDS } from './insight-kinds.ts'
import type { QueryKind } from './kind.ts'
import { sessionsTimelineKind } from './sessions-timeline/kind.ts'
import { actorsTaxonomyKind } from './taxonomy/actors.ts'
import { eventTaxonomyKind } from './taxonomy/event.ts'
import { teamTaxonomyKind } from './taxonomy/team.ts'
import { webExternalClicksKind } from './web/external-clicks.ts'
import { webGoalsKind } from './web/goals.ts'
import { webOverviewKind } from './web/overview.ts'
import { webPageSearchKind } from './web/page-search.ts'
import { webStatsTableKind } from './web/stats-table.ts'
import { webTrendsKind } from './web/trends.ts'
import { webVitalsByPathKind } from './web/vitals-by-path.ts'

/** Every kind that can be run. A new one is a folder and a line here. */
const KINDS: readonly QueryKind[] = [
  ...INSIGHT_KINDS,
  funnelCorrelationKind,
  calendarHeatmapKind,
  hogqlKind,
  eventsKind,
  eventsNodeKind,
  actorsKind,
  personsNodeKind,
  insightActorsKind,
  funnelsActorsKind,
  stickinessActorsKind,
  correlationActorsKind,
  actorOptionsKind,
  metadataKind,
  databaseSchemaKind,
  autocompleteKind,
  teamTaxonomyKind,
  eventTaxonomyKind,
  actorsTaxonomyKind,
  groupsKind,
  webOverviewKind,
  webStatsTableKind,
  webGoalsKind,
  webTrendsKind,
  webExternalClicksKind,
  webPageSearchKind,
  webVitalsByPathKind,
  sessionsTimelineKind,
]

/** The kind of a node; `at` says where the node stands. Throws 400. */
export function findKind(name: unknown, at = 'query'): QueryKind {
  if (name === undefined || name === null) throw kindMissing(at)
  const found = KINDS.find(({ kind }) => kind === name)
  if (!found) throw invalid(`Unsupported query kind: ${String(name)}`, 'query', 'parse_error')
  return found
}
