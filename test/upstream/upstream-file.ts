/**
 * The public tests of PostHog that Hoglet answers for, by name. Each has a counterpart of our own, written from the
 * behaviour and not from the code: the path of a test file and the title of a test in it, or the first cell of a row
 * in its table, as `path › title`. A test
 * that does not apply here says why: it is about an older form (`old`), about licensing or a product that Hoglet leaves
 * out (`skip`), or about a thing that may be left out (`optional`).
 */
export interface UpstreamFile {
  /** As in PostHog's repository; `own` for what no public test was seen to prove. */
  file: string
  tests: Readonly<Record<string, Counterpart>>
}

export type Counterpart = `${string} › ${string}` | { old: string } | { skip: string } | { optional: string }
