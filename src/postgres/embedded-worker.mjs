// The thread in which embedded Postgres runs: a statement over a thousand persons takes tens of milliseconds, which the
// event loop of the server must not wait for. Plain JavaScript, because a worker is started from its file as it is.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { DurableFS, extensions, loadPrepared, startParams } from './durable-pglite.mjs'
import { PreparedStatements } from './prepared.mjs'

const TIMESTAMPTZ = 1184
/** Left as text: what is nested thousands of levels deep does not come through to the other thread as objects. */
const [JSON_TYPE, JSONB] = [114, 3802]

/** PGlite leaves the words of Postgres to Date, which takes the year 1 for 2001; of ISO it knows every year. */
const moment = (text) => {
  const date = new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  return Number.isNaN(date.getTime()) ? new Date(text) : date
}
const asText = (text) => text
const parsers = { [TIMESTAMPTZ]: moment, [JSON_TYPE]: asText, [JSONB]: asText }
const isJson = ({ dataTypeID }) => dataTypeID === JSON_TYPE || dataTypeID === JSONB

async function open({ directory, prepared }) {
  if (directory === undefined)
    return PGlite.create({
      extensions,
      parsers,
      startParams,
      ...(prepared ? loadPrepared(prepared) : {}),
    })
  return PGlite.create({ fs: new DurableFS(directory), startParams, extensions, parsers })
}

const describe = (error) => ({
  message: String(error?.message ?? error),
  code: error?.code,
  constraint: error?.constraint,
  detail: error?.detail,
})

try {
  const postgres = await open(workerData)
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
      parentPort.postMessage({ id, error: describe(error) })
    }
  })
  parentPort.postMessage({ ready: true })
} catch (error) {
  parentPort.postMessage({ ready: false, error: describe(error) })
}
