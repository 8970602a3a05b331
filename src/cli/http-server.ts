import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { corsHeaders } from '../http/cors.ts'
import { closing } from '../http/errors.ts'

/**
 * Node's default is five seconds, after which clients that are about to use a connection see a reset. Most clients end
 * theirs before this.
 */
const KEEP_ALIVE_MS = 65_000

/** The HTTP server. It refuses requests while the engines open and while they close, and knows which are not answered yet. */
export class HttpServer {
  readonly server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, reply) => {
    this.unanswered.add(reply)
    reply.once('close', () => this.unanswered.delete(reply))
    this.answer(request, reply)
  })
  private answer: RequestListener = starting
  private readonly unanswered = new Set<ServerResponse>()

  /** From now on requests are given to this listener. */
  open(answer: RequestListener): void {
    this.answer = answer
  }

  /** Takes no more connections. Requests on those that are open already are told to come again. */
  close(): void {
    this.answer = stopping
    this.server.close()
    this.server.closeIdleConnections()
  }

  /** Resolves when every request that came in has an answer, or after so many milliseconds. */
  async answered(ms: number): Promise<void> {
    const until = performance.now() + ms
    while (this.unanswered.size > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Requests that come while the engines open are told to come back in a second. */
const starting: RequestListener = (request, reply) => {
  const error = { type: 'server_error', code: 'starting', detail: 'The server is starting.', attr: null }
  refuse(request, reply, { status: 'starting', ...error }, { 'retry-after': '1' })
}

const stopping: RequestListener = (request, reply) => {
  const error = closing()
  refuse(request, reply, { status: 'closing', ...error.body() }, { connection: 'close', ...error.headers })
}

/** Scripts of other sites may read the status too. Where they cannot, posthog-js gives up after three tries instead of ten. */
function refuse(request: IncomingMessage, reply: ServerResponse, body: object, headers: Record<string, string>): void {
  const { origin } = request.headers
  const cors = corsHeaders({ headers: new Headers(origin === undefined ? {} : { origin }) })
  reply.writeHead(503, { 'content-type': 'application/json', ...cors, ...headers })
  reply.end(JSON.stringify(body))
}
