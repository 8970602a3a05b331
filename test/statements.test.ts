import { PostgresQueryCompiler } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isObject, type JsonObject } from '../src/lib/json.ts'
import { TestApp } from './support/app.ts'

// What is done to many objects takes as many statements as what is done to a few. Work of the background may add one or two,
// but never one for each object more.

const BASE = '/api/projects/1'
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)
const FEW = 2
const MANY = 6

/** How many statements a request to the metadata store takes. */
async function statementsOf(method: string, path: string, body?: unknown): Promise<number> {
  // What is kept until something is written is read before, or not at all.
  await ask('GET', '/')
  const compiled = vi.spyOn(PostgresQueryCompiler.prototype, 'compileQuery')
  try {
    const { status, text } = await ask(method, path, body)
    expect(status, text).toBeLessThan(300)
    return compiled.mock.calls.length
  } finally {
    compiled.mockRestore()
  }
}

let made = 0
async function definitions(count: number): Promise<unknown[]> {
  const ids: unknown[] = []
  for (let i = 0; i < count; i++)
    ids.push((await ask('POST', '/event_definitions/', { name: `event ${made++}` })).body['id'])
  return ids
}

const tilesOf = ({ tiles }: JsonObject): JsonObject[] => (Array.isArray(tiles) ? tiles.filter(isObject) : [])

/** A board with so many insights, without queries, each with a tag. */
async function board(insights: number): Promise<{ id: number; tiles: unknown[] }> {
  const id = Number((await ask('POST', '/dashboards/', { name: `Board ${made++}` })).body['id'])
  for (let i = 0; i < insights; i++)
    await ask('POST', '/insights/', { name: `Insight ${i}`, dashboards: [id], tags: ['shown'] })
  const tiles = tilesOf((await ask('GET', `/dashboards/${id}/`)).body).map((tile) => tile['id'])
  expect(tiles).toHaveLength(insights)
  return { id, tiles }
}

describe('event definitions', () => {
  test.each([
    ['bulk_update_tags', { action: 'add', tags: ['a', 'b'] }],
    ['bulk_update_verified', { verified: true }],
  ])('%s', async (path, body) => {
    const counted = async (count: number) => {
      const ids = await definitions(count)
      return statementsOf('POST', `/event_definitions/${path}/`, { ids, ...body })
    }
    expect(await counted(MANY)).toBeLessThan((await counted(FEW)) + MANY - FEW)
  })
})

describe('tiles of a board', () => {
  type Change = (board: { id: number; tiles: unknown[] }) => [method: string, path: string, body: JsonObject]
  const changes: Record<string, Change> = {
    'are put in order': ({ id, tiles }) => [
      'POST',
      `/dashboards/${id}/reorder_tiles/`,
      { tile_order: tiles.map(Number).reverse() },
    ],
    'are placed': ({ id, tiles }) => [
      'PATCH',
      `/dashboards/${id}/`,
      { tiles: tiles.map((tile, i) => ({ id: Number(tile), layouts: { sm: { x: 0, y: i, w: 1, h: 1 } } })) },
    ],
    'move up': ({ id, tiles }) => ['POST', `/dashboards/${id}/delete_tile/`, { tile_id: Number(tiles[0]) }],
    'are copied': ({ id }) => ['POST', '/dashboards/', { use_dashboard: id, duplicate_tiles: true }],
    'are copied with their cards': ({ id }) => ['POST', '/dashboards/', { use_dashboard: id, duplicate_tiles: true }],
    'are shown twice': ({ id }) => ['POST', '/dashboards/', { use_dashboard: id }],
    'are doubled': ({ id, tiles }) => [
      'PATCH',
      `/dashboards/${id}/`,
      { duplicate_tiles: tiles.map((tile) => ({ id: Number(tile) })) },
    ],
    'go with it': ({ id }) => ['PATCH', `/dashboards/${id}/`, { deleted: true, delete_insights: true }],
  }
  test('are made of a template', async () => {
    const query = { kind: 'HogQLQuery', query: 'select 1' }
    const insights = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ type: 'INSIGHT', name: `Insight ${i}`, query, layouts: {} }))
    const counted = async (count: number) => {
      const tiles = [...insights(count), { type: 'TEXT', body: 'Between', layouts: {} }, ...insights(count)]
      const template = { template_name: 'Template', dashboard_description: '', dashboard_filters: {}, tags: [], tiles }
      return statementsOf('POST', '/dashboards/create_from_template_json/', { template })
    }
    expect(await counted(MANY)).toBeLessThan((await counted(FEW)) + MANY - FEW)
  })

  test.each(Object.entries(changes))('%s', async (name, change) => {
    const counted = async (count: number) => {
      const made = await board(count)
      const card = { text: { body: 'Words' } }
      const button = { button_tile: { url: '/insights', text: 'More' } }
      const cards = Array.from({ length: count }, () => [card, button]).flat()
      if (name.includes('cards')) await ask('PATCH', `/dashboards/${made.id}/`, { tiles: cards })
      return statementsOf(...change(made))
    }
    expect(await counted(MANY)).toBeLessThan((await counted(FEW)) + MANY - FEW)
  })
})

