import { UsageError } from '../lib/usage-error.ts'

/** A whole number between two others. Throws {@link UsageError}. */
export function number(text: string, name: string, min: number, max: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max)
    throw new UsageError(`${name} must be a whole number between ${min} and ${max}, not "${text}".`)
  return value
}
