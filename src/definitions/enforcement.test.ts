import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import type { Json } from '../lib/json.ts'
import { Enforcement } from './enforcement.ts'
import { requirementsOf, schemaErrors } from './schema-errors.ts'

describe('what is wrong with an event', () => {
  const required = (...properties: [string, string][]) =>
    requirementsOf(properties.map(([name, property_type]) => ({ name, property_type })))

  test('each missing property, whether it is absent, null or undefined', () => {
    const all = required(['a', 'String'], ['b', 'Numeric'], ['c', 'Object'])
    expect(schemaErrors({ a: null, b: undefined }, all)).toEqual(
      ['a', 'b', 'c'].map((property) => ({ property, reason: 'missing_required' })),
    )
    expect(schemaErrors({}, all)).toHaveLength(3)
  })

  test('a value that fits none of its types, which are told in order', () => {
    const either = required(['a', 'Object'], ['a', 'Boolean'], ['a', 'Object'])
    for (const value of [true, 'false', {}, []] satisfies Json[]) expect(schemaErrors({ a: value }, either)).toEqual([])
    expect(schemaErrors({ a: 5 }, either)).toEqual([
      { property: 'a', reason: 'type_mismatch', expectedTypes: ['Boolean', 'Object'], actualValue: '5' },
    ])
  })

  test('nothing more than is required, and a type we do not know takes everything', () => {
    expect(schemaErrors({ a: [], other: 'x' }, required(['a', 'Any']))).toEqual([])
  })

  test('names of JavaScript are names like others', () => {
    const odd = required(['constructor', 'String'], ['__proto__', 'String'])
    expect(schemaErrors({}, odd).map(({ property }) => property)).toEqual(['constructor', '__proto__'])
  })

  test('of a long value the beginning is told', () => {
    const [error] = schemaErrors({ a: 'x'.repeat(5_000) }, required(['a', 'Numeric']))
    expect(error).toMatchObject({ actualValue: 'x'.repeat(1_000) })
  })
})

describe('the rules of a project', () => {
  let app: TestApp
  let enforcement: Enforcement
  beforeAll(async () => {
    app = await TestApp.open()
  })
  afterAll(() => app.close())
  beforeEach(() => {
    enforcement = new Enforcement({ ...app.app.deps, shared: false })
  })

  const ask = (path: string, body: object) => app.ask('POST', `/api/projects/1${path}`, body)
  const rules = async (team = 1) =>
    Object.fromEntries([...(await enforcement.rulesOf(team))].map(([event, map]) => [event, Object.fromEntries(map)]))

  async function define(name: string, enforcement_mode: string, ...groups: [string, string, boolean][][]) {
    const definition = (await ask('/event_definitions/', { name, enforcement_mode })).body['id']
    for (const [i, group] of groups.entries()) {
      const properties = group.map(([property, property_type, is_required]) => {
        return { name: property, property_type, is_required }
      })
      const made = (await ask('/schema_property_groups/', { name: `${name} ${i}`, properties })).body['id']
      await ask('/event_schemas/', { event_definition: definition, property_group_id: made })
    }
  }

  test('none for a project without any, or one that is not there', async () => {
    expect([await rules(), await rules(999)]).toEqual([{}, {}])
  })

  test('the required properties of events that are held to them, merged across groups', async () => {
    await define('allowed', 'allow', [['a', 'String', true]])
    await define('nothing required', 'reject', [['a', 'String', false]])
    await define(
      'order',
      'reject',
      [
        ['a', 'String', true],
        ['b', 'Numeric', false],
      ],
      [
        ['a', 'Boolean', true],
        ['c', 'DateTime', true],
      ],
    )
    await define('refund', 'reject', [['a', 'Numeric', true]])
    expect(await rules()).toEqual({
      order: { a: ['Boolean', 'String'], c: ['DateTime'] },
      refund: { a: ['Numeric'] },
    })
    expect(await rules(999)).toEqual({})
  })

  test('are asked for once, also when there are none', async () => {
    const before = await rules()
    await app.app.deps.postgres.deleteFrom('event_definition').execute()
    expect(await rules()).toEqual(before)
    enforcement.forget(1)
    expect(await rules()).toEqual({})
    expect(enforcement.rulesOf(1)).toBe(enforcement.rulesOf(1))
  })
})
