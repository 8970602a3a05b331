/** Codes of errors that a person can repair by changing the query. */
export type HogqlErrorCode =
  | 'hogql_syntax_error'
  | 'hogql_query_error'
  | 'hogql_error'
  | 'table_access_denied'
  | 'invalid_property_filter'

/** An error to show: it says what is wrong with the query and where (offsets into its text). */
export class HogqlError extends Error {
  readonly code: HogqlErrorCode
  readonly start: number | undefined
  readonly end: number | undefined

  constructor(message: string, at: { start?: number; end?: number } = {}, code: HogqlErrorCode = 'hogql_query_error') {
    super(message)
    this.name = 'HogqlError'
    this.code = code
    this.start = at.start
    this.end = at.end
  }
}

/** A mistake of ours: one stage broke what the next relies on. Never shown. */
export class CompilerBug extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CompilerBug'
  }
}

/** For the `default` of a switch over all kinds of nodes: a new kind does not compile until it is handled. */
export function unreachable(value: never): never {
  throw new CompilerBug(`Unknown node ${JSON.stringify(value)}`)
}

/** ` Did you mean: …?` with up to three names at least 0.7 alike, or nothing. */
export function didYouMean(wrong: string, names: Iterable<string>): string {
  const close = [...names]
    .map((name) => ({ name, score: similarity(wrong.toLowerCase(), name.toLowerCase()) }))
    .filter(({ score }) => score >= 0.7)
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
  return close.length === 0 ? '' : ` Did you mean: ${close.map(({ name }) => `\`${name}\``).join(', ')}?`
}

/** 1 for equal words, 0 for nothing in common: one minus the share of letters to edit. */
export function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  if (longest === 0) return 1
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return 1 - (row[b.length] ?? 0) / longest
}
