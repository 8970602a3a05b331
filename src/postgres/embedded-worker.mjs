// The thread in which embedded Postgres runs: a statement over a thousand persons takes tens of milliseconds, which the
// event loop of the server must not wait for. Plain JavaScript, because a worker is started from its file as it is.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { DurableFS, extensions, loadPrepared, startParams } from './durable-pglite.mjs'
import { PreparedStatements } from './prepared-statements.mjs'

const TIMESTAMPTZ = 1184
/** Values of these types stay texts: objects that are nested thousands of levels deep cannot be sent to the other thread. */
const [JSON_TYPE, JSONB] = [114, 3802]
const CRASH_SHUTDOWN = '57P02'

/** PGlite hands the text of Postgres to Date, which takes the year 1 for 2001. Written as ISO, every year is understood. */
const moment = (text) => {
  const date = new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  return Number.isNaN(date.getTime()) ? new Date(text) : date
}
const asText = (text) => text
const parsers = { [TIMESTAMPTZ]: moment, [JSON_TYPE]: asText, [JSONB]: asText }
const isJson = ({ dataTypeID }) => dataTypeID === JSON_TYPE || dataTypeID === JSONB

/** What Postgres says while it starts: PGlite itself knows only that it did not. */
let said = []
const onStderr = (line) => said?.push(line)

async function open({ directory, prepared }) {
  const options = { extensions, parsers, startParams, onStderr }
  if (directory === undefined) return PGlite.create({ ...options, ...(prepared ? loadPrepared(prepared) : {}) })
  return PGlite.create({ ...options, fs: new DurableFS(directory) })
}

/** The reason why Postgres did not start, in its own words where there are any. */
const whyNot = (error) => {
  const words = said.flatMap((line) => /(?:PANIC|FATAL|DETAIL): +(.+)/.exec(line)?.[1] ?? [])
  return words.length > 0
    ? words.join(': ')
    : String(error?.message ?? `a file could not be opened (errno ${error?.errno})`)
}

/**
 * After such an error Postgres would end, and its server would start it anew. Here it stays in memory, and refuses every
 * statement. A fault of WebAssembly leaves it halfway through whatever it did.
 */
const hasStopped = (error) => ['PANIC', 'FATAL'].includes(error?.severity) || error instanceof WebAssembly.RuntimeError

const describe = (error) => ({
  message: String(error?.message ?? error),
  code: hasStopped(error) ? CRASH_SHUTDOWN : error?.code,
  constraint: error?.constraint,
  detail: error?.detail,
})

try {
  const postgres = await open(workerData)
  said = undefined
  const statements = new PreparedStatements(postgres, isJson)
  parentPort.on('message', async ({ id, sql, params, close }) => {
    try {
      if (close) {
        await postgres.close()
        parentPort.postMessage({ id, rows: [] })
        parentPort.close()
        return
      }
      parentPort.postMessage({ id, ...(await statements.query(sql, params)) })
    } catch (error) {
      parentPort.postMessage({ id, error: describe(error), stopped: hasStopped(error) })
    }
  })
  parentPort.postMessage({ ready: true })
} catch (error) {
  parentPort.postMessage({ ready: false, error: { message: whyNot(error) } })
}
