import type { Log } from './log.ts'

/**
 * Jobs that run one after the other at the start, and again every `every_ms`, unless they still run. One that fails is
 * logged, and the others run all the same.
 */
export class Regularly {
  private readonly every_ms: number
  private readonly jobs: readonly (() => Promise<void>)[]
  private readonly log: Log
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined

  constructor(every_ms: number, jobs: readonly (() => Promise<void>)[], log: Log) {
    this.every_ms = every_ms
    this.jobs = jobs
    this.log = log
  }

  start(): void {
    const run = () => {
      this.running ??= this.run().finally(() => {
        this.running = undefined
      })
    }
    run()
    this.timer ??= setInterval(run, this.every_ms).unref()
  }

  async run(): Promise<void> {
    for (const job of this.jobs)
      await job().catch((error: unknown) => this.log.error('what is done regularly failed', error))
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }
}
