import { expect, test } from 'vitest'
import { emptyClickHouse } from '../../../test/support/engines.ts'
import { queryContext, teamContext } from '../../../test/support/queries.ts'
import { streamMembers } from './read-members.ts'

test('a cohort may have more members than an answer has rows', async () => {
  const clickhouse = await emptyClickHouse()
  await clickhouse.command(`
    INSERT INTO person (id, team_id, created_at, properties, is_identified, is_deleted, version)
    SELECT generateUUIDv4(number), 1, now64(3), '{"plan":"pro"}', 0, 0, 1 FROM numbers(300010)`)
  const { parser, now } = queryContext()
  const deps = { clickhouse, parser, clock: () => now, loadContext: async () => teamContext() }
  let count = 0
  const pro = { type: 'person' as const, key: 'plan', value: 'pro', operator: 'exact' as const }
  for await (const chunk of streamMembers(deps, 1, { type: 'OR', values: [{ type: 'AND', values: [pro] }] }))
    count += chunk.length
  expect(count).toBe(300_010)
  await clickhouse.close()
})
