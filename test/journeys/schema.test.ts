import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectOr, objectsOf, parseJson } from '../../src/lib/json.ts'
import { KEY, Server } from '../support/server.ts'

const program = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url))
const server = new Server()
const folder = mkdtempSync(join(tmpdir(), 'hoglet-schema-'))
beforeAll(() => server.start())
afterAll(async () => {
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** `hoglet schema …` in the folder of an app. */
function schema(...args: string[]): Promise<{ code: number; text: string }> {
  const env = { ...process.env, POSTHOG_CLI_HOST: server.url, POSTHOG_CLI_API_KEY: KEY }
  return new Promise((resolve) =>
    execFile(process.execPath, [program, 'schema', ...args], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, text: `${stdout}${stderr}` }),
    ),
  )
}

const api = async (method: string, path: string, sent?: object) => {
  const { status, body } = await server.api(method, `/projects/1/${path}`, sent)
  expect(status, `${method} ${path}`).toBeLessThan(300)
  return objectOr(body)
}
const write = (path: string, text: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const read = (path: string) => readFileSync(join(folder, path), 'utf8')

test('an app pulls its types, checks its calls, and hears of a change that breaks a board', async () => {
  const paid = await api('POST', 'event_definitions/', { name: 'order paid' })
  const amount = { name: 'amount', property_type: 'Numeric', is_required: true }
  const group = await api('POST', 'schema_property_groups/', { name: 'Order', properties: [amount] })
  await api('POST', 'event_schemas/', { event_definition: paid['id'], property_group_id: group['id'] })
  const board = await api('POST', 'dashboards/', { name: 'Money' })
  const series = [{ kind: 'EventsNode', event: 'order paid', math: 'sum', math_property: 'amount' }]
  const query = { kind: 'InsightVizNode', source: { kind: 'TrendsQuery', series } }
  await api('POST', 'insights/', { name: 'Revenue', query, dashboards: [board['id']] })
  const action = await api('POST', 'actions/', { name: 'Paid', steps: [{ event: 'order paid' }] })
  const ask = "select sum(properties.amount), 'amounts' from events where event = 'order paid'"
  await api('POST', 'insights/', { name: 'By hand', query: { kind: 'HogQLQuery', query: ask } })
  const other = "select 'amount', properties.amounts from events where event = 'order paid too'"
  await api('POST', 'insights/', { name: 'Another', query: { kind: 'HogQLQuery', query: other } })
  const paidAction = { kind: 'TrendsQuery', series: [{ kind: 'ActionsNode', id: action['id'] }] }
  await api('POST', 'insights/', { name: 'Paid days', query: { kind: 'InsightVizNode', source: paidAction } })

  // Without a sign of what the app is written in, it asks.
  expect(await schema('pull')).toMatchObject({ code: 1, text: expect.stringContaining('--language typescript') })
  write('package.json', '{}')
  expect(await schema('pull', '--output', 'src/')).toEqual({
    code: 0,
    text: 'typescript: wrote src/posthog-typed.ts (1 event)\n',
  })
  expect(read('src/posthog-typed.ts')).toContain('"order paid"')
  const settings = objectOr(objectOr(objectOr(parseJson(read('posthog.json')))['languages'])['typescript'])
  expect(settings).toMatchObject({ output_path: 'src/posthog-typed.ts', event_count: 1 })
  expect(parseJson(read('hoglet-schema.lock.json'))).toEqual({
    events: { 'order paid': { amount: { type: 'Numeric', required: true } } },
  })
  expect((await schema('pull')).text).toBe('typescript: src/posthog-typed.ts already up to date\n')
  const shown = await schema('status')
  expect(shown.text).toContain(`hash    ${String(settings['schema_hash'])}`)
  expect(shown.text).not.toContain(KEY)

  write('src/pay.ts', "posthog.capture('order paid', { amount: 3 })\nposthog.capture('$pageview')\n")
  expect(await schema('check')).toMatchObject({ code: 0, text: expect.stringContaining('all is in order') })
  write('src/cart.py', 'posthog.capture("Order Paid", distinct_id="a")\nposthog.capture(name)\n')
  const unknown = await schema('check')
  expect(unknown.code).toBe(1)
  expect(unknown.text).toContain('src/cart.py:1: the event "Order Paid" is unknown; did you mean "order paid"?')
  expect(unknown.text).toContain('4 places send events; 1 with a name made at run time (src/cart.py:2) not looked at')
  rmSync(join(folder, 'src/cart.py'))

  // The amount becomes text: the sum on the board breaks; the action only asks for the event.
  const text = { name: 'amount', property_type: 'String', is_required: true }
  await api('PATCH', `schema_property_groups/${String(group['id'])}/`, { properties: [text] })
  const broken = await schema('check')
  expect(broken.code).toBe(1)
  expect(broken.text.split('\n')).toEqual(
    expect.arrayContaining([
      "src/posthog-typed.ts is older than the server's schema: hoglet schema pull --language typescript",
      '"amount" of the event "order paid" was Numeric and is String, and it is used by the insight "By hand", the insight "Revenue" on "Money"',
    ]),
  )
  // Without its schema the event is no longer generated; board and action both ask for it.
  const { results } = await api('GET', 'event_schemas/')
  await api('DELETE', `event_schemas/${String(objectsOf(results)[0]?.['id'])}/`)
  expect((await schema('check')).text).toContain(
    'the event "order paid" is no longer in the schema, and it is used by the insight "Paid days", the insight "By hand", the insight "Revenue" on "Money", the action "Paid"',
  )
  // Pulling accepts the change.
  expect((await schema('pull')).code).toBe(0)
  expect(await schema('check')).toMatchObject({ code: 0 })
})

test('mistakes are one sentence', async () => {
  for (const [args, sentence] of [
    [['nonsense'], 'Unknown action "nonsense"'],
    [['pull', '--language', 'cobol'], '--language must be typescript, golang, python, not "cobol".'],
    [['pull', '--url', 'http://127.0.0.1:1'], 'No server answers at http://127.0.0.1:1.'],
    [['pull', '--api-key', 'phx_wrong'], 'answered 401'],
    [['check', '--src', 'missing'], '--src missing: there is no such folder.'],
    [['pull', '--sdk', 'x'], '--sdk must be none or posthog-js'],
  ] as const) {
    const { code, text } = await schema(...args)
    expect([code, text]).toEqual([1, expect.stringContaining(sentence)])
    expect(text.trim().split('\n')).toHaveLength(1)
  }
  write('posthog.json', '[]')
  expect((await schema('pull')).text).toContain('posthog.json is not a JSON object.')
  rmSync(join(folder, 'posthog.json'))
  expect(existsSync(join(folder, 'posthog.json'))).toBe(false)
})
