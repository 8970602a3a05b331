import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

/** From now on the table refuses rows as a store does that has no room, or as one that has another reason. */
async function refuse(table: string, code: string): Promise<void> {
  const { postgres } = app.app.deps
  await sql`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    ${sql.lit(`BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '${code}'; END`)}`.execute(postgres)
  await sql`CREATE OR REPLACE TRIGGER refuse BEFORE INSERT ON ${sql.table(table)}
    EXECUTE FUNCTION refuse()`.execute(postgres)
}
const accept = (table: string) => sql`DROP TRIGGER refuse ON ${sql.table(table)}`.execute(app.app.deps.postgres)

test('answers that were counted while the store took nothing are counted when it does again', async () => {
  const { query_usage: usage } = app.app.deps
  usage.note(1, ['order', 'visit'])
  await refuse('event_usage', '53100')
  await usage.flush()
  usage.note(1, ['order'])
  await usage.flush()
  await accept('event_usage')
  expect([await usage.lastMonth(1, 'order'), await usage.lastMonth(1, 'visit')]).toEqual([2, 1])
  await usage.flush()
  expect(await usage.lastMonth(1, 'order')).toBe(2)
})

test('what the store will never take is not tried for ever', async () => {
  const { query_usage: usage } = app.app.deps
  usage.note(1, ['odd'])
  await refuse('event_usage', '22P02')
  await usage.flush()
  await accept('event_usage')
  expect(await usage.lastMonth(1, 'odd')).toBe(0)
})

test('so are warnings, with their samples', async () => {
  const { warnings, postgres } = app.app.deps
  warnings.add(1, 'odd_event', { number: 1 })
  await refuse('ingestion_warning_count', '53100')
  await warnings.flush()
  warnings.add(1, 'odd_event', { number: 2 })
  await warnings.flush()
  await accept('ingestion_warning_count')
  await warnings.flush()
  const samples = await postgres.selectFrom('ingestion_warning').select('details').orderBy('id').execute()
  expect(samples.map(({ details }) => details)).toEqual([{ number: 1 }, { number: 2 }])
  const { rows } = await sql<{ count: number }>`
    SELECT sum(count)::int AS count FROM ingestion_warning_count WHERE type = 'odd_event'`.execute(postgres)
  expect(rows).toEqual([{ count: 2 }])
})
