import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type JsonObject, objectsOf } from '../lib/json.ts'

const UNKNOWN = '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee'

let app: TestApp
let other: number
beforeAll(async () => {
  app = await TestApp.open()
  const organization_id = app.app.first_start?.team.organization_id ?? ''
  other = (await app.app.deps.teams.create({ organization_id, name: 'Other', api_token: 'phc_other' })).id
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.app.deps.postgres.deleteFrom('event_definition').execute()
  await app.app.deps.postgres.deleteFrom('schema_property_group').execute()
})

const ask = (method: string, path: string, body?: unknown, project = 1) =>
  app.ask(method, `/api/projects/${project}${path}`, body)
const make = async (name: string, project = 1) => (await ask('POST', '/event_definitions/', { name }, project)).body

const group = (more: JsonObject = {}, project = 1) =>
  ask(
    'POST',
    '/schema_property_groups/',
    {
      name: 'Order',
      properties: [
        { name: 'coupon', property_type: 'String' },
        { name: 'amount', property_type: 'Numeric', is_required: true },
      ],
      ...more,
    },
    project,
  )

test('a group is made, changed and deleted; a property keeps its row', async () => {
  const made = await group()
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    name: 'Order',
    description: '',
    events: [],
    properties: [
      { name: 'amount', property_type: 'Numeric', is_required: true, is_optional_in_types: false },
      { name: 'coupon', is_required: false },
    ],
    created_by: { id: 1 },
  })
  const [amount] = objectsOf(made.body['properties'])
  const path = `/schema_property_groups/${made.body['id']}/`
  const changed = await ask('PATCH', path, {
    properties: [
      { name: 'amount', property_type: 'String' },
      { name: 'new one', property_type: 'Object' },
    ],
  })
  expect(changed.body['properties']).toMatchObject([
    { id: amount?.['id'], name: 'amount', property_type: 'String', is_required: false },
    { name: 'new one' },
  ])
  expect((await ask('PATCH', path, { name: 'Orders' })).body['properties']).toHaveLength(2)
  // A row is renamed by its id, and its old name goes to a new one; two swap their names.
  const moved = await ask('PATCH', path, {
    properties: [
      { id: amount?.['id'], name: 'price', property_type: 'Numeric' },
      { name: 'amount', property_type: 'Numeric' },
    ],
  })
  const [fresh, price] = objectsOf(moved.body['properties'])
  expect([moved.status, fresh?.['name'], price]).toMatchObject([
    ...[200, 'amount'],
    { id: amount?.['id'], name: 'price' },
  ])
  const swapped = await ask('PATCH', path, {
    properties: [
      { id: price?.['id'], name: 'amount', property_type: 'String' },
      { id: fresh?.['id'], name: 'price', property_type: 'String' },
    ],
  })
  expect(swapped.body['properties']).toMatchObject([
    { id: price?.['id'], name: 'amount' },
    { id: fresh?.['id'], name: 'price' },
  ])
  const atOnce = await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      ask('PATCH', path, { properties: [{ name: `p${i % 2}`, property_type: 'String' }] }),
    ),
  )
  expect(atOnce.map(({ status }) => status)).toEqual(Array(6).fill(200))
  expect((await ask('DELETE', path)).status).toBe(204)
  expect((await ask('GET', path)).status).toBe(404)
})

test.each([
  [{ name: '' }, 'name'],
  [{ properties: [{ name: ' ', property_type: 'String' }] }, 'properties__0__name'],
  [{ properties: [{ name: 'x', property_type: 'Any' }] }, 'properties__0__property_type'],
  [
    {
      properties: [
        { name: 'x', property_type: 'String' },
        { name: 'x', property_type: 'Numeric' },
      ],
    },
    'properties',
  ],
])('%j is refused, and nothing is left behind', async (more, attr) => {
  const answer = await group(more)
  expect([answer.status, answer.body['attr']]).toEqual([400, attr])
  expect((await ask('GET', '/schema_property_groups/')).body['count']).toBe(0)
})

test('a name twice', async () => {
  await group()
  expect((await group()).body).toMatchObject({
    attr: 'name',
    detail: 'A property group with this name already exists for this team',
  })
})

test('a schema links an event and a group once', async () => {
  const [definition, { body }] = [await make('order placed'), await group()]
  const link = { event_definition: definition['id'], property_group_id: body['id'] }
  const made = await ask('POST', '/event_schemas/', link)
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ event_definition: definition['id'], property_group: { name: 'Order' } })
  expect((await ask('POST', '/event_schemas/', link)).body).toMatchObject({ code: 'unique' })
  const foreign = await ask('POST', '/event_schemas/', { ...link, event_definition: UNKNOWN })
  expect(foreign.body).toMatchObject({ code: 'does_not_exist', attr: 'event_definition' })
  const listed = await ask('GET', `/event_schemas/?event_definition=${definition['id']}`)
  expect(listed.body['count']).toBe(1)
  const groups = await ask('GET', '/schema_property_groups/')
  expect(objectsOf(groups.body['results'])[0]?.['events']).toEqual([{ id: definition['id'], name: 'order placed' }])
  expect((await ask('DELETE', `/event_schemas/${made.body['id']}/`)).status).toBe(204)
})

