import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import { lockTagging, normalizeTags, setTags, type TagKind, tagsOf } from './store.ts'

const MAX_CHANGES = 10_000

/** The body of `bulk_update_tags`; ids are what the resource is keyed by. */
export const bulkTagsBody = <Id extends z.ZodType>(id: Id) =>
  z.object({
    ids: z.array(id).min(1).max(500),
    action: z.enum(['add', 'remove', 'set']),
    tags: z.array(z.string().trim().min(1).max(255)).max(100),
  })

export interface BulkTags {
  ids: (string | number)[]
  action: 'add' | 'remove' | 'set'
  tags: string[]
}

export interface BulkTagsResult {
  updated: { id: string | number; tags: string[] }[]
  skipped: { id: string | number; reason: string }[]
}

/**
 * Changes the tags of many objects at once. `known` are the ids that exist and may be edited; the others are skipped.
 * `note` is told of each object whose tags are others now, in the same transaction; `refusal` may give a reason why one
 * must not carry what it would, and that is skipped as well.
 * Throws 400 when nothing would be added or removed, or when it would be too much.
 */
export async function bulkUpdateTags(
  deps: { postgres: Postgres; clock: () => Date },
  teamId: number,
  kind: TagKind,
  body: BulkTags,
  known: ReadonlySet<string | number>,
  reason: string,
  note?: (tx: PostgresOrTransaction, id: string | number, before: string[], after: string[]) => Promise<void>,
  refusal?: (tx: PostgresOrTransaction, id: string | number, wanted: string[]) => Promise<string | undefined>,
): Promise<BulkTagsResult> {
  const tags = normalizeTags(body.tags)
  const ids = [...new Set(body.ids)]
  if (tags.length === 0 && body.action !== 'set')
    throw invalid(`tags must not be empty for action '${body.action}'.`, 'tags')
  if (ids.length * tags.length > MAX_CHANGES)
    throw invalid(`Too many changes in one request: ids × distinct tags must not exceed ${MAX_CHANGES}.`, 'tags')
  const found = ids.filter((id) => known.has(id))
  const now = deps.clock()
  return deps.postgres.transaction().execute(async (tx) => {
    await lockTagging(tx, teamId)
    const before = await tagsOf(tx, teamId, kind, found)
    const updated: BulkTagsResult['updated'] = []
    const refused = new Map<string | number, string>()
    for (const id of found) {
      const old = before.get(String(id)) ?? []
      const wanted = combined(old, tags, body.action)
      const isSame = wanted.join('\0') === old.join('\0')
      const why = isSame ? undefined : await refusal?.(tx, id, wanted)
      if (why !== undefined) {
        refused.set(id, why)
        continue
      }
      const set = isSame ? old : await setTags(tx, teamId, kind, id, wanted, now)
      if (!isSame) await note?.(tx, id, old, set)
      updated.push({ id, tags: set })
    }
    const left = ids.filter((id) => !known.has(id) || refused.has(id))
    return { updated, skipped: left.map((id) => ({ id, reason: refused.get(id) ?? reason })) }
  })
}

function combined(old: readonly string[], tags: readonly string[], action: BulkTags['action']): string[] {
  if (action === 'set') return [...tags]
  if (action === 'add') return [...new Set([...old, ...tags])].sort()
  return old.filter((tag) => !tags.includes(tag))
}
