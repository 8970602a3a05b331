import { join } from 'node:path'
import type { ClickHouse } from './clickhouse/clickhouse.ts'
import type { Postgres } from './postgres/postgres.ts'

/** Where the stores are, and what they may use. */
export interface EnginesConfig {
  /** Where embedded engines keep their files; undefined with two URLs. */
  data_directory: string
  /** Keep nothing on disk where that is possible. */
  ephemeral: boolean
  clickhouse_url: string | undefined
  database_url: string | undefined
  query_seconds: number | undefined
  memory_bytes: number | undefined
}

/** Both stores. */
export interface Engines {
  postgres: Postgres
  clickhouse: ClickHouse
}

/**
 * Opens both stores with their tables, but for those that are given. Both at once: one is WebAssembly in its own thread, the
 * other native. Where one fails the other is closed.
 */
export async function openEngines(config: EnginesConfig, given: Partial<Engines> = {}): Promise<Engines> {
  const [postgres, clickhouse] = await Promise.allSettled([
    given.postgres ?? openPostgres(config),
    given.clickhouse ?? openClickHouse(config),
  ])
  if (postgres.status === 'fulfilled' && clickhouse.status === 'fulfilled')
    return { postgres: postgres.value, clickhouse: clickhouse.value }
  if (postgres.status === 'fulfilled') await postgres.value.destroy()
  if (clickhouse.status === 'fulfilled') await clickhouse.value.close()
  throw postgres.status === 'rejected'
    ? postgres.reason
    : clickhouse.status === 'rejected'
      ? clickhouse.reason
      : undefined
}

async function openPostgres(config: EnginesConfig): Promise<Postgres> {
  const postgres = await postgresOf(config)
  const { migratePostgres } = await import('./postgres/migrate.ts')
  await migratePostgres(postgres)
  return postgres
}

async function postgresOf(config: EnginesConfig): Promise<Postgres> {
  if (config.database_url) {
    const { openPostgresServer } = await import('./postgres/server.ts')
    return openPostgresServer(config.database_url, { exclusive: config.clickhouse_url === undefined })
  }
  const { openEmbeddedPostgres } = await import('./postgres/embedded.ts')
  return openEmbeddedPostgres(config.ephemeral ? {} : { directory: join(config.data_directory, 'postgres') })
}

async function openClickHouse(config: EnginesConfig): Promise<ClickHouse> {
  const clickhouse = await clickhouseOf(config)
  const { migrateClickHouse } = await import('./clickhouse/migrate.ts')
  await migrateClickHouse(clickhouse)
  return clickhouse
}

async function clickhouseOf(config: EnginesConfig): Promise<ClickHouse> {
  const limits = {
    ...(config.memory_bytes === undefined ? {} : { memory_bytes: config.memory_bytes }),
    ...(config.query_seconds === undefined ? {} : { execution_seconds: config.query_seconds }),
  }
  if (config.clickhouse_url)
    return (await import('./clickhouse/server.ts')).openClickHouseServer({ url: config.clickhouse_url, ...limits })
  const { openEmbedded } = await import('./clickhouse/embedded.ts')
  return openEmbedded({ directory: join(config.data_directory, 'clickhouse'), ...limits })
}
