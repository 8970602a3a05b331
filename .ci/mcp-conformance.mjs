// The Model Context Protocol's own conformance tests against the built program. They can send no key, so that a proxy in
// front adds one. What is listed in mcp-*.yml needs fixtures that no real server has; a listed test that passes fails the
// run, so that the lists only shrink.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const KEY = 'phx_conformanceAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
const SUITE = ['-y', '-p', 'node@22', '-p', '@modelcontextprotocol/conformance@0.2.0-alpha.12', 'conformance', 'server']
const here = fileURLToPath(new URL('.', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'hoglet-mcp-'))

const freePort = () =>
  new Promise((resolve) => {
    const server = http.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const port = await freePort()
const program = spawn(process.execPath, [join(here, '../dist/bin.cjs'), '--ephemeral', '--port', String(port)], {
  env: { ...process.env, HOGLET_PERSONAL_API_KEY: KEY, HOGLET_DATA_DIR: join(scratch, 'data') },
  stdio: ['ignore', 'ignore', 'inherit'],
})
const ready = async () => (await fetch(`http://127.0.0.1:${port}/_readyz`).catch(() => undefined))?.ok
for (let i = 0; i < 300 && !(await ready()); i++) await new Promise((resolve) => setTimeout(resolve, 200))

const proxy = http.createServer((request, reply) => {
  const headers = { ...request.headers, authorization: `Bearer ${KEY}` }
  const onward = http.request(
    { port, host: '127.0.0.1', path: request.url, method: request.method, headers },
    (answer) => {
      reply.writeHead(answer.statusCode, answer.headers)
      answer.pipe(reply)
    },
  )
  onward.on('error', () => reply.writeHead(502).end())
  request.pipe(onward)
})
await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${proxy.address().port}/mcp`

const run = (revision) =>
  new Promise((resolve) => {
    const expected = join(here, `mcp-${revision}.yml`)
    const args = [...SUITE, '--url', url, '--requirements', revision, '-o', scratch, '--expected-failures', expected]
    let output = ''
    const child = spawn('npx', args, { cwd: scratch, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
    child.on('exit', (code) => {
      console.log(output.slice(Math.max(0, output.lastIndexOf('=== SUMMARY ==='))))
      resolve(code ?? 1)
    })
  })

const codes = [await run('2025-11-25'), await run('2026-07-28')]
proxy.close()
program.kill('SIGKILL')
spawnSync('sleep', ['0.2'])
rmSync(scratch, { recursive: true, force: true })
process.exit(codes.some(Boolean) ? 1 : 0)
