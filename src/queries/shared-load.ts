/**
 * Loads by key, shared by those who ask at the same moment. Whoever asks while a load runs waits for the next one, which
 * all such askers share: the running one may have read before a change that the asker knows to be made.
 */
export function sharedLoad<T>(load: (key: number) => Promise<T>): (key: number) => Promise<T> {
  const next = new Map<number, Promise<T>>()
  const running = new Map<number, Promise<unknown>>()
  return (key) => {
    const waiting = next.get(key)
    if (waiting) return waiting
    const turn = (running.get(key) ?? Promise.resolve()).then(() => {
      next.delete(key)
      const loading = load(key)
      const settled = loading.then(
        () => undefined,
        () => undefined,
      )
      running.set(key, settled)
      void settled.then(() => {
        if (running.get(key) === settled) running.delete(key)
      })
      return loading
    })
    next.set(key, turn)
    return turn
  }
}
