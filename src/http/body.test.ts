import { expect, test } from 'vitest'
import { readBody } from './body.ts'

const inChunks = (chunk: string, count: number, type = 'application/json') => {
  let sent = 0
  const body = new ReadableStream({
    pull(controller) {
      if (sent++ < count) controller.enqueue(new TextEncoder().encode(chunk))
      else controller.close()
    },
  })
  const headers = { 'content-type': type }
  return { request: new Request('http://x/', { method: 'POST', body, headers, duplex: 'half' }), sent: () => sent }
}

test('a body whose size nobody told is read to the limit and no further', async () => {
  for (const type of ['application/json', 'multipart/form-data; boundary=x']) {
    const { request, sent } = inChunks('x'.repeat(1024 * 1024), 1000, type)
    await expect(readBody(request)).rejects.toMatchObject({ status: 413 })
    expect(sent()).toBeLessThan(30)
  }
})

test('a body in chunks is read as any other', async () => {
  expect(await readBody(inChunks('[1],', 0).request)).toEqual({})
  const whole = new Request('http://x/', { method: 'POST', body: new Blob(['{"a":"ü"}']).stream(), duplex: 'half' })
  expect(await readBody(whole)).toEqual({ a: 'ü' })
  const form = inChunks(
    '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
    1,
    'multipart/form-data; boundary=x',
  )
  expect(await readBody(form.request)).toEqual({ a: 'b' })
})

test('a form of more fields than anybody fills in is refused before it is read', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const form = (count: number) =>
    new Request('http://x/', { method: 'POST', body: `${'k0=0&'.repeat(count)}k1=1`, headers })
  expect(await readBody(form(2))).toEqual({ k0: ['0', '0'], k1: '1' })
  await expect(readBody(form(1_000_000))).rejects.toMatchObject({ status: 413 })
})
