import { z } from 'zod'
import { invalid } from '../http/errors.ts'
import type { Postgres, PostgresOrTransaction } from '../postgres/postgres.ts'
import { lockTagging, normalizeTags, setTagsOfMany, type TagKind, tagsOf } from './store.ts'

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

/** An object whose tags were changed. */
export interface Retagged<T> {
  object: T
  before: string[]
  after: string[]
}

/** The objects that are tagged, and what a room does about them. */
interface Tagging<T> {
  team_id: number
  kind: TagKind
  /** Those of the objects asked for that exist and may be edited; locked, where others can delete them for good. */
  editable(tx: PostgresOrTransaction): Promise<readonly T[]>
  /** Why all others are skipped. */
  reason: string
  /** Notes in the history that the tags of objects changed, in the same transaction. */
  note(tx: PostgresOrTransaction, changed: readonly Retagged<T>[]): Promise<void>
  /** Objects of which each may be refused its tags, for what others carry by then. */
  isRefusable?(object: T): boolean
  /** Why such an object must not carry these tags; it is skipped for that. */
  refusal?(tx: PostgresOrTransaction, object: T, wanted: string[]): Promise<string | undefined>
}

/** Changes the tags of many objects at once. Throws 400 when nothing would be added or removed, or too much. */
export async function bulkUpdateTags<T extends { id: string | number }>(
  deps: { postgres: Postgres; clock: () => Date },
  body: BulkTags,
  { team_id, kind, editable, reason, note, isRefusable, refusal }: Tagging<T>,
): Promise<BulkTagsResult> {
  const tags = normalizeTags(body.tags)
  const ids = [...new Set(body.ids)]
  if (tags.length === 0 && body.action !== 'set')
    throw invalid(`tags must not be empty for action '${body.action}'.`, 'tags')
  if (ids.length * tags.length > MAX_CHANGES)
    throw invalid(`Too many changes in one request: ids × distinct tags must not exceed ${MAX_CHANGES}.`, 'tags')
  const now = deps.clock()
  return deps.postgres.transaction().execute(async (tx) => {
    const byId = new Map<string | number, T>((await editable(tx)).map((object) => [object.id, object]))
    const found = ids.flatMap((id) => byId.get(id) ?? [])
    await lockTagging(tx, team_id)
    const known = await tagsOf(
      tx,
      team_id,
      kind,
      found.map(({ id }) => id),
    )
    const all = found.map((object) => {
      const before = known.get(String(object.id)) ?? []
      return { object, before, after: combined(before, tags, body.action) }
    })
    const apply = (some: readonly Retagged<T>[]) =>
      setTagsOfMany(
        tx,
        team_id,
        kind,
        some.map(({ object, after }) => [object.id, after]),
        now,
      )
    const changing = all.filter(({ before, after }) => before.join('\0') !== after.join('\0'))
    const free = changing.filter(({ object }) => !isRefusable?.(object))
    if (free.length > 0) await apply(free)
    const refused = new Map<string | number, string>()
    // One after the other, because the tags of one may be why the next is refused.
    for (const one of changing.filter(({ object }) => isRefusable?.(object))) {
      const why = await refusal?.(tx, one.object, one.after)
      if (why === undefined) await apply([one])
      else refused.set(one.object.id, why)
    }
    const isLeft = ({ object }: Retagged<T>) => !refused.has(object.id)
    await note(tx, changing.filter(isLeft))
    const updated = all.filter(isLeft).map(({ object, after }) => ({ id: object.id, tags: after }))
    const left = ids.filter((id) => !byId.has(id) || refused.has(id))
    return { updated, skipped: left.map((id) => ({ id, reason: refused.get(id) ?? reason })) }
  })
}

function combined(old: readonly string[], tags: readonly string[], action: BulkTags['action']): string[] {
  if (action === 'set') return [...tags]
  if (action === 'add') return [...new Set([...old, ...tags])].sort()
  return old.filter((tag) => !tags.includes(tag))
}
