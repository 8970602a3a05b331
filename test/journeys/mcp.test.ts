import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isObject, type JsonObject, objectOr, parseJson } from '../../src/lib/json.ts'
import { KEY, Server } from '../support/server.ts'

const program = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url))
const server = new Server()
beforeAll(() => server.start())
afterAll(() => server.remove())

/** What `hoglet mcp` writes to stdout for these messages, line by line. */
async function bridge(messages: object[], args: string[], key = KEY): Promise<JsonObject[]> {
  const child = spawn(process.execPath, [program, 'mcp', ...args], {
    env: { ...process.env, POSTHOG_PERSONAL_API_KEY: key },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (data: Buffer) => (output += data.toString()))
  child.stdin.end(messages.map((message) => `${JSON.stringify(message)}\n`).join(''))
  await new Promise((resolve) => child.once('exit', resolve))
  const lines = output.split('\n').filter(Boolean).map(parseJson)
  expect(lines.every(isObject)).toBe(true)
  return lines.filter(isObject).toSorted((a, b) => Number(a['id']) - Number(b['id']))
}

const HELLO = {
  ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
}
const call = (id: number, name: string, args = {}) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
})
const textOf = (message: JsonObject | undefined) => {
  const { content } = objectOr(message?.['result'])
  return String(objectOr(Array.isArray(content) ? content[0] : {})['text'])
}

test('the bridge hands messages to the running server', async () => {
  await server.batch([{ event: 'signed up', distinct_id: 'ann' }])
  const [hello, list, sql, modern] = await bridge(
    [
      HELLO,
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 2, method: 'tools/list' },
      call(3, 'execute-sql', { query: 'select count() from events', output_format: 'json' }),
      {
        ...{ jsonrpc: '2.0', id: 4, method: 'server/discover' },
        params: {
          _meta: {
            'io.modelcontextprotocol/protocolVersion': '2026-07-28',
            'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
            'io.modelcontextprotocol/clientCapabilities': {},
          },
        },
      },
    ],
    ['--url', server.url, '--tools', 'execute-sql'],
  )
  expect(hello).toMatchObject({ result: { protocolVersion: '2025-06-18', serverInfo: { name: 'hoglet' } } })
  expect(list).toMatchObject({ result: { tools: [{ name: 'execute-sql' }] } })
  expect(textOf(sql)).toContain('"results":[[1]]')
  expect(modern).toMatchObject({ result: { supportedVersions: ['2026-07-28'] } })
})

test('without a server it still shakes hands and says why tools fail', async () => {
  const [hello, failed, listed, ping] = await bridge(
    [
      ...[HELLO, call(2, 'dashboard-get', { id: 1 })],
      ...['tools/list', 'ping'].map((method, i) => ({ jsonrpc: '2.0', id: 3 + i, method })),
    ],
    ['--url', 'http://127.0.0.1:9'],
  )
  expect(hello).toMatchObject({ result: { protocolVersion: '2025-06-18', capabilities: { tools: {} } } })
  expect(failed).toMatchObject({ result: { isError: true } })
  expect(textOf(failed)).toContain('no Hoglet answers at http://127.0.0.1:9')
  expect(ping).toEqual({ jsonrpc: '2.0', id: 4, result: {} })
  expect(listed).toMatchObject({ error: { code: -32000 } })
})

test('a wrong key is said in words', async () => {
  const [, failed] = await bridge([HELLO, call(2, 'dashboard-get', { id: 1 })], ['--url', server.url], 'phx_wrong')
  expect(textOf(failed)).toContain('401: Invalid API key')
})
