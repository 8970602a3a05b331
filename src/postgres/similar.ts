import { type RawBuilder, sql } from 'kysely'

/** Whether a list was searched, and how a row of it fits: it holds the words, or words that are nearly these. */
export type SearchMatch = 'exact' | 'similar'

/** The measure at which Postgres itself calls words alike. */
const ALIKE = 0.6

/** How alike a search and the most similar part of a text are, from 0 to 1, by the letters they share in threes. */
export const likeness = (search: string, text: RawBuilder<unknown>): RawBuilder<number> =>
  sql<number>`word_similarity(${search}::text, coalesce(${text}, ''))`

export const isAlike = (search: string, text: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${likeness(search, text)} >= ${ALIKE}`
