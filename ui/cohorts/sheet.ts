/** Lists of people as a sheet that the API reads. */

export type IdKind = 'distinct_id' | 'email' | 'person_id'

export const ID_KINDS: { value: IdKind; words: string }[] = [
  { value: 'distinct_id', words: 'Distinct ids' },
  { value: 'email', words: 'Email addresses' },
  { value: 'person_id', words: 'Person ids (UUID)' },
]

export const isIdKind = (value: string): value is IdKind => ID_KINDS.some((kind) => kind.value === value)

/** The ids in a text: one a line, or with commas or semicolons between them; each once. */
export const idsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,;]+/)
      .map((id) => id.trim().replace(/^"(.*)"$/, '$1'))
      .filter(Boolean),
  ),
]

export const sheetOf = (kind: IdKind, ids: readonly string[]): string =>
  [kind, ...ids.map((id) => `"${id.replaceAll('"', '""')}"`)].join('\n')
