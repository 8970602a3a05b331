import { createHash, randomBytes, randomInt } from 'node:crypto'

const HEX = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** True for a UUID of any version. */
export function isUuid(text: string): boolean {
  return HEX.test(text)
}

/**
 * A UUID as the stores spell it; undefined for what is none. Clients leave out dashes, use capital letters, put it in braces
 * or write `urn:uuid:` before it.
 */
export function canonicalUuid(text: string): string | undefined {
  const [, named, braced] = /^(?:urn:uuid:(.*)|\{(.*)\})$/i.exec(text) ?? []
  const bare = named ?? braced ?? text
  return isUuid(bare) ? dashed(bare.replaceAll('-', '').toLowerCase()) : undefined
}

const dashed = (hex: string) =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`

const LARGEST_ID = 2 ** 31 - 1

/** True for what can be the id of a row that is numbered; asked for another, Postgres fails instead of finding none. */
export const isRowId = (id: number): boolean => Number.isInteger(id) && id > 0 && id <= LARGEST_ID

/** These bytes as a UUID of this version; the bits that say so are written into them. */
function versioned(bytes: Buffer, version: number): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return dashed(bytes.toString('hex'))
}

/** A time-ordered UUID (version 7) of this moment, in milliseconds since 1970. */
export function uuidV7(timeMs: number): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Math.max(0, Math.floor(timeMs)), 0, 6)
  return versioned(bytes, 7)
}

/** The UUID (version 5) of a name within a namespace: the same name always gives the same id. */
export function uuidV5(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex')
  return versioned(createHash('sha1').update(space).update(name, 'utf8').digest().subarray(0, 16), 5)
}

/** Random text over letters and digits; 43 of them carry 256 bits. */
export function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** SHA-256 in hex: how random secrets of 256 bits are stored. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
