import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { openEmbedded } from '../../src/clickhouse/embedded.ts'
import { migrateClickHouse } from '../../src/clickhouse/migrate.ts'

/** An embedded ClickHouse in a directory of its own, with our tables. Test files share nothing. */
export async function openTestClickHouse(): Promise<ClickHouse> {
  const directory = await mkdtemp(join(tmpdir(), 'hoglet-test-'))
  const clickhouse = await openEmbedded({ directory, memory_bytes: 2 ** 31 })
  await migrateClickHouse(clickhouse)
  const close = clickhouse.close.bind(clickhouse)
  clickhouse.close = async () => {
    await close()
    await rm(directory, { recursive: true, force: true })
  }
  return clickhouse
}
