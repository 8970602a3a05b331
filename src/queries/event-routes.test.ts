import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject, type Json, type JsonObject } from '../lib/json.ts'
import { readElementsChain } from './elements-chain.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => new Date('2024-03-08T12:00:00Z'))
  const event = (name: string, timestamp: string, properties: JsonObject) => ({
    ...{ event: name, distinct_id: 'ana', timestamp, properties },
  })
  const $elements = [
    { tag_name: 'button', $el_text: 'Buy "now"', attr__class: 'big red', attr__id: 'go', nth_child: 2, nth_of_type: 1 },
    { tag_name: 'div', attr__style: 'color: red; top: 1px' },
  ]
  await app.capture([
    event('$autocapture', '2024-03-08T10:00:00Z', { $elements, plan: 'pro', $set: { email: 'ana@acme.test' } }),
    event('buy', '2024-03-08T11:00:00Z', { plan: 'pro' }),
    event('buy', '2024-03-08T11:30:00Z', { plan: 'free', other: 'x' }),
    event('buy', '2024-03-01T11:30:00Z', { plan: 'old' }),
  ])
})
afterAll(() => app.close())

const P = '/api/projects/1/events'
const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const read = async (query: string) => list((await app.ask('GET', `${P}?${query}`)).body['results'])

test('events of the last day, the newest first, with their elements', async () => {
  const events = await read('')
  expect(events.map(({ event }) => event)).toEqual(['buy', 'buy', '$autocapture'])
  const last = events.at(-1)
  expect(last).toMatchObject({ distinct_id: 'ana', person: { properties: { email: 'ana@acme.test' } } })
  expect(last?.['id']).toBe(last?.['uuid'])
  expect(list(last?.['elements'])).toMatchObject([
    {
      ...{ tag_name: 'button', text: 'Buy "now"', attr_class: ['big', 'red'], attr_id: 'go', nth_child: 2, order: 0 },
      attributes: { attr__class: 'big red', attr__id: 'go' },
    },
    { tag_name: 'div', text: null, attributes: { attr__style: 'color: red; top: 1px' }, order: 1 },
  ])
  const one = await app.ask('GET', `${P}/${String(last?.['uuid'])}/`)
  expect(one.body).toMatchObject({ event: '$autocapture', uuid: last?.['uuid'] })
})

test('narrowed by name, property, time and page', async () => {
  expect(await read('event=buy')).toHaveLength(2)
  const pro = encodeURIComponent(JSON.stringify([{ key: 'plan', value: ['pro'], operator: 'exact', type: 'event' }]))
  expect((await read(`properties=${pro}&after=2024-03-01`)).map(({ event }) => event)).toEqual(['buy', '$autocapture'])
  expect(await read('after=2024-03-01')).toHaveLength(4)
  expect(await read('distinct_id=nobody')).toEqual([])
  const first = await app.ask('GET', `${P}?limit=1&after=2024-03-01`)
  const next = new URL(String(first.body['next']))
  expect((await read(next.search.slice(1))).map(({ timestamp }) => timestamp)).toEqual(['2024-03-08T11:00:00Z'])
  expect((await app.ask('GET', `${P}?after=nonsense`)).body).toMatchObject({ attr: 'after' })
})

test('values of a property, and names of events', async () => {
  const values = async (query: string) => (await app.ask('GET', `${P}/values/?${query}`)).json
  expect(await values('key=plan')).toEqual([{ name: 'pro' }, { name: 'free' }])
  expect(await values('key=plan&event_name=buy&value=FR')).toEqual([{ name: 'free' }])
  expect(await values('key=custom_event')).toEqual([{ name: 'buy' }])
  expect((await app.ask('GET', `${P}/values/`)).status).toBe(400)
})

test('a chain without attributes, and one with signs inside of texts', () => {
  expect(readElementsChain('')).toEqual([])
  expect(readElementsChain('a;div.x')).toMatchObject([{ tag_name: 'a' }, { tag_name: 'div', attr_class: ['x'] }])
  expect(readElementsChain('a:text="x;y:z=\\"1\\""').map(({ text }) => text)).toEqual(['x;y:z="1"'])
})
