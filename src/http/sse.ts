import { jsonParts } from '../lib/json-text.ts'
import { takingTurns } from '../lib/turns.ts'
import { PRIVATE } from './route.ts'
import { textStream } from './text-stream.ts'

/**
 * A `text/event-stream` of JSON messages, one `data:` line each and nothing else. The generator is ended when the
 * client goes away, so that work behind it can stop.
 */
export function eventStream(messages: AsyncGenerator<unknown>): Response {
  return new Response(textStream(lines(messages)), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      ...PRIVATE,
      // Streams are known by `no-cache`; `no-store` forbids more.
      'cache-control': `${PRIVATE['cache-control']}, no-cache`,
      'x-accel-buffering': 'no',
    },
  })
}

async function* lines(messages: AsyncGenerator<unknown>): AsyncGenerator<string> {
  const turn = takingTurns()
  for await (const message of messages) {
    let before = 'data: '
    for (const part of jsonParts(message)) {
      yield before + part
      before = ''
      await turn()
    }
    yield '\n\n'
  }
}
