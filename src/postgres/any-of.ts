import { type RawBuilder, sql } from 'kysely'

const LISTS = { int: sql`int[]`, text: sql`text[]`, uuid: sql`uuid[]` }

/**
 * One of these values, for the right side of `=`. It is one parameter, however long the list: a page of thousands of rows would
 * take as many to say what belongs to it, and a statement may have 65,535.
 */
export const anyOf = <T extends number | string>(values: readonly T[], type: keyof typeof LISTS): RawBuilder<T> =>
  sql<T>`ANY(${[...values]}::${LISTS[type]})`
