interface SharedRun<T> {
  /** Which of all questions and beginnings this was. */
  began: number
  promise: Promise<T>
  stop: AbortController
  waiting: number
}

/** Runs that are shared by all who ask for the same key meanwhile. A run is stopped when nobody waits for it any more. */
export class SharedRuns<T> {
  private readonly running = new Map<string, SharedRun<T>>()
  private count = 0

  /** The place of a question that is asked now among all others and the beginnings of runs. */
  asked(): number {
    return ++this.count
  }

  /** A question that is forced joins no run that began before it was `asked`, but waits for its end. */
  async run(
    key: string,
    signal: AbortSignal | undefined,
    start: (signal: AbortSignal) => Promise<T>,
    asked = 0,
  ): Promise<T> {
    signal?.throwIfAborted()
    for (let going = this.running.get(key); going && going.began < asked; going = this.running.get(key))
      await this.join(key, going, signal).catch(() => signal?.throwIfAborted())
    return this.join(key, this.running.get(key) ?? this.start(key, start), signal)
  }

  private async join(key: string, run: SharedRun<T>, signal: AbortSignal | undefined): Promise<T> {
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
    const run: SharedRun<T> = { began: ++this.count, promise: start(stop.signal), stop, waiting: 0 }
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
