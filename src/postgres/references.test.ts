import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'

/** Few rows refer to these, or few of these are ever deleted: reading all is cheaper than keeping an index. */
const FEW = ['team', 'app_user', 'organization', 'data_color_theme', 'sharing_configuration']
/** A project has one. */
const ONE = ['team.primary_dashboard']

test('what refers to a row that goes is found by an index', async () => {
  const app = await TestApp.open()
  const { rows } = await sql<{ referring: string; referred: string }>`
    SELECT c.conrelid::regclass || '.' || a.attname AS referring, c.confrelid::regclass::text AS referred
    FROM pg_constraint AS c JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])`.execute(
    app.app.deps.postgres,
  )
  await app.close()
  const read = rows.filter(({ referring, referred }) => !FEW.includes(referred) && !ONE.includes(referring))
  expect(read).toEqual([])
})
