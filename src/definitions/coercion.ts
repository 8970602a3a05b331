import { isObject, type Json } from '../lib/json.ts'
import { isLossless } from '../lib/lossless.ts'
import { isBestEffortDate } from './best-effort-date.ts'

/** Whether a value can be taken for a property of this type. A type we do not know takes everything. */
export function isCoercible(value: Json, type: string): boolean {
  switch (type) {
    case 'Numeric':
      return isNumeric(value)
    case 'Boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false'
    case 'DateTime':
      return isMoment(value)
    case 'Object':
      return Array.isArray(value) || isObject(value)
    default:
      return true
  }
}

function isNumeric(value: Json): boolean {
  if (typeof value !== 'string') return isNumber(value) && Number.isFinite(Number(String(value)))
  return value.trim() !== '' && Number.isFinite(Number(value))
}

/** A number is read as its digits: seconds since 1970, or thousandths of them. */
const isMoment = (value: Json) =>
  typeof value === 'string' ? isBestEffortDate(value) : isNumber(value) && isBestEffortDate(String(value))

const isNumber = (value: Json) => typeof value === 'number' || isLossless(value)
