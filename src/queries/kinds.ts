import { HogqlError } from '../hogql/errors.ts'
import { actorsKind } from './actors/kind.ts'
import { actorOptionsKind, funnelsActorsKind, insightActorsKind, stickinessActorsKind } from './actors/points.ts'
import { eventsKind } from './events/kind.ts'
import { hogqlKind } from './hogql/kind.ts'
import { INSIGHT_KINDS } from './insight-kinds.ts'
import { type AnyKind, anyKind } from './kind.ts'

/** Every kind that can be run. A new one is a folder and a line here. */
const KINDS: readonly AnyKind[] = [
  ...INSIGHT_KINDS,
  ...[anyKind(hogqlKind), anyKind(eventsKind), anyKind(actorsKind)],
  ...[anyKind(insightActorsKind), anyKind(funnelsActorsKind), anyKind(stickinessActorsKind)],
  anyKind(actorOptionsKind),
]

export function findKind(name: unknown): AnyKind {
  const found = KINDS.find(({ kind }) => kind === name)
  if (!found) throw new HogqlError(`Unsupported query kind: ${String(name)}`)
  return found
}
