import { call, field, select } from '../build.ts'
import { CompilerBug } from '../errors.ts'
import { type From, type Sql, sql, type TableDefinition } from '../sql.ts'
import { EVENTS } from '../tables/events.ts'
import { groupsTable } from '../tables/groups.ts'
import { PERSON_DISTINCT_ID_OVERRIDES, PERSON_DISTINCT_IDS, PERSONS } from '../tables/persons.ts'
import { SESSION_COLUMNS, sessionsQuery } from '../tables/sessions.ts'
import { emptyScope, type Resolver, type Source } from './scope.ts'
import { nearby } from './session-time.ts'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** How a table joined lazily is reached: what stands in FROM, and the condition of the join. */
interface LazyJoin {
  source: Source
  on: Sql
}

/**
 * A table in FROM, with the joins that a query need not write. A name such as `person.properties.plan` or `group_0.key`
 * adds a join behind the table, once, and only if it is named; in some person modes it needs no join at all.
 */
export class TableSource implements Source {
  readonly alias: string
  readonly visible: string[]
  private readonly table: TableDefinition
  private readonly resolver: Resolver
  /** The table stands behind a JOIN, whose ON may name its columns but nothing that is joined after it. */
  private readonly isBehind: boolean
  private readonly joins = new Map<string, LazyJoin>()

  constructor(table: TableDefinition, alias: string, resolver: Resolver, isBehind = false) {
    this.isBehind = isBehind
    this.table = table
    this.alias = alias
    this.resolver = resolver
    this.visible = Object.entries(table.columns).flatMap(([name, column]) => (column.hidden ? [] : [name]))
    if (table === EVENTS) this.visible.push('person_id')
  }

  column(name: string): Sql | undefined {
    if (this.table === EVENTS && name === 'person_id') return this.personId()
    const definition = Object.hasOwn(this.table.columns, name) ? this.table.columns[name] : undefined
    if (!definition) return undefined
    if (definition.compute) return definition.compute((other) => this.required(other))
    return {
      ...sql.column(this.alias, definition.physical ?? name, definition.type),
      ...(definition.json ? { json: definition.json } : {}),
      ...(definition.type.name === 'datetime' ? { utc: true } : {}),
    }
  }

  child(name: string): Source | undefined {
    if (this.table === EVENTS) return this.childOfEvent(name)
    if (this.table === PERSONS && name === 'pdi') {
      return this.join(name, PERSON_DISTINCT_IDS, 'person_id', this.required('id'))
    }
    if (name === 'person' && 'person_id' in this.table.columns)
      return this.join(name, PERSONS, 'id', this.required('person_id'))
    return undefined
  }

  from(where: readonly Sql[]): From[] {
    const joined = [...this.joins.values()].flatMap(({ source, on }) => {
      const [first, ...rest] = source.from(where)
      return first ? [{ ...first, join: 'LEFT ANY JOIN' as const, on }, ...rest] : []
    })
    return [{ source: { node: 'TableRead', table: this.table }, alias: this.alias }, ...joined]
  }

  private childOfEvent(name: string): Source | undefined {
    const mode = this.resolver.ctx.person_mode
    const stored = mode.endsWith('properties_on_events') || name === 'poe'
    const group = /^(group|goe)_([0-4])$/.exec(name)
    if (name === 'poe' || (name === 'person' && stored)) return this.storedPerson()
    if (name === 'person') return this.join('person', PERSONS, 'id', this.personId())
    if (name === 'pdi') return this.join('pdi', PERSON_DISTINCT_IDS, 'distinct_id', this.required('distinct_id'))
    if (name === 'session') return this.session()
    return group ? this.group(Number(group[2])) : undefined
  }

  /** The id of the event's person: as it was stored, or after merges, as the person mode says. */
  private personId(): Sql {
    const { person_mode, has_overrides } = this.resolver.ctx
    const stored = this.required('stored_person_id')
    const mine = this.required('distinct_id')
    if (person_mode === 'disabled') {
      if (this.isBehind) return this.lookedUp('person_distinct_ids', mine, sql.text(NOBODY))
      return this.join('pdi', PERSON_DISTINCT_IDS, 'distinct_id', mine).column('person_id') ?? stored
    }
    if (person_mode === 'person_id_no_override_properties_on_events' || !has_overrides) return stored
    if (this.isBehind) return this.lookedUp('person_distinct_id_overrides', mine, stored)
    const override = this.join('override', PERSON_DISTINCT_ID_OVERRIDES, 'distinct_id', mine)
    const found = sql.call('notEmpty', [columnOf(override, 'distinct_id')], sql.type('boolean'))
    return sql.call('if', [found, columnOf(override, 'person_id'), stored], sql.type('uuid'))
  }

