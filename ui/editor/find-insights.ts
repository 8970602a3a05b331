import type { Insight } from '../api/types.ts'
import { lineFor, titleFor } from './sentence.ts'

/** The insights in whose name, description, question or tags every typed word occurs. */
export function findInsights(insights: readonly Insight[], typed: string): Insight[] {
  const words = typed.toLowerCase().split(/\s+/)
  return insights.filter((insight) => {
    const all = [titleFor(insight), insight.description ?? '', lineFor(insight.query), ...(insight.tags ?? [])]
      .join(' ')
      .toLowerCase()
    return words.every((word) => all.includes(word))
  })
}
