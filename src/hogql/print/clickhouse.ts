import { CompilerBug, unreachable } from '../errors.ts'
import { escapeIdentifier } from '../escape.ts'
import type { Call, Element, From, Order, Sql, SqlQuery, SqlSelect, Value, Window } from '../sql.ts'

/** The engine's text and the values of its parameters. Nothing is decided here. */
export interface Printed {
  sql: string
  params: Record<string, Value['value']>
}

export function printClickHouse(query: SqlQuery): Printed {
  const printer = new Printer()
  return { sql: printer.query(query), params: printer.params }
}

/** Functions that read better between their arguments. */
const INFIX: Record<string, string> = {
  and: 'AND',
  or: 'OR',
  equals: '=',
  notEquals: '!=',
  less: '<',
  lessOrEquals: '<=',
  greater: '>',
  greaterOrEquals: '>=',
  plus: '+',
  minus: '-',
  multiply: '*',
  divide: '/',
  modulo: '%',
  in: 'IN',
  notIn: 'NOT IN',
  like: 'LIKE',
  ilike: 'ILIKE',
}

class Printer {
  readonly params: Printed['params'] = {}
  private count = 0

  query(query: SqlQuery): string {
    if (query.node === 'Select') return this.select(query)
    const rest = query.rest.map(({ operator, query: next }) => ` ${operator} (${this.query(next)})`)
    const all = `(${this.query(query.first)})${rest.join('')}`
    if (!query.limit && !query.offset) return all
    return `SELECT * FROM (${all})${this.clause('LIMIT', query.limit)}${this.clause('OFFSET', query.offset)}`
  }

  private select(select: SqlSelect): string {
    const { arrayJoin, limitBy } = select
    const windows = Object.entries(select.windows).map(
      ([name, window]) => `${escapeIdentifier(name)} AS (${this.window(window)})`,
    )
    return [
      `SELECT ${select.distinct ? 'DISTINCT ' : ''}${this.list(select.select)}`,
      select.from.length > 0 ? ` FROM ${select.from.map((from) => this.from(from)).join(' ')}` : '',
      arrayJoin ? ` ${arrayJoin.left ? 'LEFT ' : ''}ARRAY JOIN ${this.list(arrayJoin.list)}` : '',
      this.clause('PREWHERE', select.prewhere),
      this.clause('WHERE', select.where),
      select.groupBy.length > 0 ? ` GROUP BY ${this.list(select.groupBy)}` : '',
      this.clause('HAVING', select.having),
      windows.length > 0 ? ` WINDOW ${windows.join(', ')}` : '',
      this.clause('QUALIFY', select.qualify),
      select.orderBy.length > 0 ? ` ORDER BY ${this.order(select.orderBy)}` : '',
      limitBy
        ? `${this.clause('LIMIT', limitBy.n)}${this.clause('OFFSET', limitBy.offset)} BY ${this.list(limitBy.exprs)}`
        : '',
      this.clause('LIMIT', select.limit),
      this.clause('OFFSET', select.offset),
      select.withTies ? ' WITH TIES' : '',
    ].join('')
  }

  private from({ source, alias, join, on }: From): string {
    const joined = join ? `${join} ` : ''
    const condition = on ? ` ON ${this.expr(on)}` : ''
    const name = escapeIdentifier(alias)
    switch (source.node) {
      case 'GuardedRead':
        return `${joined}${source.table.physical} AS ${name}${source.table.final ? ' FINAL' : ''}${condition}`
      case 'TableRead':
        throw new CompilerBug(`Table ${source.table.name} has no guard`)
      case 'TableFunction':
        return `${joined}${source.name}(${this.list(source.args)}) AS ${name}${condition}`
      case 'Select':
      case 'Set':
        return `${joined}(${this.query(source)}) AS ${name}${condition}`
      default:
        return unreachable(source)
    }
  }

  private expr(expr: Sql): string {
    switch (expr.node) {
      case 'Value':
        return this.parameter(expr)
      case 'Null':
        return 'NULL'
      case 'Column': {
        const column = expr.name === '*' ? '*' : escapeIdentifier(expr.name)
        return `${escapeIdentifier(expr.from)}.${column}${expr.path === undefined ? '' : `.${expr.path}`}`
      }
      case 'Name':
        return escapeIdentifier(expr.name)
      case 'Property':
        throw new CompilerBug('A property was not lowered')
      case 'Call':
        return this.call(expr)
      case 'Element':
        return this.element(expr)
      case 'Lambda':
        return `(${expr.args.map(escapeIdentifier).join(', ')}) -> ${this.expr(expr.body)}`
      case 'Aliased':
        return `${this.expr(expr.expr)} AS ${escapeIdentifier(expr.alias)}`
      case 'Subquery':
        return `(${this.query(expr.query)})`
      default:
        return unreachable(expr)
    }
  }

  private element({ tuple, index }: Element): string {
    if (!Number.isInteger(index)) throw new CompilerBug(`Not a place in a tuple: ${index}`)
    const whole = this.expr(tuple)
    // The engine reads no place behind a parameter.
    return tuple.node === 'Value' ? `(${whole}).${index}` : `${whole}.${index}`
  }

  private call({ name, args, params, distinct, over }: Call): string {
    const infix = Object.hasOwn(INFIX, name) && args.length > 1 && !over ? INFIX[name] : undefined
    if (infix) return `(${args.map((arg) => this.expr(arg)).join(` ${infix} `)})`
    // The engine reads `not(a) * b` as `not (a * b)`.
    if (name === 'not') return `(NOT ${this.list(args)})`
    if (!/^\w+$/.test(name)) throw new CompilerBug(`Not a function name: ${name}`)
    const head = params ? `${name}(${this.list(params)})` : name
    const called = `${head}(${distinct ? 'DISTINCT ' : ''}${this.list(args)})`
    if (over === undefined) return called
    return `${called} OVER ${typeof over === 'string' ? escapeIdentifier(over) : `(${this.window(over)})`}`
  }

  private window({ partitionBy, orderBy, frame }: Window): string {
    return [
      partitionBy.length > 0 ? `PARTITION BY ${this.list(partitionBy)}` : '',
      orderBy.length > 0 ? `ORDER BY ${this.order(orderBy)}` : '',
      frame ?? '',
    ]
      .filter((part) => part !== '')
      .join(' ')
  }

  private order(order: Order[]): string {
    return order.map(({ expr, descending }) => `${this.expr(expr)} ${descending ? 'DESC' : 'ASC'}`).join(', ')
  }

  private list(exprs: Sql[]): string {
    return exprs.map((expr) => this.expr(expr)).join(', ')
  }

  private clause(word: string, expr: Sql | undefined): string {
    return expr ? ` ${word} ${this.expr(expr)}` : ''
  }

  private parameter({ value, clickhouseType }: Value): string {
    const name = `p${this.count++}`
    this.params[name] = value
    return `{${name}:${clickhouseType}}`
  }
}
