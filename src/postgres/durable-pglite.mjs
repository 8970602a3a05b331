// How this program opens PGlite, in the server's thread and in the child process that prepares a directory.
//
// PGlite switches fsync off (`-F`) and its file system has none; both are mended here through its own options, so that
// a committed transaction survives a power cut and not only a killed process.
import { closeSync, fsyncSync, openSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { NodeFS } from '@electric-sql/pglite/nodefs'

export const startParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=16MB'],
]
export const extensions = { pg_trgm, btree_gin }

/** The prepared directory, to be loaded. Unpacked by Node, which takes a quarter of the time PGlite takes. */
export const loadPrepared = (path) => ({ loadDataDir: new Blob([gunzipSync(readFileSync(path))]) })

export function syncPath(path) {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

export class DurableFS extends NodeFS {
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
