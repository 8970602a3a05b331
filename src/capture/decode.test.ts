import * as zlib from 'node:zlib'
import lzString from 'lz-string'
import { expect, test } from 'vitest'
import type { ApiError } from '../http/errors.ts'
import { objectOr } from '../lib/json.ts'
import { isLossless } from '../lib/lossless.ts'
import { readBytes } from './body.ts'
import { decode, type Envelope } from './decode.ts'

const PAYLOAD = {
  api_key: 'phc_x',
  event: 'a & b',
  distinct_id: 'ü',
  properties: { $current_url: '/?a=1&ip=2&data=3' },
}
const TEXT = JSON.stringify(PAYLOAD)

const read = (bytes: Buffer | string, envelope: Partial<Envelope> = {}) =>
  decode({
    bytes: Buffer.from(bytes),
    content_type: 'text/plain',
    content_encoding: '',
    hint: '',
    max_bytes: 1_000_000,
    ...envelope,
  }).then(({ body }) => body)
const FORM = 'application/x-www-form-urlencoded; charset=utf-8'
const form = (data: string, more = '') => `data=${encodeURIComponent(data)}${more}`
const base64 = (data: Buffer | string) => Buffer.from(data).toString('base64')

test.each<[string, Buffer | string, Partial<Envelope>]>([
  ['JSON', TEXT, {}],
  ['JSON after blanks', ` \n${TEXT}`, {}],
  ['JSON called a form', TEXT, { content_type: FORM }],
  ['JSON under a gzip hint', TEXT, { hint: 'gzip-js' }],
  ['JSON under an unknown hint', TEXT, { hint: 'rot13' }],
  ['gzip without a word about it', zlib.gzipSync(TEXT), {}],
  ['gzip with header and hint', zlib.gzipSync(TEXT), { content_encoding: 'gzip', hint: 'gzip' }],
  ['deflate', zlib.deflateSync(TEXT), { content_encoding: 'deflate' }],
  ['brotli', zlib.brotliCompressSync(TEXT), { content_encoding: 'br' }],
  ['gzip in gzip', zlib.gzipSync(zlib.gzipSync(TEXT)), { content_encoding: 'gzip' }],
  ['JSON that a proxy unpacked', TEXT, { content_encoding: 'br' }],
  ['gzip called deflate', zlib.gzipSync(TEXT), { content_encoding: 'deflate' }],
  ['a form by another spelling of its type', form(TEXT, '&x=1'), { content_type: 'Application/X-WWW-Form-URLEncoded' }],
  ['base64', base64(TEXT), {}],
  ['base64 in lines', base64(TEXT).replaceAll(/.{76}/g, '$&\r\n'), {}],
  ['base64 for URLs', Buffer.from(TEXT).toString('base64url'), { hint: 'base64' }],
  ['base64 around gzip', base64(zlib.gzipSync(TEXT)), {}],
  ['a form', form(TEXT), { content_type: FORM }],
  ['a form with other fields before', `x=1&xdata=2&${'a&'.repeat(1000)}${form(TEXT)}`, { content_type: FORM }],
  ['a form that nobody announced', form(TEXT), {}],
  ['a form of base64', form(base64(TEXT), '&compression=base64'), { content_type: FORM }],
  ['lz64', lzString.compressToBase64(TEXT), { hint: 'LZ64' }],
  ['lz64 in a form', form(lzString.compressToBase64(TEXT), '&compression=lz64'), { content_type: FORM }],
  ['an lz64 hint on plain base64', base64(TEXT), { hint: 'lz64' }],
])('%s', async (_, bytes, envelope) => {
  expect(await read(bytes, envelope)).toEqual(PAYLOAD)
})

test.each<[string, Buffer | string, Partial<Envelope>, number, string]>([
  ['nothing', '', {}, 400, 'empty_payload'],
  ['blanks', ' \n ', {}, 400, 'empty_payload'],
  ['broken gzip', Buffer.from([0x1f, 0x8b, 8, 1, 2, 3]), {}, 400, 'invalid_compression'],
  ['broken brotli', 'xx', { content_encoding: 'br' }, 400, 'invalid_compression'],
  ['broken JSON', '{"a":', {}, 400, 'invalid_payload'],
  ['broken UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), {}, 400, 'invalid_payload'],
  ['halves in broken UTF-8', Buffer.from([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80, 0xff]), {}, 400, 'invalid_payload'],
  ['words', 'hello there', {}, 400, 'invalid_payload'],
  ['a form without data', 'ip=1&x=2', { content_type: FORM }, 400, 'invalid_payload'],
  ['a gzip bomb', zlib.gzipSync(Buffer.alloc(2_000_000, 32)), {}, 413, 'payload_too_large'],
  ['a large gzip bomb', zlib.gzipSync(Buffer.alloc(60_000_000, 32)), {}, 413, 'payload_too_large'],
])('%s is refused', async (_, bytes, envelope, status, code) => {
  await expect(read(bytes, envelope)).rejects.toMatchObject({ status, code })
})

// U+1F600 is D83D DE00 in UTF-16; each half by itself as UTF-8 would be: ED A0 BD, ED B8 80.
test.each([
  ['two halves', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], '😀'],
  ['a first half alone', [0xed, 0xa0, 0xbd], '\ufffd'],
  ['the halves in the wrong order', [0xed, 0xb8, 0x80, 0xed, 0xa0, 0xbd], '\ufffd\ufffd'],
  ['a sign that needs no halves', [0xed, 0x9f, 0xbf], '\ud7ff'],
])('base64 of older posthog-js: %s', async (_, sign, text) => {
  const bytes = Buffer.from([...Buffer.from('{"title":"ü€'), ...sign, ...Buffer.from('"}')])
  expect(await read(form(base64(bytes)), { content_type: FORM })).toEqual({ title: `ü€${text}` })
})

