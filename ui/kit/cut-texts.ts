/**
 * A text that is cut off with an ellipsis says itself whole when the pointer rests on it, wherever it stands. Whether it is
 * cut depends on the room it has now, so it is looked at each time; titles that are written by hand stay as they are.
 */
export function startCutTexts(): void {
  document.addEventListener('pointerover', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    if (target.title !== '' && target.dataset['cut'] === undefined) return
    const isCut = target.scrollWidth > target.clientWidth && getComputedStyle(target).textOverflow === 'ellipsis'
    const text = target instanceof HTMLInputElement ? target.value : (target.textContent ?? '').trim()
    if (isCut && text !== '') {
      target.title = text
      target.dataset['cut'] = ''
    } else if (target.dataset['cut'] !== undefined) {
      target.removeAttribute('title')
      delete target.dataset['cut']
    }
  })
}
