import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { createKey } from '../accounts/keys.ts'
import { addMember } from '../accounts/organizations.ts'
import { createUser } from '../accounts/users.ts'
import { isObject, type Json, type JsonObject, objectOr } from '../lib/json.ts'

const LINK = { url: 'https://example.com/docs', text: 'Read' }

let app: TestApp
let member: string
beforeAll(async () => {
  app = await TestApp.open()
  const { deps, first_start } = app.app
  const mia = await createUser(deps, { email: 'mia@example.com', first_name: 'Mia', password_hash: null })
  await addMember(deps, first_start?.team.organization_id ?? '', mia.id, 1)
  member = (await createKey(deps, { user_id: mia.id, label: 'Mia', scopes: ['*'] })).value
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown, key?: string) =>
  app.ask(method, `/api/projects/1${path}`, body, ...(key ? [key] : []))
const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const shown = async (id: number) => listOf((await ask('GET', `/dashboards/${id}/`)).body['tiles'])
const cards = async (id: number) =>
  (await shown(id)).map(({ text, button_tile }) => objectOr(text)['body'] ?? objectOr(button_tile)['text'])
const idOf = ({ body }: { body: JsonObject }) => Number(body['id'])

/** A board of the administrator's with two cards, and the member's duplicate of it, which shows the same ones. */
let original: number
let theirs: number
beforeEach(async () => {
  original = idOf(await ask('POST', '/dashboards/', { name: 'Original' }))
  await ask('PATCH', `/dashboards/${original}/`, { tiles: [{ text: { body: 'Words' } }, { button_tile: LINK }] })
  theirs = idOf(await ask('POST', '/dashboards/', { use_dashboard: original }, member))
})
const close = () => ask('PATCH', `/dashboards/${original}/`, { restriction_level: 37 })
/** Each tile of the member's board with its card as a client sends it back. */
async function changed(text: string) {
  const [words = {}, button = {}] = await shown(theirs)
  return [
    { ...words, text: { ...objectOr(words['text']), body: text } },
    { ...button, button_tile: { ...objectOr(button['button_tile']), text } },
  ]
}

test('boards that the user may edit change together', async () => {
  const { status } = await ask('PATCH', `/dashboards/${theirs}/`, { tiles: await changed('New') }, member)
  expect([status, await cards(theirs), await cards(original)]).toEqual([200, ['New', 'New'], ['New', 'New']])
})

test('a board that is closed to the user keeps its cards; the other gets its own, in the same tiles', async () => {
  await close()
  const before = (await shown(theirs)).map(({ id }) => id)
  const { status, body } = await ask('PATCH', `/dashboards/${theirs}/`, { tiles: await changed('New') }, member)
  expect([status, listOf(body['tiles']).map(({ id }) => id)]).toEqual([200, before])
  expect([await cards(theirs), await cards(original)]).toEqual([
    ['New', 'New'],
    ['Words', 'Read'],
  ])
  const [words = {}] = await shown(theirs)
  expect(words['text']).toMatchObject({
    created_by: { id: app.app.first_start?.user_id },
    last_modified_by: { email: 'mia@example.com' },
    dashboard_tiles: [{ dashboard_id: theirs }],
  })
  // It is no longer shared: who may edit the original does not change the copy.
  const [own = {}] = await shown(original)
  await ask('PATCH', `/dashboards/${original}/`, { tiles: [{ id: own['id'], text: { body: 'Elsewhere' } }] })
  expect([await cards(theirs), await cards(original)]).toEqual([
    ['New', 'New'],
    ['Elsewhere', 'Read'],
  ])
})

test('a board that is sent back whole shares its cards as before', async () => {
  await close()
  const linked = async () => (await shown(theirs)).map(({ text, button_tile }) => objectOr(text ?? button_tile)['id'])
  const before = await linked()
  const whole = (await ask('GET', `/dashboards/${theirs}/`)).body
  expect((await ask('PATCH', `/dashboards/${theirs}/`, whole, member)).status).toBe(200)
  const [words = {}] = await shown(theirs)
  await ask('POST', `/dashboards/${theirs}/update_text_tile/`, { tile_id: words['id'], body: 'Words' }, member)
  expect(await linked()).toEqual(before)
  // Nobody has changed them, least of all who may not.
  expect((await shown(original))[0]?.['text']).toMatchObject({ last_modified_by: null })
})

test('the same for a card that was copied alone and is changed alone', async () => {
  await close()
  const own = idOf(await ask('POST', '/dashboards/', { name: 'Own' }, member))
  const [words = {}] = await shown(original)
  await ask('POST', `/dashboards/${own}/copy_tile/`, { fromDashboardId: original, tileId: words['id'] }, member)
  const [copy = {}] = await shown(own)
  const change = { tile_id: copy['id'], body: 'New' }
  const { status } = await ask('POST', `/dashboards/${own}/update_text_tile/`, change, member)
  expect([status, await cards(own), await cards(original)]).toEqual([200, ['New'], ['Words', 'Read']])
})

test('a deleted board that is closed comes back as it was', async () => {
  await close()
  await ask('PATCH', `/dashboards/${original}/`, { deleted: true })
  await ask('PATCH', `/dashboards/${theirs}/`, { tiles: await changed('New') }, member)
  await ask('PATCH', `/dashboards/${original}/`, { deleted: false })
  expect(await cards(original)).toEqual(['Words', 'Read'])
})
