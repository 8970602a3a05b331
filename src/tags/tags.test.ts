import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, TestApp } from '../../test/support/app.ts'
import { trusted } from '../lib/json.ts'
import { setTags } from './store.ts'

let app: TestApp
const ids = new Map<string, string>()
beforeAll(async () => {
  app = await TestApp.open()
  await app.ask('POST', '/api/projects/1/dashboards/', { name: 'One', tags: ['Growth', 'web'] })
  await app.ask('POST', '/api/projects/1/dashboards/', { name: 'Two', tags: ['growth'] })
  await app.ask('POST', '/api/projects/1/event_definitions/', { name: 'paid', tags: ['growth', 'money_100%'] })
  for (const tag of await usage()) ids.set(tag.name, tag.id)
})
afterAll(() => app.close())

interface Usage {
  id: string
  name: string
  counts_by_type: Record<string, number>
  total_count: number
}
const usage = async (query = '') =>
  trusted<Usage[]>((await app.ask('GET', `/api/projects/1/tags/usage/${query}`)).body['results'])
const idOf = (name: string) => ids.get(name) ?? 'missing'

test('names, searched and paged', async () => {
  expect(JSON.parse((await app.ask('GET', '/api/projects/1/tags/')).text)).toEqual(['growth', 'money_100%', 'web'])
  const all = await app.ask('GET', '/api/projects/1/tags/?search=&limit=2')
  expect(all.body).toMatchObject({ count: 3, results: ['growth', 'money_100%'] })
  expect(all.body['next']).toContain('offset=2')
  expect((await app.ask('GET', '/api/projects/1/tags/?search=OW')).body).toMatchObject({
    count: 1,
    results: ['growth'],
  })
  expect((await app.ask('GET', '/api/projects/1/tags/?search=%25')).body).toMatchObject({ results: ['money_100%'] })
})

test('what carries them, by kind', async () => {
  expect((await usage()).map(({ id: _, ...rest }) => rest)).toEqual([
    { name: 'growth', counts_by_type: { dashboard: 2, event_definition: 1 }, total_count: 3 },
    { name: 'money_100%', counts_by_type: { event_definition: 1 }, total_count: 1 },
    { name: 'web', counts_by_type: { dashboard: 1 }, total_count: 1 },
  ])
  expect((await usage('?search=gro&limit=1')).map(({ name }) => name)).toEqual(['growth'])
  const beyond = await app.ask('GET', '/api/projects/1/tags/usage/?offset=9')
  expect(beyond.body).toMatchObject({ count: 3, results: [] })
})

