import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => new Date('2024-03-08T12:00:00Z'))
  const ids = Array.from({ length: 20 }, (_, at) => `person-${at}`)
  const timestamp = '2024-03-07T12:00:00Z'
  await app.capture(
    ids.map((distinct_id) => ({ event: 'a', distinct_id, timestamp, properties: { $set: { plan: 1 } } })),
  )
  await app.app.deps.outbox.flush()
})
afterAll(() => app.close())

async function listed(query: string): Promise<string[]> {
  const { results } = (await app.ask('GET', `/api/projects/1/persons/?${query}`)).body
  return (Array.isArray(results) ? results : []).filter(isObject).map(({ uuid }) => String(uuid))
}

test('persons of the same moment are in one order, whatever narrows the list', async () => {
  const all = await listed('')
  expect(all).toHaveLength(20)
  expect(all).toEqual(all.toSorted().toReversed())
  const filters = JSON.stringify([{ type: 'person', key: 'plan', operator: 'exact', value: 1 }])
  const narrowed = `properties=${encodeURIComponent(filters)}`
  expect(await listed(narrowed)).toEqual(all)
  expect(await listed('search=person-')).toEqual(all)
  expect(await listed(`${narrowed}&limit=7&offset=7`)).toEqual(all.slice(7, 14))
})
