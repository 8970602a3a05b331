import { ApiError } from '../http/errors.ts'
import { nextTurn } from '../lib/turns.ts'
import { tooLarge } from './decode.ts'

const STALL_MS = 20_000

/**
 * The raw body, at most `limit` bytes. Beyond that the rest is read and thrown away (up to twice the limit), so that
 * the client sees the 413 and not a reset connection. A body that stalls is answered 408, and so is one that ends early,
 * though nobody listens any more: browsers and phones often leave, which is no failure of ours.
 */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  if (!request.body) return Buffer.alloc(0)
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await withTimeout(reader.read().catch(aborted))
    if (done) break
    size += value.byteLength
    if (size <= limit) chunks.push(value)
    else if (size > 2 * limit) {
      void reader.cancel()
      break
    }
  }
  if (size > limit) throw tooLarge()
  return Buffer.concat(chunks, size)
}

/** A body of some ten events: less than a millisecond of work. */
const SMALL_BYTES = 16 * 1024

/** The same for a body that is decoded next: one that means much work waits for a turn of the event loop of its own. */
export async function readInTurn(request: Request, limit: number): Promise<Buffer> {
  const bytes = await readBytes(request, limit)
  if (bytes.length > SMALL_BYTES) await nextTurn()
  return bytes
}

const stall = () => new ApiError(408, 'validation_error', 'body_read_timeout', 'The body did not arrive in time.')

function aborted(): never {
  throw new ApiError(408, 'invalid_request', 'request_aborted', 'The request was aborted.')
}

function withTimeout<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const stalled = new Promise<never>((_, reject) => {
    // Made only when it is needed: an error with its stack trace costs more than reading the body.
    timer = setTimeout(() => reject(stall()), STALL_MS)
  })
  return Promise.race([promise, stalled]).finally(() => clearTimeout(timer))
}
