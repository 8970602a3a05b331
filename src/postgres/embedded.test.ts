import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openEmbeddedPostgres } from './embedded.ts'

test('a parameter that no statement can take fails alone', async () => {
  const postgres = await openEmbeddedPostgres({})
  try {
    await expect(sql`SELECT ${{}}::text[] AS value`.execute(postgres)).rejects.toThrow('is an object')
    expect((await sql`SELECT ${'next'}::text AS value`.execute(postgres)).rows).toEqual([{ value: 'next' }])
  } finally {
    await postgres.destroy()
  }
})
