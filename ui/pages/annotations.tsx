import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { AnnotationList } from '../annotations/annotation-list.tsx'
import { AnnotationPanel } from '../annotations/annotation-panel.tsx'
import { reachWords } from '../annotations/where.ts'
import { nameOfUser } from '../api/account.ts'
import { type Annotation, annotationsQuery } from '../api/annotations.ts'
import { SectionTabs } from '../data/section-tabs.tsx'
import { Button } from '../kit/button.tsx'
import { SearchInput } from '../kit/field.tsx'
import { hasWords } from '../kit/has-words.ts'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { useShortcut } from '../shell/keys.ts'
import { useProject } from '../shell/project.ts'

const route = getRouteApi('/project/$projectId/events/annotations')

function wordsOf(annotation: Annotation): string {
  const { content, created_by } = annotation
  return [content ?? '', reachWords(annotation), created_by ? nameOfUser(created_by) : ''].join(' ')
}

/** Every annotation of the project in one list, whichever chart it was made on. */
export function AnnotationsPage() {
  const { id: project, timezone } = useProject()
  const { q = '', id } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/events/annotations' })
  const { data: annotations, error, refetch } = useQuery(annotationsQuery(project))
  const open = (next: number | 'new' | undefined) =>
    void navigate({
      search: ({ id: _old, ...rest }) => (next === undefined ? rest : { ...rest, id: next }),
      replace: true,
    })
  useShortcut('n', () => open('new'))
  const shown = (annotations ?? []).filter((annotation) => hasWords(wordsOf(annotation), q))
  const annotation = annotations?.find((one) => one.id === id)
  const newButton = (
    <Button look="primary" icon="plus" onClick={() => open('new')}>
      New annotation
    </Button>
  )
  return (
    <div className="page">
      <title>Annotations – Hoglet</title>
      <SectionTabs room="data" />
      <div className="page-head">
        <h1>Annotations</h1>
        <SearchInput
          label="Search annotations"
          value={q}
          onChange={(event) => void navigate({ search: { q: event.target.value }, replace: true })}
        />
        {newButton}
      </div>
      {error && !annotations && (
        <Failure what="The annotations could not be read" error={error} retry={() => void refetch()} />
      )}
      {!error && !annotations && <SkeletonRows />}
      {shown.length > 0 && <AnnotationList annotations={shown} timezone={timezone} onOpen={(one) => open(one.id)} />}
      {annotations && shown.length === 0 && q !== '' && (
        <Empty
          icon="search"
          title={`No annotation matches “${q}”`}
          action={<Button onClick={() => void navigate({ search: {} })}>Show all annotations</Button>}
        />
      )}
      {annotations?.length === 0 && q === '' && (
        <Empty icon="flag" title="No annotations yet" action={newButton}>
          An annotation notes what happened on a day: a release, a campaign, an outage. Charts show it as a flag on
          their axis; a click on a day under a chart plants one.
        </Empty>
      )}
      <AnnotationPanel
        project={project}
        timezone={timezone}
        where={{}}
        annotations={annotations ?? []}
        at={id === 'new' ? { kind: 'write' } : annotation && { kind: 'write', annotation }}
        onGo={() => open(undefined)}
      />
    </div>
  )
}
