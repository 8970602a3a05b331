const MAX_MS = 3

/** Those who wait for a turn of the event loop. There is one loop in a process, hence one queue. */
const waiting: (() => void)[] = []

/**
 * Waits for a turn of the event loop of one's own, in the order of asking. Many requests that arrive together would otherwise
 * all work in the same turn, and everybody else would wait for the sum of their times.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(giveTurn)
  })
}

function giveTurn(): void {
  const resolve = waiting.shift()
  if (waiting.length > 0) setImmediate(giveTurn)
  resolve?.()
}

/**
 * For long loops of short steps: a function that now and then, after some milliseconds, gives something to wait for, so
 * that others get their turn on the event loop.
 */
export function takingTurns(): () => Promise<void> | undefined {
  let began = performance.now()
  const next = async () => {
    await nextTurn()
    began = performance.now()
  }
  return () => (performance.now() - began < MAX_MS ? undefined : next())
}
