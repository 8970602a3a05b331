import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { objectsOf } from '../lib/json.ts'

let first: TestApp
let second: TestApp
beforeAll(async () => {
  ;[first, second] = await TestApp.openTwo()
})
afterAll(async () => {
  await first.close()
  await second.close()
})

test('what another process has deleted is made anew by the next event, a minute later at most', async () => {
  const P = '/api/projects/1'
  const event = { event: 'bought', distinct_id: 'a', properties: { size: 3 } }
  await second.capture([event])
  const list = async (of: string) => objectsOf((await first.ask('GET', `${P}/${of}/?search=`)).body['results'])
  const [made] = (await list('event_definitions')).filter(({ name }) => name === 'bought')
  const [property] = (await list('property_definitions')).filter(({ name }) => name === 'size')
  expect((await first.ask('DELETE', `${P}/event_definitions/${String(made?.['id'])}/`)).status).toBe(204)
  expect((await first.ask('DELETE', `${P}/property_definitions/${String(property?.['id'])}/`)).status).toBe(204)
  await second.app.deps.minutely.run()
  await second.capture([event])
  expect((await list('event_definitions')).map(({ name }) => name)).toContain('bought')
  expect((await list('property_definitions')).map(({ name }) => name)).toContain('size')
})
