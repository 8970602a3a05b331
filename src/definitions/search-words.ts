import { type RawBuilder, sql } from 'kysely'
import { invalid } from '../http/errors.ts'
import { characters } from '../lib/characters.ts'
import type { Json } from '../lib/json.ts'
import { containing } from '../lib/like.ts'

/** Each word is looked for in each name, for which everybody who asks embedded Postgres waits. */
const MAX_CHARACTERS = 200

/** The different words of a text that is searched for. Throws 400 where it is longer than any name. */
export function searchWords(value: Json | undefined): string[] {
  const text = String(value ?? '').replaceAll('\0', '')
  if (characters(text) > MAX_CHARACTERS)
    throw invalid(`Search query must be ${MAX_CHARACTERS} characters or fewer.`, 'search')
  return [...new Set(text.split(' ').filter((word) => word !== ''))]
}

/**
 * Whether the name of a row holds a word, in capitals or not. Names are compared by their bytes, and so their index knows
 * small letters of ASCII alone: a word with others is looked for without it.
 */
export function nameHolds(word: string): RawBuilder<boolean> {
  const pattern = containing(word)
  return IS_ASCII.test(word)
    ? sql<boolean>`lower(name) LIKE lower(${pattern} COLLATE "C")`
    : sql<boolean>`lower(name COLLATE "default") LIKE lower(${pattern} COLLATE "default")`
}

const IS_ASCII = /^[ -~]*$/
