import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { isObject, type JsonObject, objectOr, parseJson } from '../lib/json.ts'

const BASE = '/api/projects/1'
let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)
const variable = async (name: string, default_value: number) =>
  String((await ask('POST', '/insight_variables/', { name, type: 'Number', default_value })).body['id'])
const tilesOf = (body: JsonObject) => (Array.isArray(body['tiles']) ? body['tiles'].filter(isObject) : [])

/** What each of the three ways to read a board says of its only tile. */
const readings = async (override?: object | string) => {
  const text = typeof override === 'string' ? override : JSON.stringify(override)
  const query = `refresh=blocking${override === undefined ? '' : `&variables_override=${encodeURIComponent(text)}`}`
  const whole = await ask('GET', `/dashboards/${here}/?${query}`)
  const run = await ask('GET', `/dashboards/${here}/run_insights/?${query}&output_format=json`)
  const stream = await ask('GET', `/dashboards/${here}/stream_tiles/?${query}`)
  const [ran] = Array.isArray(run.body['results']) ? run.body['results'] : []
  const first = /^data: (\{"type":"metadata".*)\n/.exec(stream.text)?.[1]
  const streamed = objectOr(objectOr(first ? parseJson(first) : {})['dashboard'])
  const resultOf = (tile: unknown) => objectOr(objectOr(tile)['insight'])['result']
  return {
    statuses: [whole.status, run.status, stream.status],
    attrs: [whole.body['attr'], run.body['attr'], stream.body['attr']],
    results: [resultOf(tilesOf(whole.body)[0]), resultOf(ran), resultOf(tilesOf(streamed)[0])],
    variables: whole.body['variables'],
    same: JSON.stringify(streamed['variables']) === JSON.stringify(whole.body['variables']),
    persisted: whole.body['persisted_variables'],
  }
}

let here: number
let limit: string
beforeEach(async () => {
  here = Number((await ask('POST', '/dashboards/', { name: 'Here' })).body['id'])
  limit = await variable(`Limit ${here}`, 3)
  const code_name = `limit_${here}`
  const query = {
    kind: 'HogQLQuery',
    query: `SELECT {variables.${code_name}} * 10`,
    variables: { [limit]: { variableId: limit, code_name } },
  }
  await ask('POST', '/insights/', { name: 'Ten times', query, dashboards: [here] })
})
const value = (id: string, number: number, code_name = `limit_${here}`) => ({
  [id]: { code_name, variableId: id, value: number },
})
const thrice = (value: unknown) => [value, value, value]

describe('variables of a board [dashboards.retrieve?variables_override] [dashboards.run_insights?variables_override] [dashboards.stream_tiles?variables_override]', () => {
  test('for one request, over those stored, over the default', async () => {
    expect(await readings()).toMatchObject({ results: thrice([[30]]), variables: {}, persisted: null })
    await ask('PATCH', `/dashboards/${here}/`, { variables: value(limit, 5) })
    expect(await readings()).toMatchObject({ results: thrice([[50]]), variables: value(limit, 5) })
    expect(await readings(value(limit, 7))).toMatchObject({
      ...{ results: thrice([[70]]), variables: value(limit, 7), same: true },
      persisted: value(limit, 5),
    })
    expect(await readings()).toMatchObject({ results: thrice([[50]]) })
  })

  test('a value outlives its variable when one of the same code name is made again', async () => {
    await ask('PATCH', `/dashboards/${here}/`, { variables: value(limit, 5) })
    await ask('DELETE', `/insight_variables/${limit}/`)
    expect(await readings()).toMatchObject({ variables: {} })
    const again = await variable(`Limit ${here}`, 3)
    expect(again).not.toBe(limit)
    expect(await readings()).toMatchObject({ results: thrice([[50]]), variables: value(again, 5) })
    // A link that was made before names the old id.
    expect(await readings(value(limit, 7))).toMatchObject({ results: thrice([[70]]), variables: value(again, 7) })
    expect(await readings(value(again, 8))).toMatchObject({ results: thrice([[80]]), variables: value(again, 8) })
    // It still says what it said when the board's own value is stored under the new id.
    await ask('PATCH', `/dashboards/${here}/`, { variables: value(again, 9) })
    expect(await readings(value(limit, 7))).toMatchObject({ results: thrice([[70]]), variables: value(again, 7) })
    const [tile] = tilesOf((await ask('GET', `/dashboards/${here}/`)).body)
    const alone = `/insights/${objectOr(tile?.['insight'])['id']}/?from_dashboard=${here}&refresh=blocking`
    const old = encodeURIComponent(JSON.stringify(value(limit, 7)))
    expect((await ask('GET', `${alone}&variables_override=${old}`)).body).toMatchObject({ result: [[70]] })
  })

  test('what names no variable of the project is dropped', async () => {
    const odd = { ...value('x', 1, 'unknown'), y: { value: 2 }, z: 3, ...value(limit, 6) }
    expect(await readings(odd)).toMatchObject({ results: thrice([[60]]) })
    expect((await readings(odd)).variables).toEqual(value(limit, 6))
  })

  test('a change with an override that cannot be read is refused, and changes nothing', async () => {
    const count = async () => (await ask('GET', '/dashboards/?search=Unread')).body['count']
    const insights = async () => (await ask('GET', '/insights/?search=Unread')).body['count']
    for (const name of ['filters_override', 'variables_override', 'tile_filters_override'])
      for (const [method, path, body] of [
        ['POST', '/dashboards/', { name: 'Unread' }],
        ['PATCH', `/dashboards/${here}/`, { name: 'Unread' }],
        ['POST', `/dashboards/${here}/create_text_tile/`, { body: 'Unread' }],
        ['POST', '/insights/', { name: 'Unread', dashboards: [here] }],
      ] as const)
        expect([path, await ask(method, `${path}?${name}=x`, body)]).toMatchObject([
          ...[path, { status: 400, body: { attr: name } }],
        ])
    expect([await count(), await insights()]).toEqual([0, 0])
    expect(tilesOf((await ask('GET', `/dashboards/${here}/`)).body)).toHaveLength(1)
  })

  test('what is no JSON object is refused', async () => {
    for (const wrong of ['x', '{', '[1]', '5'])
      expect(await readings(wrong)).toMatchObject({ statuses: thrice(400), attrs: thrice('variables_override') })
    const { body } = await ask('GET', `/dashboards/${here}/?variables_override=x`)
    expect(body['detail']).toBe('Invalid JSON passed in variables_override parameter')
  })
})
