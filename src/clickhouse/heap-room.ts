// Whether the heap has room for the rows of an answer: the engine limits what it uses itself, and not what its rows become here.
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { ClickHouseError, NO_ROOM } from './clickhouse.ts'

/** What a byte of an answer may become at worst: `[],` is an object of its own. */
const GROWTH = 13
/** The part of the heap that answers may fill. A program that runs out of it ends, for everybody. */
const FILLED = 0.7
/** What finds room always. */
export const LITTLE_BYTES = 2 ** 18
const COLLECT_AGAIN_MS = 2_000
let collected = Number.NEGATIVE_INFINITY

/** Refuses to read on where the rows of these bytes may not find room beside all that this program holds already. */
export function requireRoom(bytes: number): void {
  if (bytes < LITTLE_BYTES || hasRoom(bytes)) return
  // Much of what fills the heap may be garbage, such as the last answers that were refused.
  if (performance.now() - collected > COLLECT_AGAIN_MS) {
    collectGarbage()
    collected = performance.now()
    if (hasRoom(bytes)) return
  }
  throw new ClickHouseError('There is no room for so large an answer', NO_ROOM)
}

function hasRoom(bytes: number): boolean {
  const { used_heap_size, heap_size_limit } = getHeapStatistics()
  return used_heap_size + GROWTH * bytes <= FILLED * heap_size_limit
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
}
