import type { ZodType } from 'zod'
import type { Column } from '../clickhouse/clickhouse.ts'
import type { Query } from '../hogql/ast.ts'
import type { CompiledColumn } from '../hogql/compile.ts'
import type { Fillings } from '../hogql/placeholders.ts'
import { invalid } from '../http/errors.ts'
import { type JsonObject, objectOr } from '../lib/json.ts'
import type { DashboardFilter } from '../schema/dashboard-filter.ts'
import type { Interval } from '../schema/date-range.ts'
import { readLenient } from '../schema/lenient.ts'
import type { ActorSelection } from '../schema/query/actors.ts'
import type { QueryVariable } from '../schema/query/hogql.ts'
import type { QueryContext } from './context.ts'
import type { ResolvedRange } from './date-range.ts'
import type { ActorOptions, ActorsSource } from './insight-actors.ts'

/** One statement of a query, under the name by which its rows are found again. */
export interface NamedQuery {
  name: string
  query: Query
  fillings?: Fillings
}

/** What came back for one statement. */
export interface Answer {
  columns: CompiledColumn[]
  types: Column[]
  rows: unknown[][]
  hogql: string
}

export type Answers = ReadonlyMap<string, Answer>

/** What a kind of query is. `run.ts` never asks which kind it has; each kind answers for itself. */
interface KindDefinition<Node, Result extends object> {
  kind: string
  node: ZodType<Node>
  /** The statements that answer the node, as HogQL trees. Pure. */
  build(node: Node, ctx: QueryContext): NamedQuery[]
  /** Rows → what PostHog's clients expect. Pure; a promise only so that long lists are shaped in turns. */
  shape(answers: Answers, node: Node, ctx: QueryContext): Result | Promise<Result>
  /** The node without what never changes an answer, for the cache key. The node itself unless it is said. */
  canonical?(node: Node): unknown
  /** The period it covers, where it has one. */
  range?(node: NoInfer<Node>, ctx: QueryContext): ResolvedRange | undefined
  /** The interval that decides when an answer goes stale. */
  interval(node: NoInfer<Node>): Interval
  /** Answers are for editors and pickers: they are not cached, and do not say how old they are. */
  fleeting?: true
  /** The kind is an insight: clients may refresh its answers less often than others. */
  insight?: true
  /** The node under a dashboard's filters and with its variables. Left out where neither means anything to the kind. */
  override?(node: Node, filter: DashboardFilter, variables: Readonly<Record<string, QueryVariable>>): Node
  /** Writes into a cached answer what the cache key leaves out: custom names. */
  relabel?(result: JsonObject, node: NoInfer<Node>): JsonObject
  /** Answers say who persons are: what is known of them and still on its way to the event store is sent first. */
  listsPersons?: true
  /** Its rows may be streamed as a sheet; then the limits of an answer do not apply (`unlimited` of the context). */
  streamed?: true
  /** Whether the earliest event has to be looked up. Unless it is said, it is where the node's range begins with "all". */
  needsEarliest?(node: Node): boolean
  /** Insights: the actors behind one point of the answer. */
  actors?(node: Node, selection: ActorSelection, ctx: QueryContext): ActorsSource
  /** Insights: the points that can be asked for; values of a breakdown are read from the answer. */
  options?(node: Node, ctx: QueryContext, result: JsonObject | undefined): Partial<ActorOptions>
}

/** A query of some kind, ready to run: the kind's functions with the checked node inside. */
export interface PreparedQuery {
  kind: string
  insight: boolean
  fleeting: boolean
  listsPersons: boolean
  streamed: boolean
  interval: Interval
  needsEarliest: boolean
  canonical: unknown
  /** The checked node, to be shown. */
  node: unknown
  relabel(result: JsonObject): JsonObject
  range(ctx: QueryContext): ResolvedRange | undefined
  build(ctx: QueryContext): NamedQuery[]
  shape(answers: Answers, ctx: QueryContext): object | Promise<object>
  actors(selection: ActorSelection, ctx: QueryContext): ActorsSource
  options(ctx: QueryContext, result: JsonObject | undefined): Partial<ActorOptions>
}

/** A kind whose type of nodes is hidden: it takes JSON, and gives a prepared query or throws the schema's error. */
export interface QueryKind {
  kind: string
  prepare(json: unknown, filter: DashboardFilter, variables: Readonly<Record<string, QueryVariable>>): PreparedQuery
}

export function queryKind<Node, Result extends object>(kind: KindDefinition<Node, Result>): QueryKind {
  return {
    kind: kind.kind,
    prepare: (json, filter, variables) => {
      const checked = readLenient(kind.node, json)
      const node = kind.override ? kind.override(checked, filter, variables) : checked
      return {
        kind: kind.kind,
        insight: kind.insight ?? false,
        fleeting: kind.fleeting ?? false,
        listsPersons: kind.listsPersons ?? false,
        streamed: kind.streamed ?? false,
        interval: kind.interval(node),
        needsEarliest: kind.needsEarliest?.(node) ?? (kind.range !== undefined && beginsWithAll(node)),
        node,
        relabel: (result) => kind.relabel?.(result, node) ?? result,
        canonical: kind.canonical?.(node) ?? node,
        range: (ctx) => kind.range?.(node, ctx),
        build: (ctx) => kind.build(node, ctx),
        shape: (answers, ctx) => kind.shape(answers, node, ctx),
        actors: (selection, ctx) => {
          if (!kind.actors) throw invalid(`A ${kind.kind} has no actors.`, 'source')
          return kind.actors(node, selection, ctx)
        },
        options: (ctx, result) => kind.options?.(node, ctx, result) ?? {},
      }
    },
  }
}

const beginsWithAll = (node: unknown) => objectOr(objectOr(node)['dateRange'])['date_from'] === 'all'