test('an insight is put on boards, and leaves them', async () => {
  const boards = async (count: number) => {
    const ids: number[] = []
    for (let i = 0; i < count; i++) ids.push((await board(1)).id)
    return ids
  }
  const counted = async (count: number) => {
    const dashboards = await boards(count)
    const { id } = (await ask('POST', '/insights/', { name: 'Shown' })).body
    const put = await statementsOf('PATCH', `/insights/${id}/`, { dashboards })
    return put + (await statementsOf('PATCH', `/insights/${id}/`, { dashboards: [] }))
  }
  expect(await counted(MANY)).toBeLessThan((await counted(FEW)) + MANY - FEW)
})

test('insights that are shown together look for their answers together', async () => {
  const counted = async (count: number, path: (board: number) => string) => {
    const { id } = await board(0)
    for (let i = 0; i < count; i++) {
      const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: `event ${made++}` }] }
      await ask('POST', '/insights/', { name: 'Asks', query, dashboards: [id] })
    }
    return statementsOf('GET', path(id))
  }
  for (const path of [(id: number) => `/dashboards/${id}/`, (id: number) => `/insights/?dashboards=[${id}]`])
    expect(await counted(MANY, path)).toBeLessThan((await counted(FEW, path)) + MANY - FEW)
})

test.each(['/insights/?basic=1', '/dashboards/?', '/event_definitions/?'])(
  'a long page of %s takes as many parameters as a short one',
  async (path) => {
    for (const insights of Array(12).fill(1)) await board(insights)
    await definitions(12)
    /** Of the statement that has most. What the background writes is none of it. */
    const parametersOf = async (limit: number) => {
      const compiled = vi.spyOn(PostgresQueryCompiler.prototype, 'compileQuery')
      const { status, text } = await ask('GET', `${path}&limit=${limit}`)
      expect(status, text).toBe(200)
      const reads = compiled.mock.results.filter(({ value }) => /^\s*select/i.test(value.sql))
      compiled.mockRestore()
      return Math.max(...reads.map(({ value }) => Number(value.parameters.length)))
    }
    expect(await parametersOf(100)).toBe(await parametersOf(1))
  },
)

test('a long list of insights looks first for which answers there are', async () => {
  const { id } = await board(0)
  for (let i = 0; i < 30; i++) {
    const query = { kind: 'TrendsQuery', series: [{ kind: 'EventsNode', event: `event ${made++}` }] }
    await ask('POST', '/insights/', { name: 'Asks', query, dashboards: [id] })
  }
  const compiled = vi.spyOn(PostgresQueryCompiler.prototype, 'compileQuery')
  await ask('GET', `/insights/?dashboards=[${id}]`)
  const texts = compiled.mock.results.map(({ value }) => String(value.sql))
  compiled.mockRestore()
  expect(texts.filter((text) => /^select .*query_cache/.test(text))).toHaveLength(1)
})

