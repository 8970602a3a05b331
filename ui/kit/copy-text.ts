/**
 * Puts a text on the clipboard. Browsers give pages behind plain http, other than on the machine itself, no clipboard; the
 * old way, a field that is chosen and copied, works there too.
 */
export async function copyText(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text)
  const before = document.activeElement
  // A dialog takes the focus back from everything outside of it.
  const place = before?.closest('[role="dialog"]') ?? document.body
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'sr'
  place.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  if (!copied) throw new Error('The browser did not let the page copy')
}
