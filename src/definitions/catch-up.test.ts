import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { catchUp, noteStop } from './catch-up.ts'

let now = new Date('2024-03-04T12:00:00Z')
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => now)
})
afterAll(() => app.close())

test('after a stop in peace what was deleted stays so; after a crash the last events are noted, as seen then', async () => {
  const { deps } = app.app
  const seen = async () =>
    (await deps.postgres.selectFrom('event_definition').select(['name', 'last_seen_at']).execute()).map((row) => [
      row.name,
      row.last_seen_at?.toISOString(),
    ])
  await app.capture([{ event: 'long ago', distinct_id: 'ann', properties: {} }])
  now = new Date('2024-03-04T12:01:00Z')
  await app.capture([{ event: 'last', distinct_id: 'ann', properties: { price: 3 } }])
  await deps.postgres.deleteFrom('event_definition').execute()
  await deps.postgres.deleteFrom('property_definition').execute()

  now = new Date('2024-03-04T18:00:00Z')
  await noteStop(deps)
  await catchUp(deps)
  expect(await seen()).toEqual([])
  await catchUp(deps)
  expect(await seen()).toEqual([['last', '2024-03-04T12:01:00.000Z']])
  const { property_type } = await deps.postgres
    .selectFrom('property_definition')
    .select('property_type')
    .where('name', '=', 'price')
    .executeTakeFirstOrThrow()
  expect(property_type).toBe('Numeric')
})
