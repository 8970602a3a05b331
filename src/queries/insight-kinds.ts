import { funnelsKind } from './funnels/kind.ts'
import type { QueryKind } from './kind.ts'
import { lifecycleKind } from './lifecycle/kind.ts'
import { pathsKind } from './paths/kind.ts'
import { retentionKind } from './retention/kind.ts'
import { stickinessKind } from './stickiness/kind.ts'
import { trendsKind } from './trends/kind.ts'

/** The kinds that are drawn as charts and have actors behind their points. */
export const INSIGHT_KINDS: readonly QueryKind[] = [
  trendsKind,
  funnelsKind,
  retentionKind,
  stickinessKind,
  lifecycleKind,
  pathsKind,
]
