import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { cohortsQuery } from '../api/cohorts.ts'
import { CohortList } from '../cohorts/cohort-list.tsx'
import { Pager } from '../data/pager.tsx'
import { SectionTabs } from '../data/section-tabs.tsx'
import { Button } from '../kit/button.tsx'
import { SearchInput } from '../kit/field.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { useShortcut } from '../shell/keys.ts'

const route = getRouteApi('/project/$projectId/people/cohorts')

/** Sets of people: by a rule that is asked again and again, or as a list. */
export function CohortsPage() {
  const { projectId } = route.useParams()
  const { q = '', offset = 0 } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/people/cohorts' })
  const { data, error, refetch } = useQuery(cohortsQuery(Number(projectId), q, offset))
  const cohorts = data?.results ?? []
  const make = () => void navigate({ to: '/project/$projectId/people/cohorts/$id', params: { projectId, id: 'new' } })
  const narrow = (text: string) => void navigate({ search: text === '' ? {} : { q: text }, replace: true })
  useShortcut('n', make)
  const newButton = (
    <Button look="primary" icon="plus" onClick={make}>
      New cohort
    </Button>
  )
  return (
    <div className="page">
      <title>Cohorts – Hoglet</title>
      <SectionTabs room="people" />
      <div className="page-head">
        <h1>Cohorts</h1>
        <SearchInput label="Search cohorts" value={q} onChange={({ target }) => narrow(target.value)} />
        {newButton}
      </div>
      {error && !data && <Failure what="The cohorts could not be read" error={error} retry={() => void refetch()} />}
      {!error && !data && <SkeletonRows />}
      {cohorts.length > 0 && <CohortList project={Number(projectId)} cohorts={cohorts} />}
      {data && (offset > 0 || data.next) && (
        <Pager
          offset={offset}
          shown={cohorts.length}
          count={data.count}
          more={data.next !== null}
          onTurn={(next) => void navigate({ search: (now) => ({ ...now, offset: next }) })}
        />
      )}
      {data && cohorts.length === 0 && offset === 0 && q !== '' && (
        <Empty
          icon="search"
          title={`No cohort matches “${q}”`}
          action={<Button onClick={() => narrow('')}>Show all cohorts</Button>}
        />
      )}
      {data && cohorts.length === 0 && offset === 0 && q === '' && (
        <Empty icon="people" title="No cohorts yet" action={newButton}>
          A cohort is a set of people: those who did something lately, who have a property, or whom you list yourself.
          Insights can be filtered by it and broken down by it, and a rule keeps it up to date.
        </Empty>
      )}
    </div>
  )
}
