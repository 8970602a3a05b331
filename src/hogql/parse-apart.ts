import { Worker } from 'node:worker_threads'
import { HogqlError } from './errors.ts'

/** What the WebAssembly parser can be asked. */
export type ParseMethod = 'parseSelect' | 'parseExpr' | 'parseOrderExpr'

/**
 * Thrown for a text that takes too long to be parsed on the thread that serves everybody. Whoever needs it has it parsed on a
 * thread of its own, and then begins again: see `afterParsing`.
 */
export class Unparsed extends Error {
  readonly method: ParseMethod
  readonly text: string
  constructor(method: ParseMethod, text: string) {
    super('a text is not parsed yet')
    this.method = method
    this.text = text
  }
}

/** A text that takes longer than this is refused. */
const TIMEOUT_MS = 15_000
/** A thread that nobody has needed for so long ends. */
const IDLE_MS = 60_000
/** The parser grows slower with what it has parsed before: a fresh thread takes over after this many texts. */
const TEXTS_PER_THREAD = 40
/** More texts than this may not wait: the next one is refused. */
const MOST_WAITING = 50

export const tooComplex = () => new HogqlError('The query is too long or nested too deeply.', {}, 'hogql_syntax_error')

/** A thread that parses one text at a time. It is started when it is needed, and ended after a text that takes too long. */
export class ParsingThread {
  private worker: Worker | undefined
  private texts = 0
  private waiting = 0
  private last: Promise<unknown> = Promise.resolve()
  private idle: NodeJS.Timeout | undefined

  /** The parser's JSON. Throws `HogqlError` for what is too large or too slow. */
  async parse(method: ParseMethod, text: string): Promise<string> {
    if (this.waiting >= MOST_WAITING) throw tooComplex()
    this.waiting++
    const mine = this.last.then(() => this.one(method, text))
    this.last = mine.catch(() => undefined)
    return mine.finally(() => {
      this.waiting--
    })
  }

  private async one(method: ParseMethod, text: string): Promise<string> {
    clearTimeout(this.idle)
    if (this.texts >= TEXTS_PER_THREAD) this.end()
    const worker = this.worker ?? this.start()
    this.worker = worker
    this.texts++
    try {
      return await answerOf(worker, method, text)
    } catch {
      this.end()
      throw tooComplex()
    } finally {
      this.idle = setTimeout(() => this.end(), IDLE_MS)
      this.idle.unref()
    }
  }

  private start(): Worker {
    const worker = new Worker(new URL('./parser-worker.mjs', import.meta.url))
    worker.unref()
    worker.on('error', () => undefined) // the text that is waiting hears of it too
    return worker
  }

  private end(): void {
    void this.worker?.terminate()
    this.worker = undefined
    this.texts = 0
  }
}

function answerOf(worker: Worker, method: ParseMethod, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd)
      act()
    }
    const onMessage = (json: string) => settle(() => resolve(json))
    const onEnd = () => settle(() => reject(new Error('the parser ended')))
    const timer = setTimeout(onEnd, TIMEOUT_MS)
    worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd)
    worker.postMessage({ method, text })
  })
}
