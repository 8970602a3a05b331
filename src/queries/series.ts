import type { Expr } from '../hogql/ast.ts'
import { and, call, compare, constant, field, or } from '../hogql/build.ts'
import { HogqlError } from '../hogql/errors.ts'
import { isObject, type JsonObject } from '../lib/json.ts'
import type { Properties } from '../schema/filters.ts'
import type { EntityNode, EventsNode, GroupNode, SeriesNode } from '../schema/query/common.ts'
import { actionCondition } from './actions.ts'
import type { ActionData, QueryContext } from './context.ts'
import { eventIs, filtersToExpr, testAccountFilter } from './filters.ts'

/** One series of an insight: which events it counts and what it is called. */
export interface Series {
  node: SeriesNode
  index: number
  label: string
  /** The event or action alone. */
  entity: Expr
  /** Its own property filters. */
  filters: Expr
}

/** The series of a query. One whose action does not exist is left out. */
export function seriesOf(nodes: SeriesNode[], ctx: QueryContext): Series[] {
  return nodes.flatMap((node, index) => {
    const entity = entityOf(node, ctx)
    if (!entity) return []
    return [{ node, index, label: entity.label, entity: entity.condition, filters: filtersOf(node, ctx) }]
  })
}

/** The events and actions that a series is made of. */
export const entitiesOf = (node: SeriesNode): EntityNode[] => (node.kind === 'GroupNode' ? node.nodes : [node])

const filtersOf = (node: SeriesNode, ctx: QueryContext) =>
  and(filtersToExpr(node.properties, ctx), filtersToExpr(node.fixedProperties, ctx))

interface Entity {
  label: string
  condition: Expr
}

function entityOf(node: SeriesNode, ctx: QueryContext): Entity | undefined {
  return node.kind === 'GroupNode' ? groupEntity(node, ctx) : oneEntity(node, ctx)
}

/** Any of several, each under its own filters. */
function groupEntity({ nodes }: GroupNode, ctx: QueryContext): Entity | undefined {
  const parts = nodes.flatMap((node) => {
    const entity = oneEntity(node, ctx)
    return entity ? [{ ...entity, condition: and(entity.condition, filtersOf(node, ctx)) }] : []
  })
  if (parts.length === 0) return undefined
  const label = parts.map((part) => part.label).join(', ')
  return { label, condition: or(...parts.map(({ condition }) => condition)) }
}

function oneEntity(node: EntityNode, ctx: QueryContext): Entity | undefined {
  if (node.kind === 'EventsNode') return eventEntity(node)
  const action: ActionData | undefined = ctx.actions.find(({ id }) => id === node.id)
  return action && { label: action.name, condition: actionCondition(action, ctx) }
}

function eventEntity({ event }: EventsNode): Entity {
  return event ? { label: event, condition: eventIs(event) } : { label: 'All events', condition: constant(true) }
}

interface Filtered {
  properties?: Properties | null | undefined
  filterTestAccounts?: boolean | null | undefined
  aggregation_group_type_index?: number | null | undefined
}

/** The filters of the whole query. */
export function queryFilters(node: Filtered, ctx: QueryContext): Expr {
  return and(filtersToExpr(node.properties, ctx), testAccountFilter(node.filterTestAccounts, ctx))
}

/** Who is counted, and whether an event has one. */
export interface Actor {
  id: Expr
  exists: Expr
  isPerson: boolean
}

/** Who is counted: persons, or groups of one type. */
export function actorOf(node: Filtered): Actor {
  const index = node.aggregation_group_type_index
  return index === null || index === undefined ? personActor() : groupActor(index)
}

export const personActor = (): Actor => ({ id: field('person_id'), exists: constant(true), isPerson: true })

export const groupActor = (index: number): Actor => ({
  id: field(`$group_${index}`),
  exists: compare('!=', field(`$group_${index}`), constant('')),
  isPerson: false,
})

/** The numeric value of a property of a series. */
export function numericProperty(node: SeriesNode): Expr {
  const key = node.math_property ?? ''
  if (key === '$time') return call('toUnixTimestamp', field('timestamp'))
  if (node.math_property_type === 'data_warehouse_properties')
    throw new HogqlError('Properties of data warehouse tables are not supported')
  if (node.math_property_type === 'person_properties') return call('toFloat', field('person', 'properties', key))
  if (node.math_property_type === 'session_properties') return call('toFloat', field('session', key))
  return call('toFloat', field('properties', key))
}

/** The name of an event or the number of an action; several have none, nor has any event. */
export const entityId = (node: SeriesNode): string | number | null =>
  node.kind === 'ActionsNode' ? node.id : node.kind === 'EventsNode' ? node.event || null : null

/** How an item of a result names its series. */
export function actionOf({ node, index, label }: Series): Record<string, unknown> {
  return {
    id: entityId(node),
    type: node.kind === 'ActionsNode' ? 'actions' : 'events',
    order: index,
    name: label,
    custom_name: node.custom_name ?? null,
  }
}

/** A kept answer with the custom names of the query that asks for it now. */
export function relabelled(result: JsonObject, { series }: { series: SeriesNode[] }): JsonObject {
  const items = Array.isArray(result['results']) ? result['results'] : []
  const results = items.map((item) => {
    if (!isObject(item) || !isObject(item['action'])) return item
    const custom_name = series[Number(item['action']['order'])]?.custom_name ?? null
    return { ...item, action: { ...item['action'], custom_name } }
  })
  return { ...result, results }
}
