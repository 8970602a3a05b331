import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, PASSWORD, Server } from '../support/server.ts'

const program = fileURLToPath(new URL('../../dist/bin.cjs', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'hoglet-door-'))
const server = new Server()
beforeAll(() => server.start(['--log-level', 'debug']), 90_000)
afterAll(async () => {
  await server.remove()
  rmSync(directory, { recursive: true, force: true })
})

/** Runs the program to its end, as a shell would, in a folder of its own. */
function run(args: string[], env: Record<string, string> = {}) {
  const { CLICKHOUSE_URL: _c, DATABASE_URL: _d, UV_THREADPOOL_SIZE: _u, ...inherited } = process.env
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const options = { cwd: directory, env: { ...inherited, ...env }, timeout: 60_000 }
    const child = execFile(process.execPath, [program, ...args], options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

test('--help lists every option and variable', async () => {
  const { code, stdout } = await run(['--help'])
  expect(code).toBe(0)
  const source = readFileSync(new URL('../../src/cli/options.ts', import.meta.url), 'utf8')
  const names = [...source.matchAll(/env: '([A-Z_]+)'/g)].map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(15)
  for (const name of [...names, '--port', '--host', '--data', '--site-url', '--demo', '--ephemeral', '--log-level'])
    expect(stdout).toContain(name)
})

test('--version is that of the package, also behind a command', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  for (const args of [['--version'], ['serve', '--version']])
    expect(await run(args)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
})

test.each([
  ['an unknown command', ['sreve'], /^hoglet: There is no command "sreve"/],
  ['an unknown option', ['--prot', '1'], /^hoglet: Unknown option '--prot'/],
  ['a port that is none', ['--port', 'eighty'], /--port must be a whole number between 0 and 65535, not "eighty"/],
  ['a site URL that is none', ['--site-url', 'example'], /--site-url must be a URL such as/],
])('%s is one sentence and exit code 1', async (_, args, sentence) => {
  const { code, stderr } = await run(args)
  expect(code).toBe(1)
  expect(stderr).toMatch(sentence)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('a port in use is told before anything is touched', async () => {
  const blocker = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => blocker.once('listening', resolve))
  const address = blocker.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const data = join(directory, 'untouched')
  const { code, stderr } = await run(['--port', String(port), '--data', data])
  blocker.close()
  expect(code).toBe(1)
  expect(stderr).toBe(
    `hoglet: Port ${port} on 127.0.0.1 is in use. Stop what uses it, or choose another with --port.\n`,
  )
  expect(readdirSync(data)).toEqual(['lock'])
})

test('a ClickHouse server that is too old is told', async () => {
  const old = createHttpServer((_request, reply) => reply.end('24.8.14.39\n')).listen(0, '127.0.0.1')
  await new Promise((resolve) => old.once('listening', resolve))
  const address = old.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { code, stderr } = await run(['--ephemeral', '--port', '0'], { CLICKHOUSE_URL: `http://127.0.0.1:${port}` })
  old.close()
  expect([code, stderr]).toEqual([
    1,
    'hoglet: The ClickHouse server is of version 24.8.14.39. Hoglet needs 25.8 or later: upgrade it, or leave CLICKHOUSE_URL away.\n',
  ])
})

test.skipIf(process.getuid?.() === 0)('a directory that cannot be written is told', async () => {
  // Root may write everywhere, so this says nothing there.
  const data = mkdtempSync(join(directory, 'sealed-'))
  chmodSync(data, 0o500)
  const { code, stderr } = await run(['--data', data, '--port', '0'])
  expect([code, stderr]).toEqual([1, expect.stringMatching(/cannot be written \(EACCES\)/)])
})

test('a file where the directory should be is told', async () => {
  const data = join(directory, 'a-file')
  writeFileSync(data, '')
  const { code, stderr } = await run(['--data', data, '--port', '0'])
  expect([code, stderr]).toEqual([1, expect.stringMatching(/cannot be written \(EEXIST\). Choose another with --data/)])
})

test('a path too long for a socket is told before anything is made', async () => {
  const data = join(directory, 'long'.repeat(30))
  const { code, stderr } = await run(['--data', data, '--port', '0'])
  expect([code, stderr]).toEqual([1, expect.stringMatching(/bytes too long for the socket .* Choose a shorter one/)])
  expect(existsSync(data)).toBe(false)
})

test('a path that the event store would take as a pattern is told before anything is made', async () => {
  const data = join(directory, 'what?')
  const { code, stderr } = await run(['--data', data, '--port', '0'])
  expect([code, stderr]).toEqual([1, expect.stringMatching(/what\? has \? in its path, .* Choose another with --data/)])
  expect(existsSync(data)).toBe(false)
})

test('a folder for temporary files that is not there is told', async () => {
  const { code, stderr } = await run(['--ephemeral', '--port', '0'], { TMPDIR: join(directory, 'nowhere') })
  expect([code, stderr]).toEqual([1, expect.stringMatching(/nowhere, cannot be written \(ENOENT\)\. Set TMPDIR\.\n$/)])
})

test('a misspelt variable is warned about', async () => {
  const { stderr } = await run(['--port', 'x'], { HOGLET_PROT: '1' })
  expect(stderr).toContain('unknown variable HOGLET_PROT; see hoglet --help')
})

test('a suspended process keeps its directory', async () => {
  const pid = server.pid ?? 0
  process.kill(pid, 'SIGSTOP')
  try {
    const { code, stderr } = await run(['--data', server.directory, '--port', '0'])
    expect([code, stderr]).toEqual([1, expect.stringMatching(new RegExp(`is in use by process ${pid} `))])
  } finally {
    process.kill(pid, 'SIGCONT')
  }
})

test('the data directory and its socket belong to their owner alone', () => {
  expect(statSync(server.directory).mode & 0o777).toBe(0o700)
  expect(statSync(join(server.directory, 'control.sock')).mode & 0o777).toBe(0o600)
  // A store that is a server is somewhere else.
  for (const store of ['clickhouse', 'postgres'].filter((name) => existsSync(join(server.directory, name))))
    expect(statSync(join(server.directory, store)).mode & 0o777).toBe(0o700)
})

const reads = (key: string) => server.api('GET', '/projects/1/dashboards/', undefined, key).then(({ status }) => status)
const field = (text: string, name: string) => new RegExp(`^${name}\\s+(\\S+)`, 'm').exec(text)?.[1] ?? ''

test('keys are made, listed and revoked through the running server', async () => {
  const made = await run(['keys', 'create', '--data', server.directory, '--scopes', 'dashboard:read', '--label', 'CI'])
  const value = field(made.stdout, 'value')
  expect(value).toMatch(/^phx_/)
  expect(await reads(value)).toBe(200)
  const listed = await run(['keys', 'list', '--data', server.directory])
  expect(listed.stdout).toContain('CI')
  expect(listed.stdout).not.toContain(value)
  expect(listed.stdout).not.toContain(KEY)
  const wrong = await run(['keys', 'create', '--data', server.directory, '--scopes', 'dashbord:read'])
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringMatching(/There is no scope "dashbord:read"/)])
  expect(wrong.stderr).not.toContain(' at ')
  const revoked = await run(['keys', 'revoke', field(made.stdout, 'id'), '--data', server.directory])
  expect(revoked.code).toBe(0)
  expect(await reads(value)).toBe(401)
})

test('who has no password, or lost it, is given a link by the command line', async () => {
  const made = await run(['login-link', '--data', server.directory])
  expect(made.stdout).toMatch(/works +once, for 15 minutes/)
  const link = field(made.stdout, 'link')
  expect(link.startsWith(`${server.url}/login/link/`)).toBe(true)
  const open = () => fetch(link, { redirect: 'manual' })
  const first = await open()
  expect([first.status, first.headers.get('location')]).toEqual([302, '/'])
  expect(first.headers.get('set-cookie')).toMatch(/^sessionid=\w{43};/)
  expect((await open()).headers.get('location')).toBe('/login?expired=1')
  const nobody = await run(['login-link', '--email', 'nobody@example.com', '--data', server.directory])
  expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringMatching(/There is no user nobody@example.com/)])
})

