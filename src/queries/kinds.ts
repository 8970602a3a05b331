import { HogqlError } from '../hogql/errors.ts'
import { eventsKind } from './events/kind.ts'
import { funnelsKind } from './funnels/kind.ts'
import { hogqlKind } from './hogql/kind.ts'
import { type AnyKind, anyKind } from './kind.ts'
import { lifecycleKind } from './lifecycle/kind.ts'
import { pathsKind } from './paths/kind.ts'
import { retentionKind } from './retention/kind.ts'
import { stickinessKind } from './stickiness/kind.ts'
import { trendsKind } from './trends/kind.ts'

/** Every kind that can be run. A new one is a folder and a line here. */
const KINDS: readonly AnyKind[] = [
  ...[anyKind(trendsKind), anyKind(funnelsKind), anyKind(retentionKind)],
  ...[anyKind(stickinessKind), anyKind(lifecycleKind), anyKind(pathsKind)],
  ...[anyKind(hogqlKind), anyKind(eventsKind)],
]

export function findKind(name: unknown): AnyKind {
  const found = KINDS.find(({ kind }) => kind === name)
  if (!found) throw new HogqlError(`Unsupported query kind: ${String(name)}`)
  return found
}
