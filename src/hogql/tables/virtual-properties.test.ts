import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../../test/support/app.ts'
import { ask as askText } from '../../../test/support/compile.ts'
import { type JsonObject, objectsOf } from '../../lib/json.ts'
import type { PropertyType } from '../context.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
  const seen = (distinct_id: string, initial: JsonObject) => ({
    ...{ event: 'seen', distinct_id },
    properties: {
      $set_once: Object.fromEntries(Object.entries(initial).map(([name, value]) => [`$initial_${name}`, value])),
    },
  })
  await app.capture([
    seen('ads', { utm_source: 'google', utm_medium: 'cpc', referring_domain: 'www.google.com' }),
    seen('search', { referring_domain: 'www.google.com' }),
    seen('letter', { utm_medium: 'email' }),
    seen('typed', { referring_domain: '$direct' }),
    seen('nothing', {}),
  ])
  await app.app.deps.outbox.flush()
})
afterAll(() => app.close())

const ask = async (query: JsonObject) => (await app.ask('POST', '/api/projects/1/query/', { query })).body
const CHANNELS = { ads: 'Paid Search', letter: 'Email', nothing: 'Unknown', search: 'Organic Search', typed: 'Direct' }

test('the channel that brought somebody first, of events and of persons', async () => {
  const ofEvents = 'SELECT distinct_id, person.properties.$virt_initial_channel_type FROM events ORDER BY distinct_id'
  expect((await ask({ kind: 'HogQLQuery', query: ofEvents }))['results']).toEqual(Object.entries(CHANNELS))
  const ofPersons = 'SELECT properties.$virt_initial_channel_type AS channel FROM persons ORDER BY channel'
  const found = (await ask({ kind: 'HogQLQuery', query: ofPersons }))['results']
  expect(found).toEqual(
    Object.values(CHANNELS)
      .sort()
      .map((channel) => [channel]),
  )
})

test('the properties it is made of may be of any type', async () => {
  const person: Record<string, PropertyType> = {
    $initial_utm_source: 'Boolean',
    $initial_utm_medium: 'Numeric',
    $initial_utm_campaign: 'DateTime',
    $initial_referring_domain: 'Boolean',
    $initial_gad_source: 'Numeric',
  }
  const text = 'SELECT $virt_initial_channel_type, $virt_initial_referring_domain_type FROM persons'
  const property_types = { event: {}, person, group: {} }
  // None of the texts is of these types.
  const rows = await askText(app.app.deps.clickhouse, text, { property_types })
  expect(rows).toEqual(Object.keys(CHANNELS).map(() => ['Unknown', null]))
})

test('insights filter and break down by it', async () => {
  const filter = { key: '$virt_initial_channel_type', type: 'person', operator: 'exact', value: ['Email', 'Direct'] }
  const series = [{ kind: 'EventsNode', event: 'seen' }]
  const filtered = await ask({ kind: 'TrendsQuery', series, properties: [filter] })
  expect(objectsOf(filtered['results'])[0]).toMatchObject({ count: 2 })
  const breakdownFilter = { breakdown: '$virt_initial_channel_type', breakdown_type: 'person' }
  const broken = await ask({ kind: 'TrendsQuery', series, breakdownFilter })
  expect(
    objectsOf(broken['results'])
      .map((row) => [row['breakdown_value'], row['count']])
      .sort(),
  ).toEqual(
    Object.values(CHANNELS)
      .sort()
      .map((channel) => [channel, 1]),
  )
  const contains = { ...filter, operator: 'icontains', value: 'search' }
  const some = await ask({ kind: 'TrendsQuery', series, properties: [contains] })
  expect(objectsOf(some['results'])[0]).toMatchObject({ count: 2 })
})

test('they are columns of persons too, and tell what kind of site sent somebody', async () => {
  const domains = ['Search', null, null, 'Search', 'Direct']
  const columns = 'person.$virt_initial_referring_domain_type, person.$virt_initial_channel_type'
  const ofEvents = `SELECT distinct_id, ${columns} FROM events ORDER BY distinct_id`
  const found = (await ask({ kind: 'HogQLQuery', query: ofEvents }))['results']
  expect(found).toEqual(Object.entries(CHANNELS).map(([who, channel], i) => [who, domains[i], channel]))
  const ofPersons = "SELECT count() FROM persons p WHERE p.$virt_initial_channel_type = 'Direct'"
  expect((await ask({ kind: 'HogQLQuery', query: ofPersons }))['results']).toEqual([[1]])
  const ofNobody = await ask({ kind: 'HogQLQuery', query: 'SELECT $virt_initial_channel_type FROM events' })
  expect(ofNobody['detail']).toContain('Unable to resolve field: $virt_initial_channel_type')
})
