import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import type { JsonObject } from '../lib/json.ts'

/** Tags are the same on all that carries them. */
const KINDS = {
  dashboards: { name: 'One' },
  insights: { name: 'One', query: { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: 'a' }] } },
  event_definitions: { name: 'One' },
  actions: { name: 'One' },
} satisfies Record<string, JsonObject>

let app: TestApp
let other: number
beforeAll(async () => {
  app = await TestApp.open()
  const organization_id = app.app.first_start?.team.organization_id ?? ''
  other = (await app.app.deps.teams.create({ organization_id, name: 'Other', api_token: 'phc_other' })).id
})
afterAll(() => app.close())
const ask = (method: string, path: string, body?: unknown, project = 1) =>
  app.ask(method, `/api/projects/${project}/${path}`, body)
const allTags = async () => (await ask('GET', 'tags/')).json

describe.each(Object.entries(KINDS))('%s', (kind, body) => {
  let count = 0
  const make = async (tags: string[], project = 1) =>
    (await ask('POST', `${kind}/`, { ...body, name: `${kind} ${count++}`, tags }, project)).body
  const tagsOf = async ({ id }: JsonObject) => (await ask('GET', `${kind}/${String(id)}/`)).body['tags']
  const patch = async ({ id }: JsonObject, changes: JsonObject) =>
    (await ask('PATCH', `${kind}/${String(id)}/`, changes)).body['tags']
  const bulk = (ids: unknown[], action: unknown, tags: unknown) =>
    ask('POST', `${kind}/bulk_update_tags/`, { ids, action, tags })

  test('are born with tags, each once, in small letters', async () => {
    const made = await make([' Web', 'web', 'Core'])
    expect([made['tags'], await tagsOf(made)]).toEqual([
      ['core', 'web'],
      ['core', 'web'],
    ])
  })

  test('keep them when a change says nothing of them, and lose them to an empty list', async () => {
    const made = await make([`${kind} only`])
    expect(await patch(made, { description: 'x' })).toEqual([`${kind} only`])
    expect(await patch(made, { tags: ['other'] })).toEqual(['other'])
    expect(await allTags()).not.toContain(`${kind} only`)
    expect(await patch(made, { tags: [] })).toEqual([])
  })

  test('in bulk: added, removed, set', async () => {
    const [one, two] = [await make(['old']), await make([])]
    const ids = [one['id'], two['id']]
    expect((await bulk(ids, 'add', [' New ', 'new'])).status).toBe(200)
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([['new', 'old'], ['new']])
    await bulk(ids, 'remove', ['old', 'absent'])
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([['new'], ['new']])
    await bulk([one['id']], 'set', ['last'])
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([['last'], ['new']])
    expect(await allTags()).toEqual(expect.arrayContaining(['last', 'new']))
    await bulk(ids, 'set', [])
    expect([await tagsOf(one), await tagsOf(two)]).toEqual([[], []])
    expect(await allTags()).not.toContain('last')
  })

  test('in bulk: several at once, and none is lost', async () => {
    const made = await make([])
    const names = Array.from({ length: 8 }, (_, i) => `at once ${i}`)
    await Promise.all(names.map((name) => bulk([made['id']], 'add', [name])))
    expect(await tagsOf(made)).toEqual(names)
    await bulk([made['id']], 'set', [])
  })

  test('in bulk: of another project none, and the others still', async () => {
    const [mine, theirs] = [await make([]), await make(['kept'], other)]
    const { status, body: answer } = await bulk([mine['id'], theirs['id']], 'add', ['mine'])
    expect(status).toBe(200)
    expect(answer).toMatchObject({
      updated: [{ id: mine['id'], tags: ['mine'] }],
      skipped: [{ id: theirs['id'], reason: expect.stringContaining('Not found') }],
    })
    expect((await ask('GET', `${kind}/${String(theirs['id'])}/`, undefined, other)).body['tags']).toEqual(['kept'])
  })

  test('in bulk: what cannot be done changes nothing', async () => {
    const made = await make(['stays'])
    const ids = [made['id']]
    const refused: [unknown[], unknown, unknown][] = [
      ...[null, '', 'replace', 3].map((action): [unknown[], unknown, unknown] => [ids, action, ['x']]),
      ...['x', { a: 1 }, 3].map((tags): [unknown[], unknown, unknown] => [ids, 'add', tags]),
      ...['add', 'remove'].map((action): [unknown[], unknown, unknown] => [ids, action, []]),
      [[], 'add', ['x']],
      [['no id'], 'add', ['x']],
      [Array<unknown>(501).fill(made['id']), 'add', ['x']],
      [ids, 'add', [' ']],
      [ids, 'add', ['x'.repeat(256)]],
    ]
    for (const [given, action, tags] of refused) expect((await bulk(given, action, tags)).status).toBe(400)
    expect(await tagsOf(made)).toEqual(['stays'])
  })
})
