import { isLosslessNumber, LosslessNumber, parse, stringify } from 'lossless-json'
import { type Json, parseJson, trusted } from './json.ts'

/** A number whose text JavaScript cannot hold exactly; it travels as that text. */
export function isLossless(value: unknown): boolean {
  return isLosslessNumber(value)
}

const LONG_NUMBER = /(?:^|[:,[])\s*[-0-9][-+0-9.eE]{15,}/

/**
 * Parses JSON. Numbers of more than 15 significant digits come back as lossless numbers, which only a careful reader
 * may touch; a body without such numbers costs nothing extra. Throws `SyntaxError`.
 */
export function parseExact(text: string): Json {
  return hasLongNumber(text) ? trusted<Json>(parse(text, undefined, numberOf)) : parseJson(text)
}

/** JSON text in which lossless numbers keep their digits. */
export function stringifyLossless(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null'
  // The careful writer is ten times slower, and hardly ever needed: only where such a number shows.
  return text.includes('"isLosslessNumber":true') ? (stringify(value) ?? 'null') : text
}

/** A number outside strings with more than 15 significant digits. Digits inside strings do not count. */
function hasLongNumber(text: string): boolean {
  if (!LONG_NUMBER.test(text)) return false
  return LONG_NUMBER.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'))
}

function numberOf(text: string): number | LosslessNumber {
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/^-?0*\.?0*/, '')
    .replace('.', '')
  const significant = digits.replace(/0+$/, '').length
  return significant <= 15 && Math.abs(Number(text)) < 1e15 ? Number(text) : new LosslessNumber(text)
}

/** Parses JSON text of ours in which integers beyond 2^53 become strings and every other number a number. */
export function parseWideIntegers(text: string): Json {
  return trusted<Json>(parse(text, undefined, (digits) => wideInteger(digits)))
}

function wideInteger(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(text) ? number : text
}
