import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => new Date('2024-03-08T12:00:00Z'))
  const buy = (distinct_id: string, amount: number) => ({
    event: 'purchase',
    distinct_id,
    timestamp: '2024-03-07T00:00:00Z',
    properties: { amount },
  })
  await app.capture([buy('alice', 30), buy('bob', 50)])
})
afterAll(() => app.close())

const P = '/api/projects/1/insight_variables/'

test('a variable is made, changed and deleted; its code name stays', async () => {
  const made = await app.ask('POST', P, { name: 'My Var! 2', type: 'List', values: ['a', true, 3] })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({
    code_name: 'my_var_2',
    values: ['a', 'true', '3'],
    default_value: null,
    is_multi: false,
  })
  const one = `${P}${made.body['id']}/`
  expect((await app.ask('PATCH', one, { name: 'Other', is_multi: true })).body).toMatchObject({
    name: 'Other',
    code_name: 'my_var_2',
    is_multi: true,
  })
  const twice = await app.ask('POST', P, { name: 'my var 2', type: 'String' })
  expect([twice.status, twice.body['detail']]).toEqual([400, 'Variable with this code name already exists'])
  expect((await app.ask('POST', P, { name: 'x', type: 'List', values: [{}] })).status).toBe(400)
  expect((await app.ask('GET', P)).body).toMatchObject({ count: 1, next: null, previous: null })
  expect((await app.ask('DELETE', one)).status).toBe(204)
  expect((await app.ask('GET', one)).status).toBe(404)
})

test('a variable may come as a form, in which all is text', async () => {
  const made = await app.ask('POST', P, { name: 'Plans', type: 'List', is_multi: 'true', values: ['free', 'pro'] })
  expect(made).toMatchObject({ status: 201, body: { is_multi: true, values: ['free', 'pro'] } })
  await app.ask('DELETE', `${P}${made.body['id']}/`)
})

test('a page that is none is not found', async () => {
  for (const page of ['', '1', 'last']) expect((await app.ask('GET', `${P}?page=${page}`)).status).toBe(200)
  for (const page of ['0', '-1', '2', '1.5', 'x'])
    expect(await app.ask('GET', `${P}?page=${page}`)).toMatchObject({
      status: 404,
      body: { code: 'not_found', detail: 'Invalid page.' },
    })
})

test('queries read them', async () => {
  const { body: made } = await app.ask('POST', P, { name: 'Min amount', type: 'Number', default_value: 40 })
  const id = String(made['id'])
  const ask = async (variables: object) => {
    const query =
      "select count() from events where event = 'purchase' and toFloat(properties.amount) >= {variables.min_amount}"
    const { status, body } = await app.ask('POST', '/api/projects/1/query/', {
      query: { kind: 'HogQLQuery', query, variables },
    })
    return status === 200 ? body['results'] : status
  }
  const own = { variableId: id, code_name: 'min_amount' }
  expect(await ask({ [id]: own })).toEqual([[1]])
  expect(await ask({ [id]: { ...own, value: 10 } })).toEqual([[2]])
  expect(await ask({ [id]: { ...own, isNull: true } })).toEqual([[0]])
  await app.ask('PATCH', `${P}${id}/`, { default_value: 20 })
  expect(await ask({ [id]: own })).toEqual([[2]])
})

test('a date that cannot be read is refused, and names the variable', async () => {
  const { body: made } = await app.ask('POST', P, { name: 'Since', type: 'Date', default_value: '2024-03-01' })
  const id = String(made['id'])
  const ask = async (value: string | undefined) => {
    const variables = { [id]: { variableId: id, code_name: 'since', value } }
    const query = { kind: 'HogQLQuery', query: 'select toString(toDate({variables.since}))', variables }
    const { status, body } = await app.ask('POST', '/api/projects/1/query/', { query })
    return status === 200 ? body['results'] : body['detail']
  }
  expect(await ask(undefined)).toEqual([['2024-03-01']])
  expect(await ask('2024-03-02')).toEqual([['2024-03-02']])
  expect(await ask('soon')).toBe(`The variable 'since' is a date, and "soon" is none.`)
})

test('an override that is none is named', async () => {
  const ask = async (override: unknown) => {
    const query = { kind: 'HogQLQuery', query: 'select 1' }
    const { body } = await app.ask('POST', '/api/projects/1/query/', { query, variables_override: { v1: override } })
    return [body['attr'], body['detail']]
  }
  expect(await ask(5)).toEqual([
    'variables_override',
    'variables_override.v1: Invalid input: expected object, received number',
  ])
  expect(await ask({ value: 5 })).toEqual([
    'variables_override',
    'variables_override.v1.code_name: Invalid input: expected string, received undefined',
  ])
})

test('a variable that is deleted while it is changed is not found', async () => {
  for (let i = 0; i < 20; i++) {
    const one = `${P}${(await app.ask('POST', P, { name: `going ${i}`, type: 'String' })).body['id']}/`
    const answers = await Promise.all([app.ask('DELETE', one), app.ask('PATCH', one, { name: 'changed' })])
    expect(answers.map(({ status }) => status).filter((status) => ![200, 204, 404].includes(status))).toEqual([])
  }
})
