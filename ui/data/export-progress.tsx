import type { SheetProgress } from '../api/sheet.ts'
import { byteWords, exact } from '../charts/format.ts'
import { Button } from '../kit/button.tsx'
import './export-progress.css'

interface ExportProgressProps {
  progress: SheetProgress
  /** What the rows are called, one and many. */
  words: readonly [string, string]
  /** How many there will be, where that is known. */
  total?: number | undefined
  onCancel: () => void
}

/** How far an export is, and the way to stop it. */
export function ExportProgress({ progress: { rows, bytes }, words, total, onCancel }: ExportProgressProps) {
  const name = (total ?? rows) === 1 ? words[0] : words[1]
  const of = total === undefined ? '' : ` of ${exact(Math.max(rows, total))}`
  return (
    <div className="export-progress">
      {total !== undefined && <progress aria-label="Exported" max={Math.max(1, total)} value={Math.min(rows, total)} />}
      <span>
        {exact(rows)}
        {of} {name} · {byteWords(bytes)}
      </span>
      <Button icon="close" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}
