import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import { ApiError, invalid } from '../http/errors.ts'
import { type Json, trusted } from '../lib/json.ts'
import { endOfString, parseExact } from '../lib/lossless.ts'
import { placesFor } from '../lib/turns.ts'
import { decompressBase64, TooLong } from './lz64.ts'

/** What came over the wire. What clients say about the compression is often wrong, so the bytes decide. */
export interface Envelope {
  bytes: Buffer
  content_type: string
  content_encoding: string
  /** The `compression` parameter. */
  hint: string
  /** The most bytes the body may inflate to. */
  max_bytes: number
}

const SMALL = 32 * 1024
const MAX_UNWRAPS = 3
const FORM = /^(data|_|ip|compression|ver|sent_at)=/

/** What a body says, and how many characters of JSON said it: what its events hold in memory, however small it came. */
export interface Decoded {
  body: Json
  size: number
}

/** One is inflated by another thread while one is read. What many inflated at once would fill the memory. */
const fewAtOnce = placesFor(2)

/** Bytes → JSON: gzip, forms, base64 and lz-string, in whatever order a client nested them. Throws 400 or 413. */
export function decode(envelope: Envelope): Promise<Decoded> {
  const isLarge = envelope.bytes.length >= SMALL || inflaters.has(envelope.content_encoding)
  return isLarge ? fewAtOnce(() => unwrapped(envelope)) : unwrapped(envelope)
}

async function unwrapped(envelope: Envelope): Promise<Decoded> {
  let bytes = await unpackEncoding(envelope)
  let hint = envelope.hint.toLowerCase()
  let isForm = /^application\/x-www-form-urlencoded/i.test(envelope.content_type)
  for (let i = 0; i <= MAX_UNWRAPS; i++) {
    bytes = await gunzipped(bytes, envelope.max_bytes)
    if (isGzip(bytes)) continue
    const text = utf8(bytes)
    const trimmed = text.trimStart()
    if (trimmed === '') throw invalid('The payload is empty.', null, 'empty_payload')
    if (trimmed.startsWith('{') || trimmed.startsWith('[')) return parse(trimmed)
    if (isForm || FORM.test(trimmed)) {
      const form = formData(trimmed)
      hint = form.hint || hint
      isForm = false
      bytes = form.bytes
      continue
    }
    const inner = fromLz(trimmed, hint, envelope.max_bytes) ?? fromBase64(trimmed)
    if (!inner) return parse(trimmed)
    bytes = inner
  }
  throw invalid('The payload is wrapped too many times.', null, 'invalid_payload')
}

type Inflate = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

const inflaters = new Map<string, Inflate>([
  ['deflate', promisify<Buffer, { maxOutputLength: number }, Buffer>(zlib.inflate)],
  ['br', promisify<Buffer, { maxOutputLength: number }, Buffer>(zlib.brotliDecompress)],
])
// Node has zstd since 22.15; the types are those of Node 20.
if ('zstdDecompress' in zlib) inflaters.set('zstd', promisify(trusted<typeof zlib.inflate>(zlib.zstdDecompress)))

/** The values of `Content-Encoding` that can be read here; gzip is recognised without it. */
export const ENCODINGS: readonly string[] = ['gzip', ...inflaters.keys()]

/** The name of a compression, which may be written in any case. */
export const codingOf = (headers: Headers) => headers.get('content-encoding')?.toLowerCase() ?? ''

/** A proxy may have inflated a body, and have left the header that says how it was packed. */
async function unpackEncoding({ bytes, content_encoding, max_bytes }: Envelope): Promise<Buffer> {
  const inflater = inflaters.get(content_encoding)
  if (inflater)
    return inflater(bytes, { maxOutputLength: max_bytes }).catch((error: unknown) =>
      isTooLarge(error) || !isUnpacked(bytes) ? refuse(error, content_encoding) : bytes,
    )
  if (content_encoding === 'zstd') throw unsupportedEncoding()
  return bytes
}

/** A body that this version of Node cannot decompress: refused, so that it is not stored as garbage. */
const unsupportedEncoding = () =>
  new ApiError(
    415,
    'validation_error',
    'unsupported_encoding',
    `Node ${process.versions.node} cannot read zstd (it can from 22.15). Send ${ENCODINGS.join(', ')} or plain JSON.`,
  )

