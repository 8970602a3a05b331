import { constant } from '../hogql/build.ts'

/** Rows under named columns, a page of them: how lists of events, persons and groups are answered. */
export interface RowsPage {
  results: unknown[][]
  columns: string[]
  /** ClickHouse types, one for each column. */
  types: string[]
  hasMore: boolean
  limit: number
  offset: number
}

/** Which page is asked for: how many rows, and how many before them. */
interface Asked {
  limit?: number | null | undefined
  offset?: number | null | undefined
}

export const DEFAULT_LIMIT = 100
export const MAX_LIMIT = 50_000

const limitOf = ({ limit }: Asked) => Math.min(limit ?? DEFAULT_LIMIT, MAX_LIMIT)

/** The clauses of a page. One row more than is shown tells whether there are more. */
export const pageClauses = (asked: Asked) => ({
  limit: constant(limitOf(asked) + 1),
  offset: constant(asked.offset ?? 0),
})

/** What is shown of the rows that {@link pageClauses} gave. */
export function pageOf<Row>(rows: Row[], asked: Asked) {
  const limit = limitOf(asked)
  return { results: rows.slice(0, limit), hasMore: rows.length > limit, limit, offset: asked.offset ?? 0 }
}
