// The thread in which embedded Postgres runs: a statement over a thousand persons takes tens of milliseconds, which the
// event loop of the server must not wait for. Plain JavaScript, because a worker is started from its file as it is.
//
// PGlite switches fsync off (`-F`) and its file system has none; both are mended here through its own options, so that
// a committed transaction survives a power cut and not only a killed process.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { NodeFS } from '@electric-sql/pglite/nodefs'

const startParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=16MB'],
]
const extensions = { pg_trgm, btree_gin }

function syncPath(path) {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function syncTree(path) {
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true }))
    syncPath(join(entry.parentPath ?? entry.path, entry.name))
  syncPath(path)
}

class DurableFS extends NodeFS {
  async init(pg, options) {
    const { emscriptenOpts } = await super.init(pg, options)
    const mend = (module) => {
      const nodefs = module.NODEFS
      nodefs.stream_ops.fsync = (stream) => {
        if (stream.nfd === undefined) syncPath(nodefs.realPath(stream.node))
        else fsyncSync(stream.nfd)
        return 0
      }
    }
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), mend] } }
  }
}

/** A complete directory appears under its name in one step, or not at all. */
async function prepareDirectory(directory, prepared) {
  if (existsSync(join(directory, 'PG_VERSION'))) return
  const fresh = `${directory}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true, mode: 0o700 })
  const postgres = await PGlite.create({
    fs: new DurableFS(fresh),
    startParams,
    extensions,
    ...(prepared ? { loadDataDir: new Blob([readFileSync(prepared)]) } : {}),
  })
  await postgres.exec('CHECKPOINT')
  await postgres.close()
  syncTree(fresh)
  renameSync(fresh, directory)
  syncPath(dirname(directory))
}

async function open({ directory, prepared }) {
  if (directory === undefined)
    return PGlite.create({
      extensions,
      startParams,
      ...(prepared ? { loadDataDir: new Blob([readFileSync(prepared)]) } : {}),
    })
  await prepareDirectory(directory, prepared)
  return PGlite.create({ fs: new DurableFS(directory), startParams, extensions })
}

const describe = (error) => ({
  message: String(error?.message ?? error),
  code: error?.code,
  constraint: error?.constraint,
  detail: error?.detail,
})

try {
  const postgres = await open(workerData)
  parentPort.on('message', async ({ id, sql, params, close }) => {
    try {
      if (close) {
        await postgres.close()
        parentPort.postMessage({ id, rows: [] })
        parentPort.close()
        return
      }
      const { rows, affectedRows } = params
        ? await postgres.query(sql, params)
        : ((await postgres.exec(sql)).at(-1) ?? { rows: [] })
      parentPort.postMessage({ id, rows, affected: affectedRows })
    } catch (error) {
      parentPort.postMessage({ id, error: describe(error) })
    }
  })
  parentPort.postMessage({ ready: true })
} catch (error) {
  parentPort.postMessage({ ready: false, error: describe(error) })
}
