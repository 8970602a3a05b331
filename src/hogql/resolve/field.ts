import type { Expr, Field } from '../ast.ts'
import { call, field } from '../build.ts'
import type { PropertyType, PropertyTypes } from '../context.ts'
import { didYouMean, HogqlError } from '../errors.ts'
import { type Column, type Property, type PropertyRead, type Sql, sql } from '../sql.ts'
import { VIRTUAL_PERSON_PROPERTIES } from '../tables/virtual-properties.ts'
import type { Resolver, Scope, Source } from './scope.ts'

/** What a dotted name means here: a lambda's parameter, an alias, a column, something behind a lazy join, a property. */
export function resolveField(node: Field, scope: Scope, resolver: Resolver): Sql {
  const virtual = virtualProperty(node, scope, resolver)
  if (virtual) return resolver.value(virtual, scope)
  const [first, ...rest] = node.chain
  if (typeof first !== 'string') throw unresolved(node)
  const local = scope.locals.get(first)
  if (local) return access(local, rest, resolver)
  const named = scope.sources.find((source) => source.alias === first)
  const [second] = rest
  if (named && typeof second === 'string') {
    const found = fromSource(named, second, rest.slice(1), resolver)
    if (found) return found
  }
  return unqualified(node, first, rest, scope, resolver)
}

/** What `person.properties.$virt_initial_channel_type` or, as a column of persons, `person.$virt_…` stands for. */
function virtualProperty({ chain }: Field, scope: Scope, resolver: Resolver): Expr | undefined {
  const name = String(chain.at(-1))
  const virtual = VIRTUAL_PERSON_PROPERTIES.get(name)
  if (!virtual || (chain.length === 1 && scope.aliases.has(name))) return undefined
  const owner = chain.slice(0, -1)
  const properties = owner.at(-1) === 'properties' ? owner : [...owner, 'properties']
  if (properties !== owner && !isOfPersons(resolver.raw(field(...properties), scope))) return undefined
  return virtual((initial) => field(...properties, `$initial_${initial}`))
}

const isOfPersons = (column: Sql) => column.node === 'Column' && column.json?.owner.kind === 'person'

/** Functions that SQL calls without brackets, unless something here has the name. */
const WITHOUT_BRACKETS: ReadonlySet<string> = new Set(['current_timestamp', 'current_date'])

function unqualified(node: Field, first: string, rest: (string | number)[], scope: Scope, resolver: Resolver): Sql {
  const found = scope.sources.filter((source) => source.column(first) ?? source.child(first))
  const alias = scope.aliases.get(first)
  if (alias && !(scope.beforeAggregation && alias.aggregate && found.length > 0)) {
    const keeps = alias.expr.type.name === 'json' || alias.expr.node === 'Property'
    return access(
      keeps && rest.length > 0 ? alias.expr : { node: 'Name', name: first, type: alias.expr.type },
      rest,
      resolver,
    )
  }
  if (found.length > 1) throw new HogqlError(`Ambiguous query. Found multiple sources for field: ${first}`, node)
  const value = found[0] && fromSource(found[0], first, rest, resolver)
  if (value) return value
  const cte = scope.ctes.get(first)
  if (cte?.cte.cte_type === 'column') {
    resolver.spend()
    return access(resolver.value(cte.cte.expr, { ...scope, ctes: cte.scope.ctes }), rest, resolver)
  }
  if (rest.length === 0 && WITHOUT_BRACKETS.has(first.toLowerCase()))
    return resolver.value(call(first.toLowerCase()), scope)
  throw unresolved(node, scope)
}

function fromSource(source: Source, name: string, rest: (string | number)[], resolver: Resolver): Sql | undefined {
  const column = source.column(name)
  if (column) return access(column, rest, resolver)
  const child = source.child(name)
  const [next] = rest
  return child && typeof next === 'string' ? fromSource(child, next, rest.slice(1), resolver) : undefined
}

/** One step or more into a value: keys of JSON, elements of a tuple. */
export function access(value: Sql, path: (string | number)[], resolver: Resolver): Sql {
  const [next, ...rest] = path
  if (next === undefined) return value
  if (value.node === 'Column' && value.type.name === 'json') return property(value, path, resolver)
  if (value.node === 'Property') return property(value.column, [...value.path, ...path], resolver)
  const element =
    typeof next === 'number'
      ? sql.element(value, next)
      : sql.call('tupleElement', [value, sql.text(next)], sql.type('unknown', true))
  return access(element, rest, resolver)
}

const READ_AS: Record<PropertyType, PropertyRead> = {
  String: 'scalar',
  Numeric: 'number',
  Duration: 'number',
  Boolean: 'boolean',
  DateTime: 'datetime',
}

const TYPE_OF = {
  text: 'string',
  string: 'string',
  scalar: 'string',
  raw: 'string',
  object: 'string',
  number: 'float',
  boolean: 'boolean',
} as const

/** A property read as its definition says. */
function property(column: Column, path: (string | number)[], resolver: Resolver): Property {
  const [key] = path
  const defined =
    path.length === 1 && typeof key === 'string' ? definedType(column, key, resolver.ctx.property_types) : undefined
  return propertyAs(column, path, defined ? READ_AS[defined] : 'text')
}

/** A property read in a given way. */
export function propertyAs(column: Column, path: (string | number)[], as: PropertyRead): Property {
  const name = as === 'datetime' ? 'datetime' : as === 'exists' ? 'boolean' : TYPE_OF[as]
  return { node: 'Property', column, path, as, type: sql.type(name, as !== 'exists' && as !== 'object') }
}

function definedType(column: Column, key: string, types: PropertyTypes): PropertyType | undefined {
  const owner = column.json?.owner
  if (!owner || owner.kind === 'none') return undefined
  const defined = owner.kind === 'group' ? types.group[owner.index ?? -1] : types[owner.kind]
  return defined && Object.hasOwn(defined, key) ? defined[key] : undefined
}

function unresolved(node: Field, scope?: Scope): HogqlError {
  const near = scope ? [...scope.aliases.keys(), ...scope.sources.flatMap((source) => source.visible)] : []
  const name = node.chain.join('.')
  const hint = near.length > 0 ? didYouMean(String(node.chain[0]), new Set(near)) : ''
  return new HogqlError(`Unable to resolve field: ${name}${hint && `.${hint}`}`, node)
}
