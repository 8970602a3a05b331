// Makes a new Postgres directory and ends. A process of its own, because it takes some 200 MB that the engine inside a
// process never gives back.
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { DurableFS, extensions, startParams, syncPath } from './durable-pglite.mjs'

const directory = process.argv[2]

function syncTree(path) {
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true }))
    syncPath(join(entry.parentPath ?? entry.path, entry.name))
  syncPath(path)
}

// A complete directory appears under its name in one step, or not at all.
const fresh = `${directory}.new`
rmSync(fresh, { recursive: true, force: true })
mkdirSync(fresh, { recursive: true, mode: 0o700 })
const postgres = await PGlite.create({ fs: new DurableFS(fresh), startParams, extensions })
await postgres.exec('CHECKPOINT')
await postgres.close()
syncTree(fresh)
renameSync(fresh, directory)
syncPath(dirname(directory))
