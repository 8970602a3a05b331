/** A line of a sheet (RFC 4180). Nothing is an empty cell; lists and objects are JSON. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(cell).join(',')}\r\n`

const FORMULA = /^[=+\-@\t\r]/
/** Integers that no double holds come as texts. */
const NUMBER = /^-?\d+(\.\d+)?$/

/** In quotes where it needs them; what a spreadsheet would take for a formula is made a text. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
