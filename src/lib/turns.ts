const MAX_MS = 3

/** Who waits for the event loop: it is one for the whole process, and so is this queue. */
const waiting: (() => void)[] = []

/**
 * Waits for a turn of the event loop of one's own, in the order of asking: many that arrive together would otherwise all
 * work in the same turn, hold everybody else for the sum of their times, and be done all at once.
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
