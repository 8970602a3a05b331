import { ClickHouseError, STORE_CLOSED } from '../clickhouse/clickhouse.ts'

/**
 * Codes of the engine for which the events are not to blame: a store that closes, memory, a full disk, timeouts, the
 * network, files that cannot be read or written or are damaged, tables that are gone, replicas that are away. 1001 is
 * whatever the system refused the engine's libraries.
 */
const NOT_THE_EVENTS = new Set([
  STORE_CLOSED,
  ...[0, 74, 75, 76, 77, 87, 88, 107, 159, 164, 172, 173, 202, 204, 209, 210, 214, 225, 236, 240, 241, 242, 243, 252],
  ...[254, 279, 285, 286, 294, 319, 363, 394, 400, 425, 439, 458, 531, 586, 641, 735, 777, 778, 999, 1001],
  ...[40, 60, 81, 226, 232, 233, 246, 271, 432],
])
/** What the system refused the engine itself, such as more open files. The engine has a code for each call that may fail. */
const SYSTEM_REFUSED = /, errno: \d+, strerror: /

/** The classes of Postgres' codes for data that it refuses: of a wrong form, against a constraint, beyond a limit. */
const REFUSED_DATA = /^(22|23|54)/

/**
 * Whether an error says that the events themselves cannot be stored. A store that is short of something, damaged or
 * unreachable says nothing about them: then they may be sent again. A RangeError comes of an event that is nested too
 * deeply to be written.
 */
export function blamesEvents(error: unknown): boolean {
  if (error instanceof RangeError) return true
  if (error instanceof ClickHouseError) return !NOT_THE_EVENTS.has(error.code) && !SYSTEM_REFUSED.test(error.message)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && REFUSED_DATA.test(code)
}

/** Whether the store is being closed, as at every orderly end of the program. */
export const isClosing = (error: unknown): boolean => error instanceof ClickHouseError && error.code === STORE_CLOSED
