/** Codes of errors that a person can repair by changing the query. */
type HogqlErrorCode =
  | 'hogql_syntax_error'
  | 'hogql_query_error'
  | 'hogql_error'
  | 'invalid_limit_expression'
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

/** A mistake of this program: one stage broke what the next relies on. Its text is never shown to whoever asked. */
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

/** ` Did you mean: …?` with up to three names that are much like the wrong one, or nothing. */
export function didYouMean(wrong: string, names: Iterable<string>): string {
  const close = similarNames(wrong, [...names].sort()).slice(0, 3)
  return close.length === 0 ? '' : ` Did you mean: ${close.map((name) => `\`${name}\``).join(', ')}?`
}

/** How alike a name must be to be suggested: at most three letters in ten differ. */
const LEAST_SIMILARITY = 0.7

/** The names that are much like a wrong one, in any case: the most similar first, equally similar ones as they were given. */
export function similarNames(wrong: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, score: similarity(wrong.toLowerCase(), name.toLowerCase()) }))
    .filter(({ score }) => score >= LEAST_SIMILARITY)
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name)
}

/** A name may be as long as a query, and comparing it with every other would hold up everybody. */
const LONGEST_NAME = 200

/** 1 for equal words, 0 for nothing in common: one minus the share of letters to edit (the distance of Levenshtein). */
function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  if (longest === 0) return 1
  if (longest > LONGEST_NAME) return 0
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
