// The thread in which a reader of embedded ClickHouse runs. It does one thing after another, because it is asked for the next
// only when it has answered. Plain JavaScript, because a worker is started from its file as it is.
import { parentPort } from 'node:worker_threads'
import { Session } from 'chdb'

let session
let chunks

/** One chunk of the answer, or `undefined` after the last. Bytes, because they lie beside the heap, which is small. */
async function next() {
  const { done, value } = await chunks.next()
  return done ? undefined : { bytes: value.raw(), rows: value.numRows }
}

const orders = {
  open({ path, args }) {
    session = new Session(path, { connectionArgs: args })
  },

  async read({ sql, params, format }) {
    // The engine streams rows of queries, and of nothing else.
    if (sql.startsWith('EXPLAIN ')) {
      const text = (await session.queryBindAsync(sql, params, { format })).text()
      chunks = [][Symbol.iterator]()
      return { bytes: new TextEncoder().encode(text) }
    }
    chunks = session.queryStreamBind(sql, params, { format })[Symbol.asyncIterator]()
    return next()
  },

  next,

  async close() {
    await chunks?.return?.()
    session?.close()
    session = chunks = undefined
  },
}

parentPort.on('message', async ({ order, ...given }) => {
  if (order === 'end') return parentPort.close()
  try {
    const answer = await orders[order](given)
    parentPort.postMessage({ answer }, answer && [answer.bytes.buffer])
  } catch (error) {
    parentPort.postMessage({ error: String(error?.message ?? error) })
  }
})
