/**
 * Names in generated code. Anyone who holds a project's public key can invent an event name, and the file runs on a
 * developer's machine: a name stands inside a double-quoted literal and nowhere else, and nothing in it may end the
 * literal, turn the reading direction or hide. What is escaped here is written the same way in all three languages.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not get through
const RISKY = /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A double-quoted literal that TypeScript, Go and Python read as this very text. */
export function literal(text: string): string {
  const whole = text.replace(LONE_SURROGATE, '\ufffd')
  const escaped = whole.replace(RISKY, (char) =>
    char === '"' || char === '\\' ? `\\${char}` : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `"${escaped}"`
}

/** The literal inside a comment, where it must not end the comment either; nor hold what is no escape in Python. */
export const commented = (text: string): string =>
  literal(text).replaceAll('*/', '* /').replace(/^""/, '" "').replaceAll('\\"\\"\\"', '\\" \\" \\"')

/** `2026-11-22T10:00:00.000000`, as the files carry it. */
export const stamp = (now: Date): string => `${now.toISOString().slice(0, 23)}000`

/** The words of a name, as far as they are ASCII. */
export const partsOf = (text: string): string[] => text.split(/[^0-9A-Za-z]+/).filter((part) => part !== '')

/** A name that is not taken: with 2, 3, … behind it, and noted as taken. */
export function unique(wanted: string, taken: Set<string>, joint = ''): string {
  const numbers = given.get(taken) ?? new Map<string, number>()
  given.set(taken, numbers)
  let name = wanted
  // What is taken stays taken, so the search goes on where it ended.
  let next = numbers.get(wanted) ?? 2
  while (taken.has(name)) name = `${wanted}${joint}${next++}`
  numbers.set(wanted, next)
  taken.add(name)
  return name
}

/** Of each set of names the number that is tried next behind a name. */
const given = new WeakMap<Set<string>, Map<string, number>>()