  /** What a table of distinct ids says of one, without a join: all of its rows are read once for the statement. */
  private lookedUp(table: string, mine: Sql, otherwise: Sql): Sql {
    const texts = (name: string) => call('groupArray', call('toString', field(name)))
    const pairs = select({ select: [call('tuple', texts('distinct_id'), texts('person_id'))], from: table })
    const { query } = this.resolver.query(pairs, emptyScope())
    const read: Sql = { node: 'Subquery', query, type: sql.type('unknown') }
    const side = (index: number) => sql.element(read, index, read.type)
    const string = sql.type('string')
    const found = sql.call('transform', [mine, side(1), side(2), sql.call('toString', [otherwise], string)], string)
    return sql.call('toUUID', [found], sql.type('uuid'))
  }

  /** The person as the event knew it, without a join. Only whether it is identified has to be asked of persons. */
  private storedPerson(): Source {
    const columns: Record<string, () => Sql> = {
      id: () => this.personId(),
      properties: () => this.required('person_properties'),
      created_at: () => this.required('person_created_at'),
      is_identified: () => columnOf(this.join('person', PERSONS, 'id', this.personId()), 'is_identified'),
    }
    return {
      alias: this.alias,
      visible: ['id', 'created_at', 'properties'],
      column: (name) => (Object.hasOwn(columns, name) ? columns[name]?.() : undefined),
      child: (name) =>
        name === 'pdi' ? this.join('person_pdi', PERSON_DISTINCT_IDS, 'person_id', this.personId()) : undefined,
      from: () => [],
    }
  }

  /** Keys are unique within a group type only, so the join asks for both. */
  private group(index: number): Source {
    return this.joinOnce(`group_${index}`, (alias) => {
      const source = new TableSource(groupsTable(index), alias, this.resolver)
      const isSameKey = sql.equals(this.required(`$group_${index}`), columnOf(source, 'key'))
      return { source, on: sql.and([isSameKey, sql.equals(columnOf(source, 'index'), sql.small(index))]) }
    })
  }

  /** What an event that belongs to no session says of it is NULL, where the join would give a zero. */
  private session(): Source {
    return this.joinOnce('session', (alias) => {
      const source = sessionsSource(alias, this.resolver, { from: this.alias, name: 'timestamp' })
      const id = columnOf(source, 'session_id')
      const column = (name: string) => {
        const found = source.column(name)
        if (!found || name === 'session_id' || found.type.name === 'array') return found
        const isMissing = sql.call('isNull', [id], sql.type('boolean'))
        return sql.call('if', [isMissing, sql.null(), found], sql.type(found.type.name, true))
      }
      return { source: { ...source, column }, on: sql.equals(this.required('$session_id'), id) }
    })
  }

  private join(name: string, table: TableDefinition, key: string, value: Sql): Source {
    return this.joinOnce(name, (alias) => {
      const source = new TableSource(table, alias, this.resolver)
      return { source, on: sql.equals(value, columnOf(source, key)) }
    })
  }

  private joinOnce(name: string, make: (alias: string) => LazyJoin): Source {
    const found = this.joins.get(name)
    if (found) return found.source
    const join = make(`${this.alias}__${name}`)
    this.joins.set(name, join)
    return join.source
  }

  private required(name: string): Sql {
    return columnOf(this, name)
  }
}

/** The table of sessions; they are asked for by when they began. */
export const sessionsOf = (alias: string, resolver: Resolver): Source =>
  sessionsSource(alias, resolver, { from: alias, name: '$start_timestamp' })

/**
 * Sessions, as a subquery with just the columns that the query has named by the end of resolving, and of the time that it
 * asks for by `moment`.
 */
function sessionsSource(alias: string, resolver: Resolver, moment: { from: string; name: string }): Source {
  const used = new Set<string>()
  const read = (columns: Iterable<string>) => resolver.query(sessionsQuery(columns, resolver.ctx.bounce), emptyScope())
  return {
    alias,
    visible: SESSION_COLUMNS.filter((name) => name !== 'id'),
    column: (name) => {
      if (!SESSION_COLUMNS.includes(name)) return undefined
      used.add(name)
      const type = read([name]).columns.find((column) => column.name === name)?.type
      return sql.column(alias, name, type ?? sql.type('unknown', true))
    },
    child: () => undefined,
    from: (where) => [{ source: nearby(read(used).query, where, moment), alias }],
  }
}

function columnOf(source: Source, name: string): Sql {
  const column = source.column(name)
  if (!column) throw new CompilerBug(`${source.alias} has no column ${name}`)
  return column
}
