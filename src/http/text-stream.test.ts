import { expect, test } from 'vitest'
import { textStream } from './text-stream.ts'

async function* endless(ended: () => void) {
  try {
    for (;;) yield 'x'.repeat(1000)
  } finally {
    ended()
  }
}

test('who stops reading frees what stands behind the stream', async () => {
  const ended = new Promise<void>((resolve) => {
    const reader = textStream(endless(resolve), 200).getReader()
    void reader.read()
  })
  await ended
})

test('who reads slowly is sent everything', async () => {
  async function* three() {
    for (const text of ['a', 'b', 'c']) yield text
  }
  const reader = textStream(three(), 500).getReader()
  const read: string[] = []
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    read.push(new TextDecoder().decode(next.value))
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  expect(read).toEqual(['a', 'b', 'c'])
})

test('who reads a long text slowly is sent everything', async () => {
  const texts = ['ä'.repeat(128 * 1024), 'the end']
  const reader = textStream(
    (async function* () {
      yield* texts
    })(),
    500,
  ).getReader()
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length
    // The long text takes twice as long as a client may read nothing.
    await new Promise((resolve) => setTimeout(resolve, next.value.length / 256))
  }
  expect(size).toBe(Buffer.byteLength(texts.join('')))
})
