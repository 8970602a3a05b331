import type { Hono } from 'hono'

interface Health {
  /** `ok`, `degraded` or `down`, for each store. */
  states(): Promise<Record<string, string>>
  /** The events that wait to be stored; nobody has been told that they are. */
  waiting(): unknown
}

/** The routes that a supervisor asks: is the process alive, and can it serve? */
export function healthRoutes(hono: Hono, health: Health): void {
  for (const path of ['/_livez', '/_liveness', '/_health']) hono.get(path, (c) => c.json({ status: 'ok' }))
  for (const path of ['/_readyz', '/_readiness'])
    hono.get(path, async (c) => {
      const states = await health.states()
      const ok = Object.values(states).every((state) => state !== 'down')
      return c.json({ status: ok ? 'ok' : 'down', ...states, waiting: health.waiting() }, ok ? 200 : 503)
    })
}
