/** How long a loop may work before it gives others their turn. */
const MAX_MS = 3

/** Those who wait for a turn of the event loop. A process has one loop, and so one queue. */
const waiting: (() => void)[] = []

/**
 * Resolves in a turn of the event loop of the caller's own, in the order of asking. Many requests that arrive together would
 * otherwise all work in the same turn, and everybody else would wait for the sum of their times.
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
 * For long loops of short steps: a function to call after each step, which after some milliseconds returns a promise to
 * wait for, so that others get their turn of the event loop. Where a step takes microseconds, wait only when there is a
 * promise: `await` costs as much as the step even without one.
 */
export function takingTurns(): () => Promise<void> | undefined {
  let began = performance.now()
  const next = async () => {
    await nextTurn()
    began = performance.now()
  }
  return () => (performance.now() - began < MAX_MS ? undefined : next())
}

/** A place to work in: so many work at once, and the others wait in the order of asking. */
export function placesFor(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const asking: (() => void)[] = []
  let free = most
  return async (work) => {
    // Who waits is handed the place of one who leaves, so that nobody can slip in between.
    if (free > 0) free--
    else await new Promise<void>((resolve) => asking.push(resolve))
    try {
      return await work()
    } finally {
      const next = asking.shift()
      if (next) next()
      else free++
    }
  }
}