const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b
const isUnpacked = (bytes: Buffer) => isGzip(bytes) || /^\s*[{[]/.test(bytes.toString('latin1', 0, 64))

const gunzipLarge = promisify<Buffer, { maxOutputLength: number }, Buffer>(zlib.gunzip)

/** gzip is known by its magic bytes, whatever headers and hints say. Large bodies are inflated off the main thread. */
async function gunzipped(bytes: Buffer, maxBytes: number): Promise<Buffer> {
  if (!isGzip(bytes)) return bytes
  const options = { maxOutputLength: maxBytes }
  try {
    return bytes.length < SMALL ? zlib.gunzipSync(bytes, options) : await gunzipLarge(bytes, options)
  } catch (error) {
    return refuse(error, 'gzip')
  }
}

const isTooLarge = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

function refuse(error: unknown, encoding: string): never {
  if (isTooLarge(error)) throw tooLarge()
  throw invalid(`The body is not valid ${encoding}.`, null, 'invalid_compression')
}

export const tooLarge = () => new ApiError(413, 'validation_error', 'payload_too_large', 'The payload is too large.')

const decoder = new TextDecoder('utf-8', { fatal: true })

function utf8(bytes: Buffer): string {
  try {
    return decoder.decode(bytes)
  } catch {
    return utf8OfHalves(bytes)
  }
}

/** The two halves of a sign such as an emoji, three bytes each, or one half alone; one byte is one character here. */
const HALVES = /\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]/g

/** posthog-js wrote base64 so, still in 1.200: every unit of its UTF-16 by itself, which UTF-8 does not allow. */
function utf8OfHalves(bytes: Buffer): string {
  const joined = bytes
    .toString('latin1')
    .replaceAll(HALVES, (halves) => Buffer.from(unitsOf(halves)).toString('latin1'))
  try {
    return decoder.decode(Buffer.from(joined, 'latin1'))
  } catch {
    throw invalid('The body is not valid UTF-8.', null, 'invalid_payload')
  }
}

function unitsOf(halves: string): string {
  let units = ''
  for (let at = 0; at < halves.length; at += 3)
    units += String.fromCharCode(
      0xd000 | ((halves.charCodeAt(at + 1) & 0x3f) << 6) | (halves.charCodeAt(at + 2) & 0x3f),
    )
  return units
}

/** Far more than the events of one request have: fifty thousand times fifty properties. */
const MOST_VALUES = 2_500_000

/**
 * True for a text that is small and yet fills the memory: sixty megabytes of brackets come in 58 kilobytes and are three
 * gigabytes of empty lists.
 */
function holdsTooMany(text: string): boolean {
  if (text.length <= MOST_VALUES) return false
  let values = 0
  for (let at = 0; at < text.length && values <= MOST_VALUES; at++) {
    const sign = text.charCodeAt(at)
    if (sign === QUOTE) at = endOfString(text, at) - 1
    else if (sign === COMMA || sign === BRACKET || sign === BRACE) values++
  }
  return values > MOST_VALUES
}

const [QUOTE, COMMA, BRACKET, BRACE] = [0x22, 0x2c, 0x5b, 0x7b]

function parse(text: string): Decoded {
  if (holdsTooMany(text)) throw tooLarge()
  try {
    return { body: parseExact(text), size: text.length }
  } catch {
    throw invalid('The body is not valid JSON.', null, 'invalid_payload')
  }
}

function formData(text: string): { bytes: Buffer; hint: string } {
  const data = fieldOf(text, 'data')
  if (!data) throw invalid('The form has no data field.', null, 'invalid_payload')
  return { bytes: bytesOfField(data), hint: fieldOf(text, 'compression') }
}

/** A payload that was a field of a form or a URL: there the `+` of base64, sent as it is, is read as a blank. */
export function bytesOfField(data: string): Buffer {
  const looksBase64 = /^[A-Za-z0-9+/=_\- ]+$/.test(data.slice(0, 128))
  return Buffer.from(looksBase64 ? data.replaceAll(' ', '+') : data)
}

/** A field of a form. Only its own text is read: of 20 MB of other fields each would be made a pair of texts. */
function fieldOf(form: string, name: string): string {
  const all = `&${form}`
  const at = all.indexOf(`&${name}=`)
  if (at < 0) return ''
  const end = all.indexOf('&', at + 1)
  return new URLSearchParams(all.slice(at + 1, end < 0 ? undefined : end)).get(name) ?? ''
}

/** lz-string text looks like base64, so it is tried only when the client names it, and taken only if JSON comes out. */
function fromLz(text: string, hint: string, max: number): Buffer | undefined {
  if (hint !== 'lz64' && hint !== 'lz-string') return undefined
  try {
    const inner = decompressBase64(text, max)
    return inner && /^\s*[[{]/.test(inner) ? Buffer.from(inner) : undefined
  } catch (error) {
    throw error instanceof TooLong ? tooLarge() : error
  }
}

/** What makes base64 on a command line breaks it into lines. */
function fromBase64(text: string): Buffer | undefined {
  const compact = text.trim().replaceAll(/[\r\n]+/g, '')
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact.slice(0, 128)) || compact.length % 4 === 1) return undefined
  const bytes = Buffer.from(compact, 'base64')
  return bytes.length > 0 ? bytes : undefined
}
