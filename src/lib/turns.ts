const MAX_MS = 5

/**
 * For long loops of short steps: a function that now and then, after some milliseconds, gives something to wait for, so
 * that others get their turn on the event loop.
 */
export function takingTurns(): () => Promise<void> | undefined {
  let began = performance.now()
  return () => {
    if (performance.now() - began < MAX_MS) return undefined
    return new Promise<void>((resolve) =>
      setImmediate(() => {
        began = performance.now()
        resolve()
      }),
    )
  }
}