describe('what a question needs to know of its project', () => {
  const query = { kind: 'HogQLQuery', query: 'SELECT 1' }
  const question = () => statementsOf('POST', '/query/', { query, refresh: 'blocking' })
  const unrelated: Record<string, () => Promise<unknown>> = {
    'an insight': () => ask('POST', '/insights/', { name: `Insight ${made++}`, tags: ['made'] }),
    'a board': () => ask('POST', '/dashboards/', { name: `Board ${made++}` }),
    'a board that is gone': async () => {
      const { id } = await board(0)
      await ask('PATCH', `/dashboards/${id}/`, { deleted: true })
    },
    'an annotation': () => ask('POST', '/annotations/', { content: `Note ${made++}`, scope: 'project' }),
  }
  test.each(Object.entries(unrelated))('outlasts %s', async (_, change) => {
    await question()
    const kept = await question()
    await change()
    expect(await question()).toBe(kept)
  })

  test('does not read the properties again for what people made', async () => {
    await question()
    await ask('POST', '/actions/', { name: `Action ${made++}` })
    const compiled = vi.spyOn(PostgresQueryCompiler.prototype, 'compileQuery')
    await ask('POST', '/query/', { query, refresh: 'blocking' })
    const texts = compiled.mock.results.map(({ value }) => String(value.sql))
    compiled.mockRestore()
    expect(texts.some((text) => text.includes('FROM action'))).toBe(true)
    expect(texts.some((text) => text.includes('FROM property_definition'))).toBe(false)
  })

  test('is read again when it may have changed', async () => {
    await question()
    const kept = await question()
    const read: number[] = []
    for (const path of ['actions', 'cohorts', 'insight_variables']) {
      await ask('POST', `/${path}/`, { name: `Thing ${made++}`, type: 'String', is_static: true })
      read.push(await question())
    }
    expect(read).toEqual([kept + 1, kept + 1, kept + 1])
  })

  // The names of `TYPED`, `FACTS` and `CAPTURED` in `load-context.ts`.
  test('is read from the tables whose changes are watched', async () => {
    await ask('POST', '/actions/', { name: `Action ${made++}` })
    await app.capture([{ event: 'seen', distinct_id: 'ana', properties: { [`property ${made++}`]: 'a text' } }])
    await app.app.deps.observe.flush()
    const compiled = vi.spyOn(PostgresQueryCompiler.prototype, 'compileQuery')
    await ask('POST', '/query/', { query, refresh: 'blocking' })
    const texts = compiled.mock.results.map(({ value }) => String(value.sql)).filter((text) => !text.includes('_cache'))
    compiled.mockRestore()
    const tables = texts.flatMap((text) => [...text.matchAll(/\bFROM (\w+)\s+WHERE team_id/g)].map(([, name]) => name))
    expect([...new Set(tables)].sort()).toEqual([
      ...['action', 'cohort', 'event_definition', 'insight_variable', 'person_deletion', 'person_override_count'],
      'property_definition',
    ])
  })
})

test.each([false, true])('persons are deleted, their events too: %s', async (delete_events) => {
  const counted = async (count: number) => {
    const ids = Array.from({ length: count }, () => `person ${made++}`)
    await app.capture(ids.map((distinct_id) => ({ event: 'seen', distinct_id, properties: {} })))
    return statementsOf('POST', '/persons/bulk_delete/', { distinct_ids: ids, delete_events })
  }
  expect(await counted(MANY)).toBeLessThan((await counted(FEW)) + MANY - FEW)
})

test('the properties of a group are described', async () => {
  const properties = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => ({ name: `property ${i + from}`, property_type: 'String' }))
  const counted = async (count: number) => {
    const group = { name: `Group ${made++}`, properties: properties(count) }
    const { id } = (await ask('POST', '/schema_property_groups/', group)).body
    return statementsOf('PATCH', `/schema_property_groups/${id}/`, { properties: properties(count, 1) })
  }
  expect(await counted(MANY)).toBeLessThan((await counted(FEW)) + MANY - FEW)
})

test('actions are listed with how many name each', async () => {
  const counted = async (actions: number) => {
    for (let i = 0; i < actions; i++) await ask('POST', '/actions/', { name: `Action ${made++}` })
    return statementsOf('GET', '/actions/?include_reference_count=1')
  }
  expect(await counted(MANY)).toBeLessThan((await counted(FEW)) + MANY - FEW)
})
