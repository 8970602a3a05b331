import { z } from 'zod'
import type { ErrorCode } from '../http/error-codes.ts'
import { ApiError } from '../http/errors.ts'
import type { InsightResult } from '../insights/deps.ts'
import { canonicalJson, isObject } from '../lib/json.ts'
import { summary } from './changes/finding.ts'
import type { Now } from './changes/ordinary.ts'
import { changesOf, type Pair } from './changes/read-changes.ts'
import type { DashboardDeps } from './deps.ts'
import { phraseChanges } from './phrase-changes.ts'
import type { TileRequest } from './run-tiles.ts'
import { DashboardInput } from './save.ts'
import { findSnapshot, keptResults, snapshotOf } from './snapshot.ts'

export const AnalyzeInput = z.preprocess(
  (body) => (isObject(body) ? body : {}),
  DashboardInput.extend({ cache_key: z.unknown().optional() }),
)

/** Tells how the cached results differ from a snapshot. Throws 400 where there is no snapshot. */
export async function analyzeRefreshResult(
  deps: DashboardDeps,
  request: TileRequest & { user_id: number },
  { cache_key }: z.infer<typeof AnalyzeInput>,
): Promise<{ result: string }> {
  if (typeof cache_key !== 'string' || cache_key === '') throw refused('cache_key is required', 'required')
  const snapshot = await findSnapshot(deps, request.dashboard, request.user_id, cache_key)
  if (!snapshot)
    throw refused('Analysis context expired or not found. Please refresh the dashboard again.', 'invalid_input')
  const pairs: Pair[] = []
  for await (const ready of keptResults(deps, { ...request, overrides: snapshot.overrides })) {
    const before = snapshot.tiles[ready.tile.id]
    if (!before) continue
    const after = snapshotOf(ready)
    pairs.push({
      name: before.insight_name,
      query: after.query,
      before: before.data,
      after: after.data,
      now: nowOf(ready.run.result),
      isAnother: before.query !== null && canonicalJson(before.query) !== canonicalJson(after.query),
    })
  }
  const changes = changesOf(pairs)
  const { model, log } = deps
  const isPhrased = model !== undefined && changes.length > 0
  return { result: isPhrased ? await phraseChanges({ model, log }, changes, request.signal) : summary(changes) }
}

/** PostHog's clients read `error`; those that read the usual envelope find it too. */
const refused = (error: string, code: ErrorCode) =>
  new ApiError(400, 'validation_error', code, error, { attr: 'cache_key', extra: { error } })

/** The project's wall clock at the moment of the answer, when the range ends after it. */
function nowOf({
  resolved_date_range,
  last_refresh,
}: Pick<InsightResult, 'resolved_date_range' | 'last_refresh'>): Now {
  const end = isObject(resolved_date_range) ? resolved_date_range['date_to'] : undefined
  if (typeof end !== 'string' || last_refresh === null || new Date(end) <= new Date(last_refresh)) return undefined
  const offset = Date.parse(`${end.slice(0, 19)}Z`) - Math.floor(Date.parse(end) / 1000) * 1000
  return new Date(Date.parse(last_refresh) + offset).toISOString().slice(0, 19).replace('T', ' ')
}
