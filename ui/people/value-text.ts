/** A value as people write it: texts as they are, all else as JSON. */
export const valueText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** The value that somebody wrote: JSON where it is some, else the text itself. */
export function readValue(text: string): unknown {
  const trimmed = text.trim()
  if (!/^(?:-?\d|true$|false$|null$|[[{"])/.test(trimmed)) return text
  try {
    return JSON.parse(trimmed)
  } catch {
    return text
  }
}
