import type { PathsQuery } from '../../schema/query/paths.ts'
import type { Answers } from '../kind.ts'
import { readRows } from '../rows.ts'
import { unsampled } from '../sample.ts'

export interface PathsEdge {
  source: string
  target: string
  value: number
  average_conversion_time: number
}

interface PathsResult {
  results: PathsEdge[]
}

/** Rows → edges that can be reached from a first item. */
export function shapePaths(answers: Answers, node: PathsQuery): PathsResult {
  const sample = node.samplingFactor ?? 1
  const edges = readRows(answers.get('edges')).map((row) => ({
    source: String(row['source']),
    target: String(row['target']),
    value: unsampled(Number(row['value']), sample),
    average_conversion_time: Number(row['milliseconds']),
  }))
  return { results: reachable(edges) }
}

/** Edges go from one step to the next, so one look at each step in its order is enough. */
function reachable(edges: PathsEdge[]): PathsEdge[] {
  const found = new Set<string>()
  const stepOf = ({ source }: PathsEdge) => Number(source.split('_')[0])
  for (const edge of edges.toSorted((a, b) => stepOf(a) - stepOf(b))) {
    if (stepOf(edge) === 1 || found.has(edge.source)) found.add(edge.source).add(edge.target)
  }
  return edges.filter(({ source }) => found.has(source))
}
