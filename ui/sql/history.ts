/** The newest questions of this browser, newest first, each once. */
const KEY = 'hoglet-sql'
const MOST = 30

export function readHistory(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : []
  } catch {
    return []
  }
}

export function noteInHistory(text: string): void {
  const next = [text, ...readHistory().filter((other) => other !== text)].slice(0, MOST)
  localStorage.setItem(KEY, JSON.stringify(next))
}
