import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import { trusted } from '../lib/json.ts'

/** What the dialect asks of a single Postgres connection. */
export interface Connection {
  query(sql: string, params: readonly unknown[]): Promise<{ rows: unknown[]; affected: number | undefined }>
  close(): Promise<void>
}

/** Kysely over one connection: statements take turns, and a transaction keeps its turn until it ends. */
export function singleConnectionDialect(connection: Connection): Dialect {
  return {
    createDriver: () => new SingleConnectionDriver(connection),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
}

class SingleConnectionDriver implements Driver {
  private readonly connection: Connection
  private readonly shared: DatabaseConnection
  private turn: Promise<void> = Promise.resolve()
  private endTurn: () => void = () => undefined

  constructor(connection: Connection) {
    this.connection = connection
    this.shared = {
      executeQuery: (query) => run(connection, query),
      streamQuery: () => {
        throw new Error('Embedded Postgres does not stream')
      },
    }
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.turn
    let end: () => void = () => undefined
    this.turn = new Promise<void>((resolve) => {
      end = resolve
    })
    await before
    this.endTurn = end
    return this.shared
  }

  async releaseConnection(): Promise<void> {
    this.endTurn()
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy(): Promise<void> {
    await this.connection.close()
  }
}

async function run<R>(connection: Connection, query: CompiledQuery): Promise<QueryResult<R>> {
  const { rows, affected } = await connection.query(query.sql, query.parameters)
  return { rows: trusted<R[]>(rows), ...(affected === undefined ? {} : { numAffectedRows: BigInt(affected) }) }
}
