import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { objectsOf } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const P = '/api/projects/1'
const seen = (distinct_id: string) => app.capture([{ event: 'seen', distinct_id, properties: {} }])
const uuidOf = async (id: string) =>
  objectsOf((await app.ask('GET', `${P}/persons/?distinct_id=${id}`)).body['results'])[0]?.['uuid']
const events = async (id: string) => {
  const query = { kind: 'HogQLQuery', query: `select count() from events where distinct_id = '${id}'` }
  return (await app.ask('POST', `${P}/query/`, { query, refresh: 'force_blocking' })).body['results']
}

test('of several that delete a person at once, one does', async () => {
  await seen('ann')
  const uuid = await uuidOf('ann')
  const answers = await Promise.all([1, 2, 3].map(() => app.ask('DELETE', `${P}/persons/${uuid}/?delete_events=true`)))
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 404, 404])
  const history = (await app.ask('GET', `${P}/persons/${uuid}/activity/`)).body['results']
  expect(objectsOf(history).map(({ activity }) => activity)).toEqual(['deleted'])
})

test('a word that says no deletes no events', async () => {
  for (const [said, left] of [
    ['false', [[1]]],
    ['0', [[1]]],
    [false, [[1]]],
    [null, [[1]]],
    ['true', [[0]]],
    [1, [[0]]],
  ] as const) {
    const id = `ben-${typeof said}-${said}`
    await seen(id)
    const body = { distinct_ids: [id], delete_events: said }
    expect((await app.ask('POST', `${P}/persons/bulk_delete/`, body)).body['persons_deleted']).toBe(1)
    expect([said, await events(id)]).toEqual([said, left])
  }
})

describe('many at once', () => {
  const remove = (ids: unknown[], delete_events = true) =>
    app.ask('POST', `${P}/persons/bulk_delete/`, { ids, delete_events })
  const seenAll = async (...ids: string[]) => {
    for (const id of ids) await seen(id)
    return Promise.all(ids.map(uuidOf))
  }

  test('leave the lists they are on', async () => {
    const [cem, dan, eva] = await seenAll('cem', 'dan', 'eva')
    const named = { is_static: true, _create_static_person_ids: [cem, dan, eva] }
    const { id } = (await app.ask('POST', `${P}/cohorts/`, { name: 'Some', ...named })).body
    expect((await remove([cem, dan])).body).toMatchObject({ persons_deleted: 2, deletion_errors: [] })
    expect((await app.ask('GET', `${P}/cohorts/${id}/`)).body['count']).toBe(1)
    const query = { kind: 'HogQLQuery', query: `select person_id from static_cohort_people where cohort_id = ${id}` }
    expect((await app.ask('POST', `${P}/query/`, { query, refresh: 'force_blocking' })).body['results']).toEqual([
      [eva],
    ])
    expect([await events('cem'), await events('dan'), await events('eva')]).toEqual([[[0]], [[0]], [[1]]])
  })

  test('may share a name: the id of one is the uuid of the other', async () => {
    const [fay] = await seenAll('fay')
    const [other] = await seenAll(String(fay))
    expect((await remove([fay, other])).body).toMatchObject({ persons_deleted: 2, deletion_errors: [] })
    expect(await seenAll('fay')).toEqual([fay])
  })

  test('are one person where one is named twice', async () => {
    const [mia] = await seenAll('mia')
    const named = [mia, String(mia).toUpperCase()]
    expect((await remove(named)).body).toMatchObject({ persons_found: 1, persons_deleted: 1, deletion_errors: [] })
    const history = (await app.ask('GET', `${P}/persons/${mia}/activity/`)).body['results']
    expect(objectsOf(history)).toHaveLength(1)
  })

  test('are deleted once by two requests', async () => {
    const uuids = await seenAll('gil', 'hal', 'ian')
    const answers = await Promise.all([remove(uuids), remove([...uuids].reverse())])
    expect(answers.map(({ status }) => status)).toEqual([202, 202])
    const done = answers.map(({ body }) => Number(body['persons_deleted']))
    expect(done.reduce((sum, count) => sum + count)).toBe(3)
    for (const uuid of uuids) {
      const history = (await app.ask('GET', `${P}/persons/${uuid}/activity/`)).body['results']
      expect(objectsOf(history)).toHaveLength(1)
    }
  })

  test('do not stay because one of them cannot go', async () => {
    const { postgres } = app.app.deps
    const uuids = await seenAll('jan', 'kim', 'lea')
    await sql`
      CREATE FUNCTION refuse_kim() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF EXISTS (SELECT FROM person_distinct_id WHERE person_id = OLD.id AND distinct_id = 'kim')
          THEN RAISE 'not this one'; END IF;
        RETURN OLD; END $$`.execute(postgres)
    await sql`CREATE TRIGGER refuse_kim BEFORE DELETE ON person FOR EACH ROW EXECUTE FUNCTION refuse_kim()`.execute(
      postgres,
    )
    const done = await remove(uuids)
    expect(done.body).toMatchObject({ persons_deleted: 2, deletion_errors: [{ person_uuid: uuids[1] }] })
    expect([await events('jan'), await events('kim'), await events('lea')]).toEqual([[[0]], [[1]], [[0]]])
    await sql`DROP TRIGGER refuse_kim ON person`.execute(postgres)
    expect((await remove(uuids)).body).toMatchObject({ persons_found: 1, persons_deleted: 1 })
  })
})
