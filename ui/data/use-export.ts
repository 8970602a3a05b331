import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { wordsFor } from '../api/client.ts'
import { readSheet, type SheetProgress } from '../api/sheet.ts'
import { saveFile } from '../kit/save-file.ts'
import { toast } from '../kit/toast.tsx'

/** Every row of an SQL query as a file of this computer; `progress` while it comes. Whoever leaves the page cancels. */
export function useExport(project: number) {
  const stop = useRef<AbortController>(undefined)
  const [progress, setProgress] = useState<SheetProgress>()
  const { mutate: start } = useMutation({
    mutationFn: ({ query }: { query: string; file: string }) => {
      stop.current?.abort()
      stop.current = new AbortController()
      setProgress({ rows: 0, bytes: 0 })
      return readSheet(project, query, stop.current.signal, setProgress)
    },
    meta: { quiet: true },
    onSuccess: (sheet, { file }) => saveFile(file, sheet),
    onError: (error) => {
      if (error.name !== 'AbortError') toast(`Nothing was saved: ${wordsFor(error)}`, { tone: 'danger' })
    },
    onSettled: () => setProgress(undefined),
  })
  useEffect(() => () => stop.current?.abort(), [])
  return { start, progress, cancel: () => stop.current?.abort() }
}
