#!/usr/bin/env -S MALLOC_ARENA_MAX=1 node --max-semi-space-size=32
// The first file to run. Embedded ClickHouse queries hold threads of Node's pool, and its size is fixed the first time
// the pool is used, which loading an ES module already does; so it is set here, in CommonJS, before anything else.
// The size of the young generation is fixed when Node starts: an event lives for a tenth of a second, which of 16 MB is
// longer than they last under load. So is the number of glibc's heaps: each of some thirty threads would keep one of its own,
// half empty, which is 40 MB more when nothing happens. Both stand in the first line, and in `npm start`.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 20)) {
  console.error(`Node ${process.versions.node} is too old. Hoglet needs Node 20.20 or later.`)
  process.exit(1)
}
process.env.UV_THREADPOOL_SIZE ??= '24'
// Every moment is told in UTC or in the time zone of a project. The engine would refuse to start in a zone it does not know.
process.env.TZ = 'UTC'
// Embedded Postgres is WebAssembly: optimizing what only its start executes takes half a second of processor time and 20 MB.
// What stays busy is still optimized, a moment later.
require('node:v8').setFlagsFromString('--wasm-tiering-budget=200000000')
import('./main.js')
