import type { Editor } from '../activity/editor.ts'
import type { Postgres } from '../postgres/postgres.ts'
import { lockDefinitions, setVerified } from './event-definitions.ts'
import { noteAllChanged } from './event-history.ts'

/** Marks definitions as verified or not, all or none. The answer does not name those that are so already. */
export async function bulkUpdateVerified(
  deps: { postgres: Postgres },
  teamId: number,
  { ids, verified }: { ids: string[]; verified: boolean },
  editor: Editor,
) {
  return deps.postgres.transaction().execute(async (tx) => {
    const asked = [...new Set(ids.map((id) => id.toLowerCase()))]
    const found = await lockDefinitions(tx, teamId, asked)
    const changed = found.filter((definition) => definition.verified !== verified)
    const updated = await setVerified(tx, teamId, changed, verified, editor)
    await noteAllChanged(tx, updated, new Map(changed.map((definition) => [definition.id, definition])), editor)
    const known = new Set(found.map(({ id }) => id))
    return {
      updated: changed.map(({ id }) => ({ id, verified })),
      skipped: asked.filter((id) => !known.has(id)).map((id) => ({ id, reason: 'Not found' })),
    }
  })
}
