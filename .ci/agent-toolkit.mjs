// PostHog's own agent toolkit, as it is published, against the built program: its dashboards, insights, organization and
// project tools. It is installed beside, because nothing of ours needs it.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const KEY = 'phx_agentToolkitAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
const TOKEN = 'phc_agentToolkitAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
const scratch = mkdtempSync(join(tmpdir(), 'hoglet-toolkit-'))
writeFileSync(join(scratch, 'package.json'), '{"private":true,"type":"module"}')
const install = [
  'install',
  '--no-audit',
  '--no-fund',
  '--ignore-scripts',
  '--loglevel=error',
  '@posthog/agent-toolkit@0.2.4',
]
assert.equal(spawnSync('npm', install, { cwd: scratch, stdio: 'inherit' }).status, 0)

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const found = server.address().port
    server.close(() => resolve(found))
  })
})
const url = `http://127.0.0.1:${port}`
const bin = fileURLToPath(new URL('../dist/bin.cjs', import.meta.url))
const program = spawn(process.execPath, [bin, '--ephemeral', '--port', String(port)], {
  env: {
    ...process.env,
    HOGLET_PERSONAL_API_KEY: KEY,
    HOGLET_PROJECT_TOKEN: TOKEN,
    HOGLET_DATA_DIR: join(scratch, 'data'),
  },
  stdio: ['ignore', 'ignore', 'inherit'],
})
const ready = async () => (await fetch(`${url}/_readyz`).catch(() => undefined))?.ok
for (let i = 0; i < 300 && !(await ready()); i++) await new Promise((resolve) => setTimeout(resolve, 200))

const batch = ['ann', 'ben'].map((distinct_id) => ({ event: 'signed up', distinct_id, properties: { plan: 'pro' } }))
await fetch(`${url}/batch/`, { method: 'POST', body: JSON.stringify({ api_key: TOKEN, batch }) })
await new Promise((resolve) => setTimeout(resolve, 1500)) // names are known within a second

try {
  const entry = createRequire(join(scratch, 'package.json')).resolve('@posthog/agent-toolkit/integrations/ai-sdk')
  const { PostHogAgentToolkit } = await import(pathToFileURL(entry.replace(/\.js$/, '.mjs')).href)
  const tools = await new PostHogAgentToolkit({ posthogPersonalApiKey: KEY, posthogApiBaseUrl: url }).getTools()
  const call = async (name, args = {}) => {
    const { content } = await tools[name].execute(args, { toolCallId: name, messages: [] })
    console.log(`✓ ${name}`)
    return JSON.parse(content[0].text)
  }
  const [organization] = await call('organizations-get')
  assert.equal((await call('organization-details-get')).id, organization.id)
  const [project] = await call('projects-get')
  assert.equal(project.id, 1)
  await tools['switch-organization'].execute({ orgId: organization.id }, { toolCallId: 'x', messages: [] })
  await tools['switch-project'].execute({ projectId: 1 }, { toolCallId: 'x', messages: [] })
  assert.deepEqual(
    (await call('event-definitions-list')).map(({ name }) => name),
    ['signed up'],
  )
  assert.deepEqual(await call('properties-list', { type: 'event', eventName: 'signed up' }), [
    { name: 'plan', property_type: 'String' },
  ])
  const { id: board } = await call('dashboard-create', { data: { name: 'Made', description: 'd', tags: ['x'] } })
  assert.equal((await call('dashboards-get-all'))[0].name, 'Made')
  assert.equal((await call('dashboard-update', { dashboardId: board, data: { name: 'Renamed' } })).name, 'Renamed')
  const series = [{ kind: 'EventsNode', event: 'signed up', custom_name: 'Sign-ups', math: 'total' }]
  const asked = { dateRange: { date_from: '-7d' }, interval: 'day', properties: [], filterTestAccounts: false }
  const query = { kind: 'InsightVizNode', source: { kind: 'TrendsQuery', ...asked, series } }
  assert.equal((await call('query-run', { query }))[0].count, 2)
  const data = { name: 'Insight', query, description: 'x', favorited: false, tags: [] }
  const { short_id: insightId } = await call('insight-create-from-query', { data })
  assert.equal((await call('insights-get-all', { data: {} })).length, 1)
  assert.equal((await call('insight-query', { insightId })).insight.name, 'Insight')
  assert.equal((await call('insight-update', { insightId, data: { name: 'Other' } })).name, 'Other')
  await call('add-insight-to-dashboard', { data: { insightId, dashboardId: board } })
  assert.equal((await call('dashboard-get', { dashboardId: board })).tiles.length, 1)
  assert.equal((await call('insight-get', { insightId })).name, 'Other')
  assert.equal((await call('insight-delete', { insightId })).success, true)
  assert.equal((await call('dashboard-delete', { dashboardId: board })).success, true)
} finally {
  program.kill('SIGKILL')
  await new Promise((resolve) => program.once('exit', resolve))
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
}
process.exit(0)
