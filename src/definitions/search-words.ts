import { invalid } from '../http/errors.ts'
import { characters } from '../lib/characters.ts'
import type { Json } from '../lib/json.ts'

/** Each word is looked for in each name, for which everybody who asks embedded Postgres waits. */
const MAX_CHARACTERS = 200

/** The different words of a text that is searched for. Throws 400 where it is longer than any name. */
export function searchWords(value: Json | undefined): string[] {
  const text = String(value ?? '').replaceAll('\0', '')
  if (characters(text) > MAX_CHARACTERS)
    throw invalid(`Search query must be ${MAX_CHARACTERS} characters or fewer.`, 'search')
  return [...new Set(text.split(' ').filter((word) => word !== ''))]
}