test('a group that goes takes its links, and leaves the events', async () => {
  const [definition, { body }] = [await make('order placed'), await group()]
  await ask('POST', '/event_schemas/', { event_definition: definition['id'], property_group_id: body['id'] })
  expect((await ask('DELETE', `/schema_property_groups/${String(body['id'])}/`)).status).toBe(204)
  expect((await ask('GET', '/event_schemas/')).body['count']).toBe(0)
  const left = await app.app.deps.postgres.selectFrom('schema_property_group_property').selectAll().execute()
  expect(left).toEqual([])
  expect((await ask('GET', `/event_definitions/${String(definition['id'])}/`)).status).toBe(200)
})

test('groups come by name, and of another project none', async () => {
  await group({ name: 'b' })
  await group({ name: 'A' })
  await group({ name: 'foreign' }, other)
  const names = objectsOf((await ask('GET', '/schema_property_groups/')).body['results']).map(({ name }) => name)
  expect(names).toEqual(['A', 'b'])
})

test('names as people write them are allowed; those beyond 200 signs are not', async () => {
  const properties = ['with space', '1st', '$lib', 'größe', 'a-b'].map((name) => ({ name, property_type: 'String' }))
  const { status, body } = await group({ properties })
  expect(status).toBe(201)
  expect(objectsOf(body['properties'])).toHaveLength(5)
  const long = await group({ name: 'Long', properties: [{ name: 'x'.repeat(201), property_type: 'String' }] })
  expect([long.status, long.body['detail']]).toEqual([400, 'Property name must be 200 characters or less'])
  const blank = await group({ name: 'Blank', properties: [{ name: ' ', property_type: 'String' }] })
  expect([blank.status, blank.body['detail']]).toEqual([400, 'Property name is required'])
})

test('a name that another group has is refused to a change as well', async () => {
  await group()
  const { body } = await group({ name: 'Cart' })
  const renamed = await ask('PATCH', `/schema_property_groups/${String(body['id'])}/`, { name: 'Order' })
  expect(renamed).toMatchObject({
    status: 400,
    body: { attr: 'name', detail: 'A property group with this name already exists' },
  })
})

test('what belongs to another project is not there', async () => {
  const [definition, mine] = [await make('order placed'), (await group()).body]
  const theirs = (await group({}, other)).body
  const foreign = await make('foreign', other)
  const path = `/schema_property_groups/${String(theirs['id'])}/`
  for (const method of ['GET', 'PATCH', 'DELETE'])
    expect((await ask(method, path, method === 'GET' ? undefined : {})).status).toBe(404)
  const cross = [
    [{ event_definition: definition['id'], property_group_id: theirs['id'] }, 'property_group_id', theirs['id']],
    [{ event_definition: foreign['id'], property_group_id: mine['id'] }, 'event_definition', foreign['id']],
    [{ event_definition: definition['id'], property_group_id: UNKNOWN }, 'property_group_id', UNKNOWN],
  ] as const
  for (const [link, attr, id] of cross)
    expect(await ask('POST', '/event_schemas/', link)).toMatchObject({
      status: 400,
      body: { code: 'does_not_exist', attr, detail: `Invalid pk "${String(id)}" - object does not exist.` },
    })
  expect((await ask('GET', '/event_schemas/')).body['count']).toBe(0)
})

test('an end that goes while the link is made is missing, or takes the link with it', async () => {
  for (let i = 0; i < 40; i++) {
    const [definition, made] = [await make(`event ${i}`), (await group({ name: `Group ${i}` })).body]
    const later = (await group({ name: `Later ${i}` })).body
    const [event_definition, property_group_id] = [definition['id'], made['id']]
    const link = { event_definition, property_group_id: later['id'] }
    const first = (await ask('POST', '/event_schemas/', { event_definition, property_group_id })).body
    const made_link = ask('POST', '/event_schemas/', link)
    const moved = ask('PATCH', `/event_schemas/${String(first['id'])}/`, { property_group_id: later['id'] })
    const gone =
      i % 2 === 0 ? `/event_definitions/${String(event_definition)}/` : `/schema_property_groups/${later['id']}/`
    const answers = await Promise.all([made_link, moved, ask('DELETE', gone)])
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
  }
  // Groups took their links with them, and so did definitions.
  const links = objectsOf((await ask('GET', '/event_schemas/?limit=500')).body['results'])
  expect(links.filter((link) => link['property_group'] === null)).toEqual([])
})
