/** Whether every typed word occurs in a text, in whatever order and case. */
export function hasWords(text: string, typed: string): boolean {
  const all = text.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
