import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'
import { PROPERTY_TYPES } from './property-definitions.ts'

let app: TestApp
let other: number
beforeAll(async () => {
  app = await TestApp.open()
  const organization_id = app.app.first_start?.team.organization_id ?? ''
  other = (await app.app.deps.teams.create({ organization_id, name: 'Other', api_token: 'phc_other' })).id
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.app.deps.postgres.deleteFrom('property_definition').execute()
})

let made = 0
/** A row as ingestion leaves it. */
async function have(name: string, more: { kind?: string; index?: number; type?: string | null; team?: number } = {}) {
  const { kind = 'event', index = -1, type = 'String', team = 1 } = more
  const id = `01890000-0000-7000-8000-${String(made++).padStart(12, '0')}`
  await app.app.deps.postgres
    .insertInto('property_definition')
    .values({
      ...{ id, team_id: team, name, type: PROPERTY_TYPES[kind] ?? 0, group_type_index: index },
      ...{ property_type: type, is_numerical: type === 'Numeric' },
    })
    .execute()
  return id
}
const ask = (method: string, path: string, body?: unknown, project = 1) =>
  app.ask(method, `/api/projects/${project}/property_definitions/${path}`, body)
const namesIn = (body: JsonObject) => objectsOf(body['results']).map(({ name }) => name)

test('hundreds come in pages, each once', async () => {
  const all = Array.from({ length: 211 }, (_, i) => `property ${String(i).padStart(3, '0')}`)
  for (const name of all) await have(name)
  const seen: unknown[] = []
  const sizes: number[] = []
  let path: string | undefined = '?'
  while (path !== undefined) {
    const { body } = await ask('GET', path)
    expect(body['count']).toBe(211)
    sizes.push(namesIn(body).length)
    seen.push(...namesIn(body))
    path = typeof body['next'] === 'string' ? new URL(body['next']).search : undefined
  }
  expect([sizes, seen]).toEqual([[100, 100, 11], all])
})

test('the type says what a property is of; groups need their index', async () => {
  await have('of events')
  await have('of persons', { kind: 'person' })
  await have('of the first kind', { kind: 'group', index: 0 })
  await have('of the second kind', { kind: 'group', index: 1 })
  await have('of sessions', { kind: 'session' })
  const names = async (query: string) => namesIn((await ask('GET', `?${query}`)).body)
  expect(await names('')).toEqual(['of events'])
  expect(await names('type=event')).toEqual(['of events'])
  expect(await names('type=group&group_type_index=0')).toEqual(['of the first kind'])
  expect(await names('type=group&group_type_index=1')).toEqual(['of the second kind'])
  expect(await names('type=group&group_type_index=4')).toEqual([])
  expect(await names('type=session')).toEqual(['of sessions'])
  for (const refused of [
    'type=group',
    'type=group&group_type_index=-1',
    'type=person&group_type_index=0',
    'type=toString',
  ])
    expect((await ask('GET', `?${refused}`)).status).toBe(400)
})

describe('what is worked out of other properties', () => {
  const VIRTUAL = '$virt_initial_channel_type'
  const DOMAIN = '$virt_initial_referring_domain_type'
  const names = async (query: string) => namesIn((await ask('GET', `?${query}`)).body)

  test('follows the properties of persons on the last page, and is counted', async () => {
    for (const name of ['a', 'b', 'c']) await have(name, { kind: 'person' })
    const first = await ask('GET', '?type=person&limit=2')
    expect([first.body['count'], namesIn(first.body), typeof first.body['next']]).toEqual([5, ['a', 'b'], 'string'])
    const last = await ask('GET', '?type=person&limit=3&offset=2')
    expect([last.body['count'], namesIn(last.body), last.body['next']]).toEqual([5, ['c', VIRTUAL, DOMAIN], null])
    expect(objectsOf(last.body['results']).at(-2)).toEqual({
      ...{ id: `$builtin_${VIRTUAL}`, name: VIRTUAL, is_numerical: false, property_type: 'String', tags: [] },
      virtual: true,
    })
    expect(await names('type=person&offset=9')).toEqual([])
    expect(await names('')).toEqual([])
    expect(await names('type=group&group_type_index=0')).toEqual([])
  })

  test('is filtered like the others', async () => {
    expect(await names('type=person&search=channel')).toEqual([VIRTUAL])
    for (const shown of ['search=INITIAL%20type', 'is_numerical=false', 'is_feature_flag=false'])
      expect(await names(`type=person&${shown}`)).toEqual([VIRTUAL, DOMAIN])
    const left = [`excluded_properties=["${VIRTUAL}","${DOMAIN}"]`, 'properties=other', 'exclude_core_properties=true']
    for (const gone of ['search=nothing', 'is_numerical=true', 'is_feature_flag=true', ...left])
      expect(await names(`type=person&${gone}`)).toEqual([])
    expect(await names(`type=person&properties=${VIRTUAL}`)).toEqual([VIRTUAL])
  })
})

