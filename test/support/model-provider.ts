import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { isObject, type JsonObject, parseJson } from '../../src/lib/json.ts'

export interface Asked {
  path: string
  headers: IncomingHttpHeaders
  body: JsonObject
}

export type Answering = (reply: ServerResponse, asked: Asked) => void

/** A server that plays a provider of language models: it keeps what it was asked, and answers as it is told. */
export class ModelProvider {
  readonly asked: Asked[] = []
  answering: Answering = (reply) => reply.writeHead(500).end()
  readonly url: string
  readonly close: () => Promise<void>

  private constructor(port: number, close: () => Promise<void>) {
    this.url = `http://127.0.0.1:${port}/v1`
    this.close = close
  }

  static async open(): Promise<ModelProvider> {
    const server = createServer(async (request, reply) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const body = parseJson(Buffer.concat(chunks).toString() || '{}')
      const asked = { path: request.url ?? '', headers: request.headers, body: isObject(body) ? body : {} }
      provider.asked.push(asked)
      provider.answering(reply, asked)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const provider = new ModelProvider(typeof address === 'object' ? (address?.port ?? 0) : 0, async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    return provider
  }
}

export const sendJson = (reply: ServerResponse, status: number, body: unknown): void => {
  reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** What each protocol answers when the model has written a text and come to its end, or to that of its tokens. */
export const WRITTEN = {
  openai: (text: string, isWhole = true) => ({
    ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1772884800, model: 'small' },
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: isWhole ? 'stop' : 'length' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  }),
  anthropic: (text: string, isWhole = true) => ({
    ...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'small', stop_sequence: null },
    content: [{ type: 'text', text }],
    stop_reason: isWhole ? 'end_turn' : 'max_tokens',
    usage: { input_tokens: 1, output_tokens: 1 },
  }),
}
