/** So long may a client read nothing. Behind a stream stands a reader of the store, for which others wait. */
const UNREAD_MS = 60_000
/** Long texts go out in pieces: of one that is sent whole, nobody can tell whether a slow client reads it. */
const PIECE_BYTES = 64 * 1024

/**
 * A body whose texts are sent as they are made. When the client goes away, or stops reading, the generator is ended, so that
 * work behind it can stop; when it throws, the connection breaks.
 */
export function textStream(texts: AsyncGenerator<string>, unreadMs = UNREAD_MS): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let unread: NodeJS.Timeout | undefined
  let rest = new Uint8Array()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      clearTimeout(unread)
      if (rest.length === 0) {
        const { value, done } = await texts.next()
        if (done) return controller.close()
        rest = encoder.encode(value)
      }
      controller.enqueue(rest.subarray(0, PIECE_BYTES))
      rest = rest.subarray(PIECE_BYTES)
      unread = setTimeout(() => {
        controller.error(new Error('The client reads nothing.'))
        void texts.return(undefined)
      }, unreadMs)
    },
    async cancel() {
      clearTimeout(unread)
      await texts.return(undefined)
    },
  })
}
