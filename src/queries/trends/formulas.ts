import { type JsonObject, objectsOf } from '../../lib/json.ts'
import { listsByKey } from '../../lib/lists-by-key.ts'
import type { TrendsQuery } from '../../schema/query/trends.ts'
import { parseFormula } from '../formula.ts'
import { relabelled } from '../series.ts'
import { brokenDownBy, common, inOrder, type TrendLine } from './items.ts'
import type { TrendsPlan } from './plan.ts'

/** The items of formulas instead of those of series; undefined when there is no formula. */
export function applyFormulas(
  node: TrendsQuery,
  lines: TrendLine[],
  plan: TrendsPlan,
): Record<string, unknown>[] | undefined {
  const formulas = formulasOf(node)
  if (formulas.length === 0) return undefined
  return formulas.flatMap((named, order) => {
    const compute = parseFormula(named.formula, node.series.length)
    const results = groupsOf(lines).map((group) => combine(group, compute, plan))
    return inOrder(results).map((line) => ({
      ...common(line, plan),
      ...(plan.totalValue ? { data: null } : {}),
      label: line.breakdown ? line.breakdown.label : nameOf(named),
      order,
      action: null,
    }))
  })
}

/** A kept answer with the custom names that the query which asks for it now gives its formulas, or its series. */
export function relabelledTrends(result: JsonObject, node: TrendsQuery): JsonObject {
  const formulas = formulasOf(node)
  if (formulas.length === 0) return relabelled(result, node)
  const results = objectsOf(result['results']).map((item) => {
    const named = formulas[Number(item['order'])]
    return named && item['breakdown_value'] === undefined ? { ...item, label: nameOf(named) } : item
  })
  return { ...result, results }
}

interface NamedFormula {
  formula: string
  custom_name?: string | null | undefined
}

const nameOf = ({ formula, custom_name }: NamedFormula) => custom_name || `Formula (${formula})`

/** The first spelling that is there wins. */
function formulasOf(node: TrendsQuery): NamedFormula[] {
  const { formulaNodes, formulas, formula } = node.trendsFilter ?? {}
  if (formulaNodes && formulaNodes.length > 0) return formulaNodes
  if (formulas && formulas.length > 0) return formulas.map((text) => ({ formula: text }))
  return formula ? [{ formula }] : []
}

/** Lines of one period and one breakdown value, one per series at most. */
function groupsOf(lines: TrendLine[]): TrendLine[][] {
  return [...listsByKey(lines.map((line) => [line.period + brokenDownBy(line), line])).values()]
}

function combine(group: TrendLine[], compute: ReturnType<typeof parseFormula>, plan: TrendsPlan): TrendLine {
  const [first] = group
  if (!first) throw new Error('A group without lines')
  const of = (position: number) => group.find((line) => line.series === position)
  if (plan.totalValue) return { ...first, total: compute((position) => of(position)?.total ?? 0) }
  const data = first.range.buckets.map((_, i) => compute((position) => of(position)?.data[i] ?? 0))
  return { ...first, data, total: data.reduce((sum, value) => sum + value, 0) }
}
