// The thread in which a reader of embedded ClickHouse runs. It does one thing after another. Plain JavaScript, because a worker is
// started from its file as it is.
import { parentPort } from 'node:worker_threads'
import { Session } from 'chdb'

let session
let chunks

/** One chunk of the answer, or `undefined` after the last. Bytes, because they lie beside the heap, which is small. */
async function next() {
  // A read that failed has nothing to go on with.
  if (!chunks) return undefined
  const { done, value } = await chunks.next()
  return done ? undefined : { bytes: value.raw(), rows: value.numRows }
}

const orders = {
  open({ path, args }) {
    session = new Session(path, { connectionArgs: args })
  },

  async read({ sql, params, format }) {
    chunks = undefined
    // The engine streams rows of queries, and of nothing else.
    if (sql.startsWith('EXPLAIN ')) {
      const text = (await session.queryBindAsync(sql, params, { format })).text()
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

async function answer(order, given) {
  try {
    const answer = await orders[order](given)
    parentPort.postMessage({ answer }, answer && [answer.bytes.buffer])
  } catch (error) {
    parentPort.postMessage({ error: String(error?.message ?? error) })
  }
}

let turn = Promise.resolve()

parentPort.on('message', ({ order, ...given }) => {
  if (order === 'end') return parentPort.close()
  turn = turn.then(() => answer(order, given))
  // The first chunk of an answer is followed by the second, or by word that there is none.
  if (order === 'read') turn = turn.then(() => answer('next'))
})
