import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, TestApp, TOKEN } from '../../test/support/app.ts'
import { noteSeen, unseenFirstStart } from './first-start.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

test('what a first start was killed before showing is shown by the next, with a key that works', async () => {
  const { deps } = app.app
  const shown = await unseenFirstStart(deps, {})
  expect(shown).toMatchObject({ team: { id: 1, api_token: TOKEN }, email: 'admin@localhost' })
  const key = shown?.personal_api_key ?? ''
  expect(key).toMatch(/^phx_/)
  expect((await app.ask('GET', '/api/users/@me/', undefined, key)).body['email']).toBe('admin@localhost')
  expect((await unseenFirstStart(deps, { personal_api_key: KEY }))?.personal_api_key).toBe(KEY)
  await noteSeen(deps)
  expect(await unseenFirstStart(deps, {})).toBeUndefined()
})