test('zstd is read where this Node can, and refused in a sentence where it cannot', async () => {
  const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x02, 0x11, 0x00, 0x00, 0x7b, 0x7d]) // "{}" in one raw block
  if ('zstdDecompress' in zlib) expect(await read(magic, { content_encoding: 'zstd' })).toEqual({})
  else {
    const error = await read(magic, { content_encoding: 'zstd' }).catch((thrown: ApiError) => thrown)
    expect(error).toMatchObject({ status: 415, code: 'unsupported_encoding' })
    expect(String(error)).toMatch(/cannot read zstd/)
  }
})

test('long numbers keep their digits, digits in strings cost nothing', async () => {
  const { big, small, id } = objectOr(
    await read('{"big":12345678901234567890,"small":1.5,"id":"12345678901234567890"}'),
  )
  expect([isLossless(big), String(big), small, id]).toEqual([true, '12345678901234567890', 1.5, '12345678901234567890'])
})

test.each([
  '{"n": 12345678901234567890}',
  '{"n":\n\t12345678901234567890\n}',
  '{"n":-12345678901234567890}',
  '{"n":[1,12345678901234567890]}',
  '{"n":[ 12345678901234567890 ]}',
  '{"s":"a:1234567890123456789,","n":0.12345678901234567890}',
])('a long number is seen wherever it stands: %j', async (text) => {
  const { n } = objectOr(await read(text))
  const number = Array.isArray(n) ? n.at(-1) : n
  expect([isLossless(number), text.includes(String(number))]).toEqual([true, true])
})

test.each(['1', '12345678901234567890'])('of a key that occurs twice the last value counts, beside %s', async (n) => {
  expect(await read(`{"a":{"b":1,"b":2},"a":{"b":3,"b":4},"n":${n}}`)).toMatchObject({ a: { b: 4 } })
})

test('a body is read up to its limit and no further', async () => {
  const body = (size: number) => new Request('http://test.example', { method: 'POST', body: Buffer.alloc(size) })
  expect((await readBytes(body(1000), 1000)).length).toBe(1000)
  expect((await readBytes(new Request('http://test.example'), 1000)).length).toBe(0)
  for (const size of [1001, 1_000_000]) await expect(readBytes(body(size), 1000)).rejects.toMatchObject({ status: 413 })
})

test('a body that ends early is nobody to be told of, and no failure of the store', async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('aborted')) })
  const request = new Request('http://test.example', { method: 'POST', body, duplex: 'half' })
  await expect(readBytes(request, 1000)).rejects.toMatchObject({ status: 408, code: 'request_aborted' })
})

test('lz-string text that says more than is allowed is refused before it is whole', async () => {
  const bomb = lzString.compressToBase64(`[${'1'.repeat(300_000)}`)
  expect(bomb.length).toBeLessThan(5_000)
  await expect(read(bomb, { hint: 'lz64', max_bytes: 200_000 })).rejects.toMatchObject({ status: 413 })
})

test('lz-string text of every kind of sign is read as it was written', async () => {
  let seed = 7
  const next = (max: number) => {
    seed = (seed * 48271) % 2147483647
    return seed % max
  }
  for (let i = 0; i < 200; i++) {
    const signs = Array.from({ length: next(400) }, () => String.fromCharCode(next(2) ? 97 + next(4) : next(65_000)))
    const text = signs.join('').toWellFormed()
    expect(await read(lzString.compressToBase64(JSON.stringify([text])), { hint: 'lz64' })).toEqual([text])
  }
})

test.each([
  ['a string that never ends', `{"a":1234567890123456789,"${'\\"'.repeat(300_000)}`],
  ['a number of many zeros', `{"a":1${'0'.repeat(600_000)}1}`],
])('%s does not hold up the others', async (_, text) => {
  const began = performance.now()
  await read(text, { max_bytes: 10_000_000 }).catch(() => undefined)
  expect(performance.now() - began).toBeLessThan(5_000)
})

test('a text of many commas is one value', async () => {
  const text = 'a,'.repeat(3_000_000)
  expect(await read(zlib.gzipSync(JSON.stringify([text])), { max_bytes: 64_000_000 })).toEqual([text])
})

test.each([
  ['[', '[', ''],
  ['[],', '[', '1]'],
  ['{"a":', '', ''],
])('many times %s is refused before it is parsed', async (part, start, end) => {
  const text = start + part.repeat(20_000_000 / part.length) + end
  const began = performance.now()
  await expect(read(zlib.gzipSync(text), { max_bytes: 64_000_000 })).rejects.toMatchObject({ status: 413 })
  expect(performance.now() - began).toBeLessThan(5_000)
})

test('many bodies that are large once they are inflated do not fill the memory together', async () => {
  const size = 8_000_000
  const body = zlib.gzipSync(JSON.stringify(['x'.repeat(size)]))
  let most = 0
  const before = process.memoryUsage().arrayBuffers
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }, 1)
  const all = await Promise.all(Array.from({ length: 12 }, () => read(body, { max_bytes: 64_000_000 })))
  clearInterval(watching)
  expect(all.length).toBe(12)
  // Two are inflated at a time, each as pieces that are then joined; the garbage of those before may still be there.
  expect(most).toBeLessThan(7 * size)
})