test('who forgot a password chooses another without it', async () => {
  const made = await run(['login-link', '--forget-password', '--data', server.directory])
  expect(made.stdout).toMatch(/password +forgotten/)
  // The administrator has the key of the first start and no other.
  expect(made.stdout).toMatch(/keys +1 personal key still works: hoglet keys list --email admin@localhost, then/)
  const keys = await run(['keys', 'list', '--email', 'admin@localhost', '--data', server.directory])
  expect(keys.stdout.match(/belongs_to +admin@localhost/g)).toHaveLength(1)
  const log_in = (password: string) => server.api('POST', '/login/', { email: 'admin@localhost', password }, null)
  expect((await log_in(PASSWORD)).status).toBe(400)
  const { headers } = await fetch(field(made.stdout, 'link'), { redirect: 'manual' })
  const cookie = String(headers.get('set-cookie')).split(';')[0] ?? ''
  const chosen = await fetch(`${server.url}/api/users/@me/`, {
    method: 'PATCH',
    headers: { cookie, origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ password: 'another one' }),
  })
  expect(chosen.status).toBe(200)
  expect((await log_in('another one')).status).toBe(200)
})

test('whoever asks for the link of somebody is never given the first user’s', async () => {
  const made = await run(['login-link', '--email', 'ADMIN@localhost', '--data', server.directory])
  expect(made.stdout).toMatch(/logs in +admin@localhost/)
  for (const [args, words] of [
    [['login-link', 'ben@example.com'], /hoglet login-link --email ben@example.com/],
    [['login-link', '--email', ''], /--email is empty/],
    [['login-link', '--label', 'x'], /Unknown option '--label'/],
    [['keys', 'create', '--email', ''], /--email is empty/],
    [['keys', 'create', 'ben@example.com', 'x'], /What is "x" for/],
  ] as const) {
    const { code, stdout, stderr } = await run([...args, '--data', server.directory])
    expect([args, code, stdout, stderr]).toEqual([args, 1, '', expect.stringMatching(words)])
  }
})

