import { listsByKey } from '../lib/lists-by-key.ts'
import { cohortsIn } from './criteria.ts'
import { type Cohort, criteriaOf } from './store.ts'

type Graph = ReadonlyMap<number, readonly number[]>

/** Cohort → the cohorts that its criteria name. A static cohort is its list, whatever it was made from. */
export function graphOf(cohorts: readonly Cohort[]): Graph {
  return new Map(
    cohorts.map((cohort) => {
      const criteria = cohort.is_static ? undefined : criteriaOf(cohort)
      return [cohort.id, criteria ? cohortsIn(criteria) : []]
    }),
  )
}

/** Everything that can be reached, the nearest first. */
export function reachableFrom(start: readonly number[], graph: Graph): Set<number> {
  const reached = new Set<number>()
  const todo = [...start]
  for (let id = todo.shift(); id !== undefined; id = todo.shift()) {
    if (reached.has(id)) continue
    reached.add(id)
    todo.push(...(graph.get(id) ?? []))
  }
  return reached
}

/** The graph with its arrows reversed: cohort → those that name it. */
export function dependents(graph: Graph): Graph {
  return listsByKey([...graph].flatMap(([id, named]) => named.map((other) => [other, id] as const)))
}

/** These cohorts in such an order that each comes after those it names. */
export function inOrder(ids: ReadonlySet<number>, graph: Graph): number[] {
  const done = new Set<number>()
  const visit = (id: number) => {
    if (done.has(id)) return
    done.add(id)
    for (const named of graph.get(id) ?? []) if (ids.has(named)) visit(named)
    order.push(id)
  }
  const order: number[] = []
  for (const id of ids) visit(id)
  return order
}
