/** What every disk takes; a long name is cut before its ending. */
export function fileName(name: string): string {
  const plain = name.replaceAll(/[\\/:*?"<>|\s]+/g, ' ').trim()
  const [ending = ''] = /\.\w+$/.exec(plain) ?? []
  const stem = plain.slice(0, plain.length - ending.length)
  return (
    [...stem]
      .slice(0, 120 - ending.length)
      .join('')
      .trimEnd() + ending
  )
}

/** Hands text, or what a server sent, to the browser as a file. */
export function saveFile(name: string, content: string | Blob, type = 'text/csv;charset=utf-8'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = fileName(name)
  link.click()
  URL.revokeObjectURL(link.href)
}
