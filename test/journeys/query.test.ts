import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, Server } from '../support/server.ts'

const program = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url))
const server = new Server()
beforeAll(async () => {
  await server.start()
  const paid = (amount: number, note: string) => ({ event: 'paid', distinct_id: 'a', properties: { amount, note } })
  await server.batch([paid(5, 'first'), paid(1200, 'a "second"\nof two lines'), paid(30, '=1+1')])
}, 90_000)
afterAll(() => server.remove())

const environment = (key = KEY) => ({ ...process.env, POSTHOG_CLI_HOST: server.url, POSTHOG_CLI_API_KEY: key })

const endOf = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve))

/** `hoglet query …`, with what is typed into it. */
async function query(args: string[], typed = '', key?: string) {
  const child = spawn(process.execPath, [program, 'query', ...args], { env: environment(key) })
  child.stdin.end(typed)
  const ended = endOf(child)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, stdout, stderr }
}

const ROWS = 'select toFloat(properties.amount) as amount, properties.note as note from events order by amount'

test('rows are shown as a table, as a sheet and as JSON, from an argument or standard input', async () => {
  expect(await query([ROWS])).toEqual({
    code: 0,
    stderr: '',
    stdout: [
      'amount  note',
      '------  -----------------------',
      '     5  first',
      '    30  =1+1',
      '  1200  a "second" of two lines',
      '',
    ].join('\n'),
  })
  const sheet = 'amount,note\r\n5,first\r\n30,\'=1+1\r\n1200,"a ""second""\nof two lines"\r\n'
  expect((await query(['--format', 'csv'], ROWS)).stdout).toBe(sheet)
  const json = await query([`${ROWS} limit 2`, '--format', 'json'])
  expect(JSON.parse(json.stdout)).toEqual({
    columns: ['amount', 'note'],
    results: [
      [5, 'first'],
      [30, '=1+1'],
    ],
  })
  expect(json.stderr).toBe('')
  const many = await query(['select arrayJoin(range(101)) as n', '--format', 'csv'])
  expect(many.stdout.split('\r\n').length).toBe(102)
  expect(many.stderr).toBe('There are more rows. Ask for them with LIMIT, or with OFFSET.\n')
})

const LONG = "select arrayJoin(range(5000)) as n, repeat('x', 100) as note limit 5000"

test('a long answer comes whole through a pipe, and whoever reads no further ends it in peace', async () => {
  const { code, stdout } = await query([LONG, '--format', 'csv'])
  expect([code, stdout.split('\r\n').length]).toEqual([0, 5002])
  const child = spawn(process.execPath, [program, 'query', LONG], { env: environment() })
  const [ended, stderr] = [endOf(child), text(child.stderr)]
  child.stdout.once('data', () => child.stdout.destroy())
  expect([await ended, await stderr]).toEqual([0, ''])
})

test.runIf(process.platform === 'linux')('an answer that a full disk cuts off is a failure', async () => {
  for (const args of [['query', 'select 1'], ['--version']]) {
    const child = spawn('sh', ['-c', '"$@" > /dev/full', 'sh', process.execPath, program, ...args], {
      env: environment(),
    })
    const ended = endOf(child)
    expect(await text(child.stderr)).toBe('hoglet: The answer cannot be written (ENOSPC).\n')
    expect(await ended).toBe(1)
  }
})

test('columns stand below each other whatever script a name is in, and no name turns a line around', async () => {
  const rows = "select arrayJoin(['お買い上げ', 'Größe \u202e🦔', 'paid']) as name, 1 as n"
  expect((await query([rows])).stdout.split('\n')).toEqual([
    'name        n',
    '----------  -',
    'お買い上げ  1',
    'Größe  🦔   1',
    'paid        1',
    '',
  ])
})

test('mistakes are one sentence', async () => {
  const wrong = async (args: string[], key?: string) => (await query(args, '', key)).stderr
  expect(await wrong([])).toBe('hoglet: Use: hoglet query "select event, count() from events group by event"\n')
  expect(await wrong(['select', '1'])).toBe('hoglet: The question is one argument: put it in quotes.\n')
  expect(await wrong([ROWS, '--format', 'xml'])).toBe('hoglet: --format must be table, csv or json, not "xml".\n')
  expect(await wrong([ROWS, '--format', 'toString'])).toMatch(/--format must be table/)
  expect((await query(["select 'a\u001b[2J' as b"])).stdout).toBe('b\n-----\na [2J\n')
  expect(await wrong(['select nothing from events'])).toMatch(/answered 400: .*nothing/)
  expect(await wrong([ROWS], 'phx_wrong')).toMatch(/answered 401: /)
  expect(await wrong([ROWS], '“phx_copied”')).toBe(
    'hoglet: The personal API key holds signs that no key has. Copy it again.\n',
  )
})

test('another server than one of Hoglet is told from one that broke off', async () => {
  const other = createServer(({ url }, reply) => {
    if (url?.startsWith('/page/')) return void reply.end('<html></html>')
    reply.writeHead(200, { 'content-length': 100 }).write('{"columns"')
    setTimeout(() => reply.destroy(), 50)
  })
  const port = await new Promise<number>((resolve) =>
    other.listen(0, '127.0.0.1', () => {
      const address = other.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    }),
  )
  const asked = async (path: string) => (await query([ROWS, '--url', `http://127.0.0.1:${port}${path}`])).stderr
  expect(await asked('/page')).toMatch(/^hoglet: \S+ did not answer with JSON\. Name .* with --url\.\n$/)
  expect(await asked('')).toMatch(/^hoglet: \S+ broke off in the middle of its answer\. Ask again\.\n$/)
  other.close()
})

test('a question may begin with a comment', async () => {
  for (const question of ['-- how many\nselect count() as n from events', '--\nselect count() as n from events'])
    expect(await query([question, '--format', 'csv'])).toEqual({ code: 0, stderr: '', stdout: 'n\r\n3\r\n' })
  expect((await query(['--formt', 'csv'])).stderr).toContain("Unknown option '--formt'")
})

test('an address with a password in it is refused, without telling it', async () => {
  const { code, stderr } = await query(['select 1', '--url', server.url.replace('http://', 'http://ana:secret@')])
  expect([code, stderr]).toEqual([
    1,
    'hoglet: The address of the server has a user or a password in it. Leave these out: the server is asked with a personal API key.\n',
  ])
})