test('what was verified comes first', async () => {
  const ids = { a: await have('a'), b: await have('b'), c: await have('c') }
  await ask('PATCH', `${ids.c}/`, { verified: true })
  expect(namesIn((await ask('GET', '')).body)).toEqual(['c', 'a', 'b'])
})

describe('one row', () => {
  test('is told with its type', async () => {
    const id = await have('$initial_seen_at', { kind: 'person', type: 'DateTime' })
    expect((await ask('GET', `${id}/`)).body).toMatchObject({
      ...{ id, name: '$initial_seen_at', property_type: 'DateTime', is_numerical: false, tags: [] },
      is_seen_on_filtered_events: null,
    })
  })

  test('is verified once, and its stamps are no one’s to write', async () => {
    const id = await have('plan')
    const first = (await ask('PATCH', `${id}/`, { verified: true })).body
    const again = (await ask('PATCH', `${id}/`, { verified: true, verified_at: '2001-01-01', verified_by: null })).body
    expect([again['verified_at'], again['verified_by']]).toEqual([first['verified_at'], first['verified_by']])
    expect(first['verified_by']).toMatchObject({ email: 'admin@localhost' })
    const off = (await ask('PATCH', `${id}/`, { verified: false })).body
    expect([off['verified'], off['verified_at'], off['verified_by']]).toEqual([false, null, null])
  })

  test('keeps each tag once, in small letters', async () => {
    const id = await have('plan')
    expect((await ask('PATCH', `${id}/`, { tags: ['PII', ' pii ', 'billing'] })).body['tags']).toEqual([
      'billing',
      'pii',
    ])
    expect((await ask('PATCH', `${id}/`, { description: 'x' })).body['tags']).toEqual(['billing', 'pii'])
  })

  test('leaves its history when it is deleted', async () => {
    const id = await have('plan', { kind: 'person' })
    expect((await ask('DELETE', `${id}/`)).status).toBe(204)
    const history = await ask('GET', 'activity/')
    expect(objectsOf(history.body['results'])[0]).toMatchObject({
      ...{ activity: 'deleted', item_id: id },
      detail: { name: 'plan', type: 'person' },
    })
  })
})

test('tags of many at once', async () => {
  const [one, two] = [await have('one'), await have('two')]
  const theirs = await have('theirs', { team: other })
  const ids = [one.toUpperCase(), two, theirs]
  expect((await ask('POST', 'bulk_update_tags/', { ids, action: 'add', tags: [' PII'] })).body).toEqual({
    updated: [one, two].map((id) => ({ id, tags: ['pii'] })),
    skipped: [{ id: theirs, reason: 'Not found' }],
  })
  const history = objectsOf((await ask('GET', `${one}/activity/`)).body['results'])
  expect(history).toMatchObject([{ detail: { changes: [{ field: 'tags', before: [], after: ['pii'] }] } }])
})

test('another project neither sees nor touches them', async () => {
  const mine = await have('mine')
  const theirs = await have('theirs', { team: other })
  expect(namesIn((await ask('GET', '')).body)).toEqual(['mine'])
  expect(namesIn((await ask('GET', '', undefined, other)).body)).toEqual(['theirs'])
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const body = method === 'GET' ? undefined : {}
    expect((await ask(method, `${theirs}/`, body)).status).toBe(404)
    expect((await ask(method, `${mine}/`, body, other)).status).toBe(404)
  }
})

test('rows come from what is sent: none can be made', async () => {
  expect((await ask('POST', '', { name: 'x' })).status).toBe(405)
})
