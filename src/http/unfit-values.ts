import { isObject, type Json } from '../lib/json.ts'
import { type ApiError, invalid } from './errors.ts'

/** The largest number of Postgres' integers. */
export const LARGEST = 2 ** 31 - 1

const OUT_OF_RANGE = '22003'
const NUL = ['22021', '22P05']

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)

export const isOutOfRange = (error: unknown) => codeOf(error) === OUT_OF_RANGE

/**
 * Values that no schema rules out and Postgres cannot hold, and nesting that exhausts the stack, as the 400 that names the
 * field of the body that holds one; undefined for any other error.
 */
export function asUnfitValue(error: unknown, sent: Json | undefined): ApiError | undefined {
  if (error instanceof RangeError && error.message.includes('call stack'))
    return invalid('The value is nested too deeply.')
  if (NUL.includes(String(codeOf(error)))) return invalid('Null characters are not allowed.', fieldWith(hasNul, sent))
  if (isOutOfRange(error)) return invalid('A number is out of range.', fieldWith(isTooLarge, sent))
  return undefined
}

const hasNul = (value: Json) => typeof value === 'string' && value.includes('\0')
const isTooLarge = (value: Json) => typeof value === 'number' && Math.abs(value) > LARGEST

/** The first field that holds such a value, however deep. */
function fieldWith(isMeant: (value: Json) => boolean, sent: Json | undefined): string | null {
  const holds = (value: Json | undefined): boolean => {
    if (Array.isArray(value)) return value.some(holds)
    if (isObject(value)) return Object.values(value).some(holds)
    return value !== undefined && isMeant(value)
  }
  return (isObject(sent) ? Object.keys(sent).find((key) => holds(sent[key])) : undefined) ?? null
}
