import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json'
import { type Json, parseJson, trusted } from './json.ts'

/** A number whose text JavaScript cannot hold exactly; it travels as that text. */
export function isLossless(value: unknown): boolean {
  return isLosslessNumber(value)
}

const LONG_NUMBER = /(?:^|[:,[])\s*([-0-9][-+0-9.eE]{15,})/
const LONG_NUMBERS = new RegExp(LONG_NUMBER, 'g')

/**
 * Parses JSON. Numbers that JavaScript would write with other digits come back as lossless numbers, which only a careful
 * reader may touch; a body without such numbers costs nothing extra. Throws `SyntaxError`.
 */
export function parseExact(text: string): Json {
  return hasInexactNumber(text) ? trusted<Json>(parse(text, undefined, AS_JSON)) : parseJson(text)
}

/** JSON text in which lossless numbers keep their digits. */
export function stringifyLossless(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null'
  // The careful writer is ten times slower, and hardly ever needed: only where such a number shows.
  return text.includes('"isLosslessNumber":true') ? (stringify(value) ?? 'null') : text
}

/** A value as the text it stands for where a text was expected: itself, or its JSON with every digit. */
export const textOf = (value: Json): string => (typeof value === 'string' ? value : stringifyLossless(value))

/**
 * A number of many digits that JavaScript cannot hold. Those of its own, such as a share of 0.8534278959810875, it can; most
 * web pages send them, and the careful reader is twenty times slower. Digits inside strings do not count.
 */
function hasInexactNumber(text: string): boolean {
  if (!LONG_NUMBER.test(text)) return false
  for (const [, number = ''] of withoutStrings(text).matchAll(LONG_NUMBERS)) if (!isOwn(number)) return true
  return false
}

/** Whether JavaScript writes the number with the digits that it was read from. */
const isOwn = (text: string) => String(Number(text)) === text

/** The text with every string empty. Walked once, by hand: a pattern starts again at each quote of a string that never ends. */
function withoutStrings(text: string): string {
  const kept: string[] = []
  let from = 0
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', from)) {
    kept.push(text.slice(from, quote + 1))
    from = endOfString(text, quote)
  }
  return kept.join('"') + text.slice(from)
}

/** Where the string of JSON that begins at this quote has ended: behind its last quote, or with the text. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text[end - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return end + 1
  }
  return text.length
}

function numberOf(text: string): number | LosslessNumber {
  if (isOwn(text)) return Number(text)
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/^-?0*\.?0*/, '')
    .replace('.', '')
  const significant = digits.replace(/(?<!0)0+$/, '').length
  return significant <= 15 && Math.abs(Number(text)) < 1e15 ? Number(text) : new LosslessNumber(text)
}

/** Of keys that occur twice the last one counts, as for `JSON.parse`. */
const AS_JSON = { parseNumber: numberOf, onDuplicateKey: ({ newValue }: { newValue: unknown }) => newValue }

/** Parses JSON text of ours in which integers beyond 2^53 become strings and every other number a number. */
export function parseWideIntegers(text: string): Json {
  return trusted<Json>(parse(text, undefined, (digits) => wideInteger(digits)))
}

function wideInteger(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(text) ? number : text
}
