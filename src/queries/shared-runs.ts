interface SharedRun<T> {
  promise: Promise<T>
  stop: AbortController
  waiting: number
}

/** Runs that are shared by all who ask for the same key meanwhile. A run is stopped when nobody waits for it any more. */
export class SharedRuns<T> {
  private readonly running = new Map<string, SharedRun<T>>()

  async run(key: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted()
    const run = this.running.get(key) ?? this.start(key, start)
    run.waiting++
    let leave = () => {}
    const left = new Promise<never>((_, reject) => {
      leave = () => {
        reject(signal?.reason ?? new Error('aborted'))
        // A later question must not join a run that is being stopped.
        if (--run.waiting === 0) this.end(key, run)
      }
    })
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await (signal ? Promise.race([run.promise, left]) : run.promise)
    } finally {
      signal?.removeEventListener('abort', leave)
      left.catch(() => undefined)
    }
  }

  private start(key: string, start: (signal: AbortSignal) => Promise<T>): SharedRun<T> {
    const stop = new AbortController()
    const run: SharedRun<T> = { promise: start(stop.signal), stop, waiting: 0 }
    this.running.set(key, run)
    const forget = () => {
      if (this.running.get(key) === run) this.running.delete(key)
    }
    run.promise.then(forget, forget)
    return run
  }

  private end(key: string, run: SharedRun<T>): void {
    if (this.running.get(key) === run) this.running.delete(key)
    run.stop.abort()
  }
}
