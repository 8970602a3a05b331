// The program itself in a process of its own, with a clock on its event loop.
import { fork } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

export const TOKEN = 'phc_benchTokenAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
export const KEY = 'phx_benchKeyBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB'

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Starts the built program; resolves when it is ready, with how long that took. */
export async function startServer(directory) {
  const port = await freePort()
  const began = performance.now()
  const { UV_THREADPOOL_SIZE: _, ...env } = process.env
  const child = fork(
    fileURLToPath(new URL('watched-server.cjs', import.meta.url)),
    ['--data', directory, '--port', String(port)],
    {
      execArgv: ['--max-semi-space-size=32'],
      env: {
        ...env,
        MALLOC_ARENA_MAX: '1', // as `npm start` sets it
        HOGLET_PROJECT_TOKEN: TOKEN,
        HOGLET_PERSONAL_API_KEY: KEY,
        HOGLET_ADMIN_PASSWORD: 'bench-password',
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  )
  const url = `http://127.0.0.1:${port}`
  for (;;) {
    if (child.exitCode !== null) throw new Error('the server ended')
    const ready = await fetch(`${url}/_readyz`).then(
      (reply) => reply.ok,
      () => false,
    )
    if (ready) break
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  /** The event loop's lag since the last time this was asked, in milliseconds. */
  const lag = () =>
    new Promise((resolve) => {
      child.once('message', resolve)
      child.send('lag')
    })
  const stop = () =>
    new Promise((resolve) => {
      child.once('exit', resolve)
      child.kill('SIGTERM')
    })
  return { url, pid: child.pid, start_ms: performance.now() - began, lag, stop }
}
