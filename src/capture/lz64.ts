/** The text would be longer than is allowed. */
export class TooLong extends Error {}

/**
 * The base64 form of lz-string → text. The library reads without a limit, and twelve kilobytes can say twenty megabytes; this
 * stops where the text grows beyond `max` characters and throws `TooLong`. Undefined for what is not of that form.
 *
 * Codes are as wide as the dictionary needs: 0 and 1 bring a new character (of 8 or 16 bits), 2 is the end, and every other
 * code is an entry. Each code adds an entry: the one before it and the first character of this one.
 */
export function decompressBase64(text: string, max: number): string | undefined {
  const bits = new Bits(text)
  const newCharacter = (code: number) => String.fromCharCode(bits.read(code === 0 ? 8 : 16))
  const first = bits.read(2)
  if (first > 1) return undefined
  let before = newCharacter(first)
  const entries = ['', '', '', before]
  const parts = [before]
  let length = 1
  let width = 3
  let room = 4
  const add = (entry: string) => {
    entries.push(entry)
    if (--room === 0) room = 2 ** width++
  }
  while (!bits.areSpent()) {
    let code = bits.read(width)
    if (code === 2) return parts.join('')
    if (code < 2) {
      add(newCharacter(code))
      code = entries.length - 1
    }
    const entry = code === entries.length ? before + before.charAt(0) : entries[code]
    if (entry === undefined) return undefined
    length += entry.length
    if (length > max) throw new TooLong()
    parts.push(entry)
    add(before + entry.charAt(0))
    before = entry
  }
  return undefined
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter.charCodeAt(0), value]))

/** Six bits of each letter, the highest first; the first bit of a number is its lowest. */
class Bits {
  private readonly text: string
  private at = 0
  private left = 6
  private value: number

  constructor(text: string) {
    this.text = text
    this.value = this.valueAt(0)
  }

  areSpent(): boolean {
    return this.at >= this.text.length
  }

  read(width: number): number {
    let number = 0
    for (let place = 0; place < width; place++) {
      number |= ((this.value >> --this.left) & 1) << place
      if (this.left === 0) {
        this.left = 6
        this.value = this.valueAt(++this.at)
      }
    }
    return number
  }

  private valueAt(index: number): number {
    return VALUES.get(this.text.charCodeAt(index)) ?? 0
  }
}
