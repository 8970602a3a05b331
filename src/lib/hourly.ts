import type { Log } from './log.ts'

const EVERY_MS = 3_600_000

/** Work that is done at the start and once an hour. One that fails is logged, and keeps none of the others. */
export class Hourly {
  private readonly jobs: readonly (() => Promise<void>)[]
  private readonly log: Log
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> = Promise.resolve()

  constructor(jobs: readonly (() => Promise<void>)[], log: Log) {
    this.jobs = jobs
    this.log = log
  }

  start(): void {
    const run = () => {
      this.running = this.run()
    }
    run()
    this.timer ??= setInterval(run, EVERY_MS).unref()
  }

  async run(): Promise<void> {
    for (const job of this.jobs)
      await job().catch((error: unknown) => this.log.error('what is done every hour failed', error))
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }
}
