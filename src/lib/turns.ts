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

/**
 * One caller in each turn of the event loop, in the order they came: many that arrive together would otherwise all work
 * in the same turn, hold everybody else for the sum of their times, and be done all at once.
 */
export function inTurn(): () => Promise<void> {
  let last = Promise.resolve()
  return () => {
    last = last.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
    return last
  }
}
