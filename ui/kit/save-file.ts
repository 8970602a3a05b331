/** Hands text, or what a server sent, to the browser as a file. */
export function saveFile(name: string, content: string | Blob, type = 'text/csv;charset=utf-8'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name.replaceAll(/[\\/:*?"<>|]+/g, ' ').slice(0, 120)
  link.click()
  URL.revokeObjectURL(link.href)
}
