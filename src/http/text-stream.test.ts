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
