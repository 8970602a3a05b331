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
      'x-accel-buffering': 'no',
    },
  })
}

async function* lines(messages: AsyncGenerator<unknown>): AsyncGenerator<string> {
  for await (const message of messages) yield `data: ${JSON.stringify(message)}\n\n`
}
