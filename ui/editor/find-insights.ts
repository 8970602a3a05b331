import type { Insight } from '../api/types.ts'
import { hasWords } from '../kit/has-words.ts'
import { lineFor, titleFor } from './sentence.ts'

/** The insights in whose name, description, question or tags every typed word occurs. */
export const findInsights = (insights: readonly Insight[], typed: string): Insight[] =>
  insights.filter((insight) => {
    const { description, query, tags = [] } = insight
    return hasWords([titleFor(insight), description ?? '', lineFor(query), ...tags].join(' '), typed)
  })
