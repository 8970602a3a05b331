// A test-only stand-in for a ClickHouse server: enough of its HTTP interface over the embedded engine for
// `@clickhouse/client`, where no server can be installed. It is no server: one machine, no users, no replication.
// Usage: UV_THREADPOOL_SIZE=24 node test/support/clickhouse-http.mjs PORT
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Session } from 'chdb'

if (!process.env.UV_THREADPOOL_SIZE) throw new Error('set UV_THREADPOOL_SIZE=24: each running query holds a thread')

const directory = mkdtempSync(join(tmpdir(), 'clickhouse-http-'))
/** Keeps the engine open between requests; it also creates databases. */
const keeper = new Session(directory)
/** What the URL says beside settings. */
const NOT_SETTINGS = new Set(['query', 'database', 'query_id', 'session_id', 'role', 'wait_end_of_query', 'compress'])

/** A session of its own for each request, as each HTTP request has settings of its own. */
async function open(url) {
  const parameters = [...url.searchParams].filter(([key]) => key.startsWith('param_'))
  const settings = [...url.searchParams].filter(
    ([key]) => !NOT_SETTINGS.has(key) && key !== 'readonly' && !key.startsWith('param_'),
  )
  const [queryId, database, readonly] = ['query_id', 'database', 'readonly'].map((key) => url.searchParams.get(key))
  const session = new Session(directory, {
    connectionArgs: [
      ...(queryId ? [`--log_comment=${queryId}`] : []),
      ...settings.map(([key, value]) => `--${key}=${value}`),
    ],
  })
  if (database) await session.queryAsync(`USE \`${database.replaceAll('`', '')}\``)
  for (const [key, value] of parameters) await session.queryAsync(`SET ${key} = '${value.replace(/['\\]/g, '\\$&')}'`)
  if (readonly) await session.queryAsync(`SET readonly = ${Number(readonly)}`) // last: it forbids every later setting
  return session
}

async function bodyOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
}

async function answer(request, reply) {
  const url = new URL(request.url, 'http://localhost')
  if (url.pathname === '/ping') return reply.end('Ok.\n')
  const body = await bodyOf(request)
  const query = url.searchParams.get('query')
  const insert = /^\s*INSERT\s+INTO\s+(\S+)\s+FORMAT\s+(\w+)\s*$/i.exec(query ?? '')
  const session = await open(url)
  try {
    if (insert?.[2] === 'Native') await insertBlocks(session, insert[1], body)
    else if (insert) await session.insert({ table: insert[1], values: body, format: insert[2] })
    else await run(session, [query, body.toString()].filter(Boolean).join('\n'), reply)
  } finally {
    session.close()
  }
  reply.end()
}

let files = 0

/** The embedded engine takes blocks from files alone. */
async function insertBlocks(session, table, body) {
  const file = join(directory, `${++files}.native`)
  writeFileSync(file, body)
  try {
    await session.queryAsync(`INSERT INTO ${table} SELECT * FROM file('${file}', 'Native')`)
  } finally {
    rmSync(file)
  }
}

async function run(session, text, reply) {
  // The embedded engine does not honour query ids; the session carries them in its log comment.
  const sql = text.replace(/(KILL QUERY|system\.processes)\s+WHERE query_id/i, "$1 WHERE Settings['log_comment']")
  const [, statement = '', format] = /^([\s\S]*?)(?:\s+FORMAT\s+(\w+))?\s*;?\s*$/i.exec(sql) ?? []
  if (!format) return void (await session.queryAsync(statement))
  // The embedded engine streams queries, and nothing else.
  if (/^EXPLAIN /.test(statement)) return void reply.write((await session.queryAsync(statement, { format })).text())
  let first = true
  for await (const chunk of session.queryStream(statement, { format })) {
    // Every chunk of the embedded engine begins with the header lines; a server sends them once.
    const lines = first || !/WithNamesAndTypes$/.test(format) ? 0 : 2
    let text = chunk.text()
    for (let i = 0; i < lines; i++) text = text.slice(text.indexOf('\n') + 1)
    first = false
    if (!reply.write(text)) await new Promise((resolve) => reply.once('drain', resolve).once('close', resolve))
  }
}

// A server takes addresses of a megabyte (`http_max_uri_size`): parameters travel in them.
const server = createServer({ maxHeaderSize: 1 << 20 }, (request, reply) => {
  answer(request, reply).catch((error) => {
    const text = error instanceof Error ? error.message : String(error)
    const code = /Code: (\d+)/.exec(text)?.[1] ?? '0'
    if (!reply.headersSent) reply.writeHead(code === '516' ? 403 : 500, { 'x-clickhouse-exception-code': code })
    reply.end(`${text.replace(/^.*?(?=Code: )/s, '')} (version 0.0 (a test's stand-in))\n`)
  })
})
server.listen(Number(process.argv[2] ?? 8123), '127.0.0.1', () =>
  console.log(
    `a test-only front over the embedded engine stands in for a ClickHouse server on port ${server.address().port}`,
  ),
)
for (const signal of ['SIGTERM', 'SIGINT'])
  process.on(signal, () => {
    server.close()
    keeper.close()
    rmSync(directory, { recursive: true, force: true })
    process.exit(0)
  })
