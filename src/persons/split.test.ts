import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { objectsOf } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const P = '/api/projects/1/persons'
const everybody = async () => objectsOf((await app.ask('GET', `${P}/`)).body['results'])

test('an id that another request split off meanwhile stays where it went', async () => {
  const identify = (anonymous: string) => ({
    event: '$identify',
    distinct_id: 'ada',
    properties: { $anon_distinct_id: anonymous },
  })
  await app.capture([identify('one'), identify('two'), identify('three')])
  const [ada] = await everybody()
  expect(ada?.['distinct_ids']).toHaveLength(4)
  const split = (body: object) => app.ask('POST', `${P}/${ada?.['uuid']}/split/`, body)
  const answers = await Promise.all([
    split({ main_distinct_id: 'ada' }),
    split({ main_distinct_id: 'ada' }),
    split({ main_distinct_id: 'ada' }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  // Four persons of one id each, and nobody without any.
  const ids = (await everybody()).map(({ distinct_ids }) => distinct_ids)
  expect(ids).toHaveLength(4)
  expect(ids).toEqual(expect.arrayContaining([['ada'], ['one'], ['two'], ['three']]))
  const history = (await app.ask('GET', `${P}/${ada?.['uuid']}/activity/`)).body['results']
  expect(objectsOf(history).map(({ activity }) => activity)).toEqual(['split_person'])
})

test('any integer names a person, who may not be there', async () => {
  for (const id of ['-1', '0', '99999999', '9'.repeat(30)])
    expect([id, (await app.ask('GET', `${P}/${id}/`)).status]).toEqual([id, 404])
  for (const id of ['1.5', '1e3', 'ada']) expect([id, (await app.ask('GET', `${P}/${id}/`)).status]).toEqual([id, 400])
})