describe('changing them everywhere', () => {
  const rename = (id: string, name: unknown, key?: string) =>
    app.ask('PATCH', `/api/projects/1/tags/${id}/`, { name }, key)
  const tagsOfBoards = async () =>
    trusted<{ tags: string[] }[]>((await app.ask('GET', '/api/projects/1/dashboards/')).body['results']).map(
      ({ tags }) => tags,
    )

  test('a name must be there and free', async () => {
    expect((await rename(idOf('web'), '  ')).body).toMatchObject({ detail: 'Enter a tag name.', attr: 'name' })
    const taken = "'growth' already exists. Merge the two tags instead."
    expect((await rename(idOf('web'), ' GROWTH ')).body).toMatchObject({ detail: taken, attr: 'name' })
    expect((await rename(idOf('web'), 3)).status).toBe(400)
    for (const id of ['nonsense', '00000000-0000-4000-8000-000000000000'])
      expect((await rename(id, 'x')).status).toBe(404)
  })

  test('renamed on all that carry it; to its own name is no change', async () => {
    const { status, body } = await rename(idOf('growth'), ' Scale ')
    expect([status, body['name'], body['total_count']]).toEqual([200, 'scale', 3])
    expect((await rename(idOf('growth'), 'scale')).status).toBe(200)
    expect((await tagsOfBoards()).filter((tags) => tags.includes('scale'))).toHaveLength(2)
  })

  test('merging moves objects; one that carries both keeps one', async () => {
    const merge = (id: string, into_id: unknown) => app.ask('POST', `/api/projects/1/tags/${id}/merge/`, { into_id })
    for (const into of ['nonsense', '00000000-0000-4000-8000-000000000000'])
      expect((await merge(idOf('web'), into)).body).toMatchObject({ detail: 'Tag not found.', attr: 'into_id' })
    const itself = await merge(idOf('web'), idOf('web'))
    expect(itself.body).toMatchObject({ detail: 'Pick a different tag to merge into.', attr: 'into_id' })
    const merged = await merge(idOf('web'), idOf('growth'))
    expect(merged.body).toEqual({ id: idOf('growth'), name: 'scale', moved_count: 1 })
    expect((await tagsOfBoards()).sort()).toEqual([['scale'], ['scale']])
  })

  test('deleting takes it off everything and says how many that were', async () => {
    const answer = await app.app.fetch(
      new Request(`http://hoglet.test/api/projects/1/tags/${idOf('growth')}/`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${KEY}` },
      }),
    )
    expect([answer.status, answer.headers.get('x-objects-untagged')]).toEqual([204, '3'])
    expect(JSON.parse((await app.ask('GET', '/api/projects/1/tags/')).text)).toEqual(['money_100%'])
  })

  test('any scope reads; the write scope of one taggable kind is needed to change', async () => {
    const reader = await app.key(['query:read'])
    expect((await app.ask('GET', '/api/projects/1/tags/usage/', undefined, reader)).status).toBe(200)
    expect(await rename(idOf('money_100%'), 'x', reader)).toMatchObject({
      status: 403,
      body: { detail: "API key missing required scope 'event_definition:write'" },
    })
    expect((await rename(idOf('money_100%'), 'cash', await app.key(['insight:write']))).status).toBe(200)
  })
})

test('tags that are merged into each other at the same time lose no object', async () => {
  const { postgres } = app.app.deps
  for (let i = 0; i < 8; i++) await setTags(postgres, 1, 'action', `ring ${i}`, [`ring ${i}`], new Date())
  const ring = (await usage('?search=ring')).map(({ id }) => id)
  const merged = await Promise.all(
    ring.map((id, i) => app.ask('POST', `/api/projects/1/tags/${id}/merge/`, { into_id: ring[(i + 1) % ring.length] })),
  )
  for (const { status } of merged) expect([200, 400, 404]).toContain(status)
  expect((await usage('?search=ring')).reduce((sum, { total_count }) => sum + total_count, 0)).toBe(8)
})

test('a tag that dies on one object while another takes it is not lost', async () => {
  const { postgres } = app.app.deps
  const now = new Date()
  for (let round = 0; round < 10; round++) {
    const tag = `round ${round}`
    await setTags(postgres, 1, 'action', `a${round}`, [tag], now)
    const change = (id: string, tags: string[]) =>
      postgres.transaction().execute((tx) => setTags(tx, 1, 'action', id, tags, now))
    await Promise.all([change(`a${round}`, []), change(`b${round}`, [tag])])
    const found = (await usage(`?search=${encodeURIComponent(tag)}`)).find(({ name }) => name === tag)
    expect(found?.total_count).toBe(1)
  }
})

test('a name with half a sign in it is the tag that Postgres keeps of it', async () => {
  const { status, body } = await app.ask('POST', '/api/projects/1/dashboards/', { name: 'Half', tags: ['a\ud800'] })
  expect([status, body['tags']]).toEqual([201, ['a\ufffd']])
  const path = `/api/projects/1/dashboards/${String(body['id'])}/`
  expect((await app.ask('PATCH', path, { tags: ['a\udfff'] })).body['tags']).toEqual(['a\ufffd'])
  expect((await app.ask('PATCH', path, { tags: [] })).status).toBe(200)
})

test('of changes at once each is made or refused, none fails', async () => {
  const { body } = await app.ask('POST', '/api/projects/1/dashboards/', { name: 'Busy', tags: ['busy'] })
  const board = `/api/projects/1/dashboards/${String(body['id'])}/`
  for (let round = 0; round < 8; round++) {
    await app.ask('PATCH', board, { tags: [`a${round}`, `b${round}`] })
    const now = await usage()
    const id = (name: string) => now.find((tag) => tag.name === `${name}${round}`)?.id ?? ''
    const [a, b] = [`/api/projects/1/tags/${id('a')}/`, `/api/projects/1/tags/${id('b')}/`]
    const renamed = await Promise.all([a, b].map((path) => app.ask('PATCH', path, { name: `same${round}` })))
    expect(renamed.map(({ status }) => status).sort()).toEqual([200, 400])
    const replies = await Promise.all([
      app.ask('PATCH', a, { name: `c${round}` }),
      app.ask('POST', `${a}merge/`, { into_id: id('b') }),
      app.ask('POST', `${b}merge/`, { into_id: id('a') }),
      app.ask('DELETE', b),
      app.ask('PATCH', board, { tags: [`a${round}`, `same${round}`] }),
    ])
    expect(replies.filter(({ status }) => ![200, 204, 400, 404].includes(status))).toEqual([])
  }
  await app.ask('PATCH', board, { tags: [] })
})

test('are found in any case of any alphabet, and so is what carries them', async () => {
  const objects = { insights: 'i', dashboards: 'd' }
  for (const [room, name] of Object.entries(objects))
    await app.ask('POST', `/api/projects/1/${room}/`, { name, tags: ['Été Заказ'] })
  const search = encodeURIComponent('ÉTÉ ЗАК')
  const count = async (path: string) =>
    (await app.ask('GET', `/api/projects/1/${path}/?search=${search}`)).body['count']
  for (const path of ['tags', 'tags/usage', 'insights', 'dashboards'])
    expect([path, await count(path)]).toEqual([path, 1])
  for (const [room, name] of Object.entries(objects)) {
    const { body } = await app.ask('GET', `/api/projects/1/${room}/?search=${search}`)
    const [found] = trusted<{ id: number; name: string }[]>(body['results'])
    expect(found?.name).toBe(name)
    await app.ask('PATCH', `/api/projects/1/${room}/${found?.id}/`, { tags: [] })
  }
})
