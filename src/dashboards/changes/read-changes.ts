import { duration } from '../../insights/text/cells.ts'
import { canonicalJson, type JsonObject, objectOr } from '../../lib/json.ts'
import { compareGroups } from './compare-lines.ts'
import { compareRetention, compareSteps } from './compare-rates.ts'
import { compareRows } from './compare-rows.ts'
import { type Finding, sizeOf } from './finding.ts'
import { groupsOf } from './lines.ts'
import type { Now } from './ordinary.ts'

/** A tile before and after. */
export interface Pair {
  name: string
  /** The question, without what only says how to show it. */
  query: JsonObject
  before: unknown
  after: unknown
  now: Now
  /** Another question was answered before: other filters, or the insight was edited. */
  isAnother: boolean
}

/** What changed on a board. Pure: the same two sides always give the same findings. */
export const changesOf = (pairs: readonly Pair[]): Finding[] =>
  pairs.flatMap((pair) => (canonicalJson(pair.before) === canonicalJson(pair.after) ? [] : findingsOf(pair)))

function findingsOf({ name: tile, query, before, after, now: clock, isAnother }: Pair): Finding[] {
  if (isAnother) return [plain(tile, 'its query or filters were changed, so its results do not compare')]
  const found = compared(tile, query, before, after, clock)
  return found && found.length > 0 ? found : [plain(tile, 'results changed')]
}

function compared(tile: string, query: JsonObject, before: unknown, after: unknown, clock: Now) {
  const { kind, funnelsFilter } = query
  const [old, now] = [groupsOf(query, before), groupsOf(query, after)]
  if (old && now) return compareGroups(tile, old, now, clock)
  if (kind === 'RetentionQuery') return compareRetention(tile, before, after, clock)
  if (kind !== 'FunnelsQuery') return compareRows(tile, before, after)
  const { funnelVizType } = objectOr(funnelsFilter)
  return funnelVizType === 'time_to_convert'
    ? compareTimes(tile, before, after)
    : compareSteps(tile, before, after, clock)
}

function compareTimes(tile: string, before: unknown, after: unknown): Finding[] {
  const timeOf = (result: unknown) => objectOr(result)['average_conversion_time']
  const [was, is] = [timeOf(before), timeOf(after)]
  if (typeof was !== 'number' || typeof is !== 'number' || was === is) return []
  const text = `average time to convert ${duration(was)} -> ${duration(is)}`
  return [{ tile, text, verdict: 'unjudged', size: sizeOf(was, is) }]
}

const plain = (tile: string, text: string): Finding => ({ tile, text, verdict: 'unjudged', size: 0 })
