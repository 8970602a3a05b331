/**
 * Whether the engine can read a regular expression. Its dialect, RE2, has neither look-around nor references back, and
 * spells a few things differently: they are put into JavaScript's words, which judge the rest.
 */
export function isPattern(text: string): boolean {
  if (/\(\?(?:[=!]|<[=!])|\\[1-9]/.test(text.replace(/\\\\/g, ''))) return false
  const translated = text
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?[imsU-]+(:|\))/g, (_, end) => (end === ':' ? '(?:' : ''))
    .replace(/\[\[:\^?\w+:\]/g, '[a')
  try {
    new RegExp(translated)
    return true
  } catch {
    return false
  }
}
