import { open } from './client.ts'

/** How much of a sheet has come. */
export interface SheetProgress {
  rows: number
  bytes: number
}

/** After so many bytes, what came becomes a Blob: that the browser may move to disk, and all else it keeps in memory. */
const FOLD_BYTES = 32 * 2 ** 20
const TELL_EVERY_MS = 200

/**
 * Every row of an SQL query as CSV, whatever an answer is limited to, told as it comes. Aborting ends the query in the
 * engine too.
 */
export async function readSheet(
  project: number,
  query: string,
  signal: AbortSignal,
  tell: (progress: SheetProgress) => void,
): Promise<Blob> {
  const body = { query: { kind: 'HogQLQuery', query } }
  const response = await open('POST', `/api/projects/${project}/query/?format=csv`, { body, signal })
  const reader = response.body?.getReader()
  const rows = new RowCount()
  const folded: Blob[] = []
  let [chunks, held, bytes, told] = [[] as Uint8Array<ArrayBuffer>[], 0, 0, 0]
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (value) {
      chunks.push(value)
      held += value.length
      bytes += value.length
      rows.add(value)
    }
    if (done || held > FOLD_BYTES) {
      folded.push(new Blob(chunks))
      chunks = []
      held = 0
    }
    if (done) return new Blob(folded)
    if (performance.now() - told < TELL_EVERY_MS) continue
    told = performance.now()
    tell({ rows: rows.count, bytes })
  }
}

const QUOTE = 0x22
const NEW_LINE = 0x0a

/** Counts the rows of a CSV after its head, as it comes: a line ends where it is not inside quotes. */
export class RowCount {
  private lines = 0
  private quoted = false

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === QUOTE) this.quoted = !this.quoted
      else if (byte === NEW_LINE && !this.quoted) this.lines++
    }
  }

  get count(): number {
    return Math.max(0, this.lines - 1)
  }
}