test('the server goes on when nobody reads what it prints', async () => {
  const { output } = server
  server.stopListening()
  // Each of these prints a line that goes nowhere.
  const accept = 'application/json, text/event-stream'
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', accept }
  for (let i = 0; i < 5; i++)
    expect((await fetch(`${server.url}/mcp`, { method: 'POST', headers, body: '[]' })).status).toBe(400)
  expect((await server.batch([{ event: 'still here', distinct_id: 'ann' }])).status).toBe(200)
  expect(server.output).toBe(output)
})

// On a PostgreSQL server the directory holds nothing to open.
test.skipIf(process.env['DATABASE_URL'])(
  'with no server running, keys open the directory themselves',
  async () => {
    expect(await server.end('SIGTERM')).toBe(0)
    expect(existsSync(join(server.directory, 'postgres'))).toBe(true)
    const made = await run(['keys', 'create', '--data', server.directory])
    const nowhere = await run(['keys', 'list', '--data', join(directory, 'nowhere')])
    // Nobody says again where it listened.
    const link = await run(['login-link', '--data', server.directory])
    expect(field(link.stdout, 'link').startsWith(`${server.url}/login/link/`)).toBe(true)
    expect(link.stdout).toMatch(/server +does not run/)
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringMatching(/There is no Hoglet data in/)])
    await server.start()
    expect(await reads(field(made.stdout, 'value'))).toBe(200)
  },
  90_000,
)
