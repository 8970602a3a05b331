// Statements that embedded Postgres has parsed once. PGlite's own `query` parses and describes a statement each time, which
// takes longer than answering it. Here that happens the first time only, and every later call is a single message.
import { protocol } from '@electric-sql/pglite'

const { parse, describe, bind, execute, close, sync, query } = protocol.serialize

/** Statements that are asked again and again: only these are kept. */
const LASTING = /^\s*(select|insert|update|delete|with|begin|commit|rollback)\b/i
/** Any other statement may change what the kept ones mean, except these. */
const HARMLESS = /^\s*(vacuum|analyze|checkpoint)\b/i
/** Longer statements insert many rows, a different number each time; kept, they would hold megabytes. In characters. */
const LONGEST = 4000
const MOST = 200
/** Planning takes longer than answering too, so plans are kept; but not for long, because tables grow fast. */
const PLANS_KEPT_MS = 1000

export class PreparedStatements {
  #postgres
  #isJson
  #known = new Map()
  #count = 0
  #planned = performance.now()

  /** Each answer names the columns that hold JSON as text; `isJson` tells which fields these are. */
  constructor(postgres, isJson) {
    this.#postgres = postgres
    this.#isJson = isJson
  }

  async query(sql, params) {
    if (sql.length <= LONGEST && LASTING.test(sql))
      return this.#postgres.runExclusive(async () => {
        await this.#planAnew()
        return this.#run(await this.#prepared(sql), params)
      })
    const { rows, affectedRows, fields } = await this.#postgres.query(sql, params)
    if (!LASTING.test(sql) && !HARMLESS.test(sql))
      await this.#postgres.runExclusive(() => this.#forget([...this.#known.keys()]))
    return { rows, affected: affectedRows, json: this.#jsonOf(fields) }
  }

  async #run({ name, serializers, fields, json }, params) {
    const values = params.map((value, i) =>
      value === null || value === undefined ? null : (serializers[i]?.(value) ?? value.toString()),
    )
    const rows = []
    let affected = 0
    for (const message of await this.#send(bind({ statement: name, values }), execute({}))) {
      if (message.name === 'dataRow') rows.push(rowOf(fields, message.fields))
      if (message.name === 'commandComplete') affected = affectedBy(message.text)
    }
    return { rows, affected, json }
  }

  async #planAnew() {
    if (performance.now() - this.#planned < PLANS_KEPT_MS) return
    this.#planned = performance.now()
    // A transaction that has failed takes nothing but its end.
    await this.#postgres.execProtocolStream(query('DISCARD PLANS'), {}).catch(() => undefined)
  }

  async #prepared(sql) {
    const known = this.#known.get(sql)
    if (known) {
      // Moved to the end, so that the statement that nobody has asked for longest stays first.
      this.#known.delete(sql)
      this.#known.set(sql, known)
      return known
    }
    const name = `s${++this.#count}`
    const messages = await this.#send(parse({ name, text: sql }), describe({ type: 'S', name }))
    const { dataTypeIDs } = messages.find((message) => message.name === 'parameterDescription')
    const described = messages.find((message) => message.name === 'rowDescription')
    const { parsers, serializers } = this.#postgres
    const fields = described?.fields ?? []
    const statement = {
      name,
      json: this.#jsonOf(fields),
      serializers: dataTypeIDs.map((type) => serializers[type]),
      fields: fields.map((field) => ({ name: field.name, parse: parsers[field.dataTypeID] })),
    }
    this.#known.set(sql, statement)
    if (this.#known.size > MOST) await this.#forget([this.#known.keys().next().value])
    return statement
  }

  #jsonOf(fields) {
    return fields.filter(this.#isJson).map(({ name }) => name)
  }

  async #forget(statements) {
    if (statements.length === 0) return
    const names = statements.map((sql) => this.#known.get(sql).name)
    for (const sql of statements) this.#known.delete(sql)
    await this.#send(...names.map((name) => close({ type: 'S', name })))
  }

  #send(...messages) {
    return this.#postgres.execProtocolStream(Buffer.concat([...messages, sync()]), {})
  }
}

const rowOf = (fields, texts) => {
  const row = {}
  for (const [i, { name, parse }] of fields.entries()) {
    const text = texts[i]
    row[name] = text === null || !parse ? text : parse(text)
  }
  return row
}

/** `INSERT 0 3`, `UPDATE 3`, `DELETE 3`; of `SELECT 3` no row was changed. */
const affectedBy = (text) => Number(/^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/.exec(text)?.[1] ?? 0)
