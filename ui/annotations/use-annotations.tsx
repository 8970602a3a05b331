import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { annotationsQuery } from '../api/annotations.ts'
import type { Noted } from '../charts/flags.ts'
import { type Annotating, AnnotationPanel } from './annotation-panel.tsx'
import { isShown, noteOf, type Where } from './where.ts'

/** The annotations of a project for the charts of a page, and the panel in which they are read and written. */
export function useAnnotations(project: number, timezone: string, board?: number) {
  const { data } = useQuery(annotationsQuery(project))
  const [at, setAt] = useState<Annotating>()
  const [insight, setInsight] = useState<number>()
  const annotations = useMemo(() => data ?? [], [data])
  const whereOf = useCallback((one: number | undefined): Where => ({ board, insight: one }), [board])
  /** What a chart of this insight shows. */
  const notedFor = useCallback(
    (one: number | undefined, zone = timezone): Noted => ({
      notes: annotations.filter((annotation) => isShown(annotation, whereOf(one))).flatMap(noteOf),
      timezone: zone,
      onOpen: (notes) => {
        setInsight(one)
        setAt({ kind: 'read', ids: notes.map(({ id }) => id) })
      },
      onAdd: (day) => {
        setInsight(one)
        setAt({ kind: 'write', day })
      },
    }),
    [annotations, timezone, whereOf],
  )
  const panel = (
    <AnnotationPanel
      project={project}
      timezone={timezone}
      where={whereOf(insight)}
      annotations={annotations}
      at={at}
      onGo={setAt}
    />
  )
  return { notedFor, panel }
}
