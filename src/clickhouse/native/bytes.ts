import { storableText } from '../../lib/json.ts'

const SHORT = 64
const ASCII = 128
const TWO_32 = 2 ** 32

/** Bytes that grow. All numbers are little-endian. */
export class Bytes {
  private buffer = Buffer.allocUnsafeSlow(1 << 16)
  private length = 0

  written(): Buffer {
    return this.buffer.subarray(0, this.length)
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.buffer.length, this.length + bytes))
    this.buffer.copy(larger, 0, 0, this.length)
    this.buffer = larger
  }

  byte(value: number): void {
    this.reserve(1)
    this.buffer[this.length++] = value
  }

  bytes(values: Uint8Array): void {
    this.reserve(values.length)
    this.buffer.set(values, this.length)
    this.length += values.length
  }

  /** An unsigned integer in groups of seven bits, the lowest first. */
  varint(value: number): void {
    let rest = value
    for (; rest >= ASCII; rest = Math.floor(rest / ASCII)) this.byte((rest % ASCII) | ASCII)
    this.byte(rest)
  }

  /** A whole number of 64 bits. Beyond 2^53 it is the number whose digits JavaScript prints for the double. */
  int64(value: number): void {
    this.reserve(8)
    if (Number.isSafeInteger(value)) {
      const high = Math.floor(value / TWO_32)
      this.buffer.writeUInt32LE(value - high * TWO_32, this.length)
      this.buffer.writeInt32LE(high, this.length + 4)
    } else this.buffer.writeBigInt64LE(BigInt(String(value)), this.length)
    this.length += 8
  }

  float64(value: number): void {
    this.reserve(8)
    this.length = this.buffer.writeDoubleLE(value, this.length)
  }

  /** A UUID in sixteen bytes, as the engine keeps it: two halves of 64 bits, each with its lowest byte first. */
  uuid(text: string): void {
    this.reserve(16)
    let at = this.length
    for (const place of UUID_PLACES) this.buffer[at++] = (hex(text, place) << 4) | hex(text, place + 1)
    this.length = at
  }

  /**
   * A string with its length in bytes before it, as {@link storableText} makes it. Most strings are short and of ASCII; for
   * these a loop costs less than a call out of JavaScript.
   */
  string(value: string): void {
    if (value.length >= SHORT || !this.shortAscii(value)) this.anyString(value)
  }

  private shortAscii(value: string): boolean {
    const units = value.length
    this.reserve(1 + units)
    const { buffer, length } = this
    buffer[length] = units
    for (let i = 0; i < units; i++) {
      const unit = value.charCodeAt(i)
      if (unit >= ASCII || unit === 0) return false
      buffer[length + 1 + i] = unit
    }
    this.length += 1 + units
    return true
  }

  private anyString(value: string): void {
    const text = storableText(value)
    const size = Buffer.byteLength(text)
    this.varint(size)
    this.reserve(size)
    this.length += this.buffer.write(text, this.length)
  }
}

/** Where the bytes of `01234567-89ab-cdef-0123-456789abcdef` begin, in the order in which they are written. */
const UUID_PLACES = [16, 14, 11, 9, 6, 4, 2, 0, 34, 32, 30, 28, 26, 24, 21, 19]

/** The digit at a place, of either case. */
function hex(text: string, place: number): number {
  const code = text.charCodeAt(place)
  return code <= 57 ? code - 48 : (code | 32) - 87
}
