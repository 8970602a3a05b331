import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { nameOfUser } from '../api/account.ts'
import { type Cohort, cohortQuery, nameOfCohort, recalculateCohort } from '../api/cohorts.ts'
import { Calculations } from '../cohorts/calculations.tsx'
import { CohortState } from '../cohorts/cohort-state.tsx'
import { CohortWays } from '../cohorts/cohort-ways.tsx'
import { CohortDescription, CohortName } from '../cohorts/cohort-words.tsx'
import { Members } from '../cohorts/members.tsx'
import { NewCohort } from '../cohorts/new-cohort.tsx'
import { peopleWords } from '../cohorts/people-words.ts'
import { RuleSection } from '../cohorts/rule-section.tsx'
import { useFresh } from '../cohorts/use-cohort.ts'
import { SectionTabs } from '../data/section-tabs.tsx'
import { Age } from '../kit/age.tsx'
import { Refusal } from '../kit/field.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { Nothing } from './not-found.tsx'
import './detail.css'
import './person.css'

const route = getRouteApi('/project/$projectId/people/cohorts/$id')

/** One cohort: who is in it and why; `new` makes one. */
export function CohortPage() {
  const { projectId, id } = route.useParams()
  const { list = false } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/people/cohorts/$id' })
  const project = Number(projectId)
  if (id !== 'new') return /^\d+$/.test(id) ? <Saved key={id} project={project} id={Number(id)} /> : <Nothing />
  return (
    <div className="page">
      <title>New cohort – Hoglet</title>
      <SectionTabs room="people" within="Cohorts" />
      <div className="page-head">
        <h1>New cohort</h1>
      </div>
      <NewCohort
        project={project}
        isList={list}
        onKind={(next) => void navigate({ search: next ? { list: true } : {}, replace: true })}
      />
    </div>
  )
}

function Saved({ project, id }: { project: number; id: number }) {
  const { data: cohort, error, refetch } = useQuery(cohortQuery(project, id))
  return (
    <div className="page">
      <title>{`${cohort ? nameOfCohort(cohort) : 'Cohort'} – Hoglet`}</title>
      <SectionTabs room="people" within="Cohorts" />
      {error && !cohort && (
        <Failure
          heading="h1"
          what="This cohort cannot be shown"
          error={error}
          retry={() => void refetch()}
          instead={
            <Link
              className="button"
              data-look="plain"
              to="/project/$projectId/people/cohorts"
              params={{ projectId: String(project) }}
            >
              All cohorts
            </Link>
          }
        />
      )}
      {!error && !cohort && <SkeletonRows count={6} height={72} />}
      {cohort && <Whole project={project} cohort={cohort} />}
    </div>
  )
}

/** A rule that could never be calculated has no people to show; why stands above. */
const isUnknown = ({ is_static, version, errors_calculating }: Cohort) =>
  !is_static && version === null && errors_calculating > 0

function Whole({ project, cohort }: { project: number; cohort: Cohort }) {
  const { q = '', offset = 0 } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/people/cohorts/$id' })
  const [refused, setRefused] = useState<unknown>()
  const fresh = useFresh(project)
  const again = useMutation({ mutationFn: () => recalculateCohort(project, cohort.id), onSuccess: fresh })
  return (
    <>
      <div className="page-head cohort-head">
        <h1>
          <CohortName project={project} cohort={cohort} />
        </h1>
        <CohortWays project={project} cohort={cohort} onRefused={setRefused} />
      </div>
      <p className="person-facts muted">
        {cohort.deleted && <strong>This cohort was deleted.</strong>}
        <strong>{peopleWords(cohort.count)}</strong>
        <span>{cohort.is_static ? 'A list' : 'By a rule'}</span>
        <CohortState cohort={cohort} again={() => again.mutate()} />
      </p>
      <Refusal error={refused} />
      <div className="detail">
        <div className="detail-main">
          <CohortDescription key={cohort.description} project={project} cohort={cohort} />
          {!cohort.is_static && <RuleSection project={project} cohort={cohort} />}
          {!cohort.deleted && !isUnknown(cohort) && (
            <Members
              project={project}
              cohort={cohort}
              text={q}
              offset={offset}
              onSearch={(text) => void navigate({ search: text ? { q: text } : {}, replace: true })}
              onTurn={(next) => void navigate({ search: (now) => ({ ...now, offset: next }) })}
            />
          )}
        </div>
        <aside className="detail-side" aria-label="About the cohort">
          <dl className="detail-facts">
            <div>
              <dt>Made</dt>
              <dd>
                <Age at={cohort.created_at} />
              </dd>
            </div>
            <div>
              <dt>By</dt>
              <dd>{cohort.created_by ? nameOfUser(cohort.created_by) : 'Nobody known'}</dd>
            </div>
          </dl>
          <Calculations project={project} cohort={cohort} />
        </aside>
      </div>
    </>
  )
}
