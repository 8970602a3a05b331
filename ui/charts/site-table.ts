/** The tables of a site: their columns carry the names that PostHog's app translates, and figures come in pairs. */
const PREFIX = 'context.columns.'

interface SiteTable {
  columns: string[]
  rows: unknown[][]
}

export const isSiteTable = (columns: readonly string[]) =>
  columns.length > 0 && columns.every((name) => name.startsWith(PREFIX))

/** Names in words, and each pair as the figure now and, where something was compared, the one before in a column of its own. */
export function readSiteTable(columns: readonly string[], rows: readonly unknown[][]): SiteTable {
  const parts = columns.map((name, at) => {
    const words = wordsOf(name)
    const isPair = at > 0 && rows.every((row) => Array.isArray(row[at]) && row[at].length === 2)
    if (!isPair) return [{ name: words, of: (row: unknown[]) => row[at] }]
    const side = (index: number) => (row: unknown[]) => (Array.isArray(row[at]) ? row[at][index] : null)
    const compares = rows.some((row) => side(1)(row) !== null)
    return [{ name: words, of: side(0) }, ...(compares ? [{ name: `${words} before`, of: side(1) }] : [])]
  })
  const all = parts.flat()
  return { columns: all.map(({ name }) => name), rows: rows.map((row) => all.map(({ of }) => of(row))) }
}

function wordsOf(name: string): string {
  const words = name.slice(PREFIX.length).replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Figures over time, with one column for each. */
export const withMetrics = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'metrics' in item && typeof item.metrics === 'object'
    ? { ...item, ...item.metrics, metrics: undefined }
    : item
