// The program, as dist/bin.cjs starts it, with a histogram of its event loop that the bench may ask for.
const { monitorEventLoopDelay } = require('node:perf_hooks')

process.env.UV_THREADPOOL_SIZE ??= '24'
require('node:v8').setFlagsFromString('--wasm-tiering-budget=200000000')
const RESOLUTION_MS = 5
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()
process.on('message', () => {
  // The histogram holds whole waits: what is beyond the timer's own resolution is lag.
  const lag = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS)
  process.send({ p50: lag(delay.percentile(50)), p99: lag(delay.percentile(99)), max: lag(delay.max) })
  delay.reset()
})
import('../dist/main.js')
