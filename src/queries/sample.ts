import type { JoinExpr } from '../hogql/ast.ts'
import { field } from '../hogql/build.ts'

/** Events, or those of the share of persons (0 to 1) that is asked for. */
export function eventsOf({ sample }: { sample: number }): JoinExpr {
  const table = field('events')
  return sample < 1 ? { table, sample: { numerator: sample, denominator: 1 } } : { table }
}

/** What a count over such a share would be over everybody. */
export const unsampled = (count: number, sample: number): number => (sample < 1 ? Math.round(count / sample) : count)
