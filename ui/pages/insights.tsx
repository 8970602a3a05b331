import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { nameOfUser } from '../api/account.ts'
import { insightsQuery } from '../api/insights.ts'
import type { Insight } from '../api/types.ts'
import { carries, TagButtons, type Tagging, TagSelect } from '../data/tag-filter.tsx'
import { kindIcon } from '../editor/displays.ts'
import { findInsights } from '../editor/find-insights.ts'
import { kindWords, lineFor, titleFor } from '../editor/sentence.ts'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { SearchInput } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { useShortcut } from '../shell/keys.ts'
import '../kit/list.css'

const route = getRouteApi('/project/$projectId/insights')

interface RowProps extends Tagging {
  insight: Insight
  projectId: string
}

function InsightRow({ insight, projectId, ...tagging }: RowProps) {
  const boards = insight.dashboard_tiles?.length ?? insight.dashboards?.length ?? 0
  return (
    <tr>
      <td className="list-pin muted" title={kindWords(insight.query)}>
        <Icon name={kindIcon(insight.query)} />
      </td>
      <td>
        <div className="list-name">
          <Link to="/project/$projectId/insights/$shortId" params={{ projectId, shortId: insight.short_id }}>
            {titleFor(insight)}
          </Link>
          <span>{insight.description || lineFor(insight.query)}</span>
        </div>
      </td>
      <td className="wide-only">
        <TagButtons names={insight.tags ?? []} {...tagging} />
      </td>
      <td className="clip wide-only">{boards === 0 ? 'No board' : boards === 1 ? '1 board' : `${boards} boards`}</td>
      <td className="clip middle-only">{insight.created_by && nameOfUser(insight.created_by)}</td>
      <td className="clip middle-only">
        <Age at={insight.last_modified_at ?? insight.created_at} />
      </td>
    </tr>
  )
}

export function InsightsPage() {
  const { projectId } = route.useParams()
  const { q = '', tag } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/insights' })
  const { data: insights, error, refetch } = useQuery(insightsQuery(Number(projectId)))
  const create = () =>
    void navigate({ to: '/project/$projectId/insights/$shortId', params: { projectId, shortId: 'new' } })
  useShortcut('n', create)
  const narrow = (change: { q?: string | undefined; tag?: string | undefined }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
  const onTag = (next: string | undefined) => narrow({ tag: next })
  const shown = findInsights(insights ?? [], q).filter((insight) => carries(insight, tag))
  const isNarrowed = q !== '' || tag !== undefined
  const newButton = (
    <Button look="primary" icon="plus" onClick={create}>
      New insight
    </Button>
  )
  return (
    <div className="page">
      <title>Insights – Hoglet</title>
      <div className="page-head">
        <h1>Insights</h1>
        <SearchInput
          label="Search insights"
          value={q}
          onChange={(event) => narrow({ q: event.target.value || undefined })}
        />
        {newButton}
      </div>
      <TagSelect of={insights ?? []} tag={tag} onTag={onTag} />
      {error && !insights && (
        <Failure what="The insights could not be read" error={error} retry={() => void refetch()} />
      )}
      {!error && !insights && <SkeletonRows />}
      {shown.length > 0 && (
        <div className="list-box">
          <table className="list">
            <thead>
              <tr>
                <th className="list-pin" scope="col">
                  <span className="sr">Kind</span>
                </th>
                <th scope="col">Name</th>
                <th scope="col" className="wide-only" style={{ width: '14%' }}>
                  Tags
                </th>
                <th scope="col" className="wide-only" style={{ width: '11%' }}>
                  Used on
                </th>
                <th scope="col" className="middle-only" style={{ width: '15%' }}>
                  Created by
                </th>
                <th scope="col" className="middle-only" style={{ width: 132 }}>
                  Changed
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((insight) => (
                <InsightRow key={insight.id} insight={insight} projectId={projectId} tag={tag} onTag={onTag} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {insights && shown.length === 0 && isNarrowed && (
        <Empty
          icon="search"
          title={q === '' ? `No insight is tagged “${tag}”` : `No insight matches “${q}”`}
          action={<Button onClick={() => void navigate({ search: {} })}>Show all insights</Button>}
        />
      )}
      {insights?.length === 0 && !isNarrowed && (
        <Empty icon="insights" title="No insights yet" action={newButton}>
          An insight is a question to your events, kept with its name. Boards show its answer.
        </Empty>
      )}
    </div>
  )
}
