import { number, percent } from '../../insights/text/cells.ts'

/** How much a change means: it stands out, it cannot be judged, or it is within what is usual. */
export type Verdict = 'outside' | 'unjudged' | 'ordinary'

/** One thing that changed, as a sentence about a tile. */
export interface Finding {
  tile: string
  text: string
  verdict: Verdict
  /** Orders findings of the same verdict: the greater, the more important. */
  size: number
}

const NOTHING = 'No significant changes detected in the dashboard data.'
const MOST_LINES = 12
const RANKS: Record<Verdict, number> = { outside: 0, unjudged: 1, ordinary: 2 }

/** What is told of the findings, most important first, and how many are left out. */
export function told(findings: readonly Finding[]): { lines: Finding[]; more: number } {
  const sorted = findings.toSorted((a, b) => RANKS[a.verdict] - RANKS[b.verdict] || b.size - a.size)
  const lines = sorted.slice(0, MOST_LINES).map((finding) => {
    return { ...finding, tile: inOneLine(finding.tile), text: inOneLine(finding.text) }
  })
  return { lines, more: sorted.length - lines.length }
}

const inOneLine = (text: string) => text.replace(/\s+/g, ' ')

/** One line per finding that is told. */
export function summary(findings: readonly Finding[]): string {
  if (findings.length === 0) return NOTHING
  const { lines, more } = told(findings)
  return [...lines.map(({ tile, text }) => `- ${tile}: ${text}`), ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}

/** `120 -> 138 (+15%)`; without the percentage where the value was zero. */
export function change(before: number, after: number, shown: (value: number) => string = number): string {
  const share = before === 0 ? '' : ` (${after > before ? '+' : ''}${percent((after - before) / Math.abs(before))})`
  return `${shown(before)} -> ${shown(after)}${share}`
}

export const sizeOf = (before: number, after: number): number =>
  Math.abs(after - before) / Math.max(Math.abs(before), 1)
