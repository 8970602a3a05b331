import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Navigate, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { wordsFor } from '../api/client.ts'
import { insightQuery, overriddenInsightQuery } from '../api/insights.ts'
import type { Insight, InsightQuery, QueryNode } from '../api/types.ts'
import { sourceOf } from '../charts/from-result.ts'
import type { Left } from '../editor/change-kind.ts'
import { Controls } from '../editor/controls.tsx'
import { emptyQuery, isWhole } from '../editor/edit.ts'
import { InsightTags } from '../editor/insight-tags.tsx'
import { InsightWays } from '../editor/insight-ways.tsx'
import { isInsightQuery, missing } from '../editor/kinds.ts'
import { ResultPanel } from '../editor/result-panel.tsx'
import { SaveBar } from '../editor/save-bar.tsx'
import { kindWords, question, titleFor } from '../editor/sentence.ts'
import { useOvertaken } from '../editor/use-overtaken.tsx'
import { useSaving } from '../editor/use-saving.ts'
import { Editable } from '../kit/editable.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { toast } from '../kit/toast.tsx'
import { ShareButton } from '../share/share-button.tsx'
import { warningFor } from '../share/share-warning.ts'
import { useShortcut } from '../shell/keys.ts'

const ADDRESS = '/project/$projectId/insights/$shortId'
const route = getRouteApi(ADDRESS)

/** An insight under its address; `new` is one that nobody has saved yet. */
export function InsightPage() {
  const { projectId, shortId } = route.useParams()
  const isNew = shortId === 'new'
  const { data: insight, error, refetch } = useQuery({ ...insightQuery(Number(projectId), shortId), enabled: !isNew })
  const insights = (
    <Link className="button" data-look="plain" to="/project/$projectId/insights" params={{ projectId }}>
      All insights
    </Link>
  )
  if (error && !insight) {
    return (
      <Failure
        heading="h1"
        what="This insight cannot be shown"
        error={error}
        retry={() => void refetch()}
        instead={insights}
      />
    )
  }
  if (!isNew && insight === undefined)
    return (
      <div className="page" data-wide>
        <SkeletonRows count={3} height={160} />
      </div>
    )
  if (!isNew && insight === null)
    return (
      <Empty icon="search" heading="h1" title="There is no such insight" action={insights}>
        It may have been deleted, or the link belongs to another project.
      </Empty>
    )
  return <LinkedInsight key={shortId} project={Number(projectId)} insight={insight ?? undefined} />
}

/**
 * A link of an agent may lay filters and values of variables over an insight: whoever follows it sees the numbers that were
 * seen. A question that the editor knows becomes a change that is not saved.
 */
function LinkedInsight({ project, insight }: InsightProps) {
  const { filters_override, variables_override } = route.useSearch()
  const overrides = { filters_override, variables_override }
  const { data, error, isLoading } = useQuery(overriddenInsightQuery(project, insight?.id, overrides))
  const isOverridden = filters_override !== undefined || variables_override !== undefined
  const linked = isOverridden ? (data?.query ?? undefined) : undefined
  const source = sourceOf(linked ?? null)
  const draft = isInsightQuery(source) ? source : undefined
  if (draft)
    return (
      <Navigate
        from={ADDRESS}
        to="."
        search={({ filters_override: _, variables_override: __, ...rest }) => ({ ...rest, q: draft })}
        replace
      />
    )
  if (isLoading)
    return (
      <div className="page" data-wide>
        <SkeletonRows count={3} height={160} />
      </div>
    )
  const asSaved = (
    <Link className="button" data-look="plain" from={ADDRESS} to="." search={{}}>
      Show it as it is saved
    </Link>
  )
  if (error && isOverridden)
    return (
      <Empty icon="warning" heading="h1" title="The filters of this link cannot be applied" action={asSaved}>
        {wordsFor(error)}
      </Empty>
    )
  return <InsightEditor project={project} insight={insight} linked={linked} asSaved={asSaved} />
}

/** Another address of the same question, which stays what it was. */
const HERE = { state: true, replace: true } as const

/** Where one goes with what is saved: to the board that it was made for, or to its own address. */
function useWayOn(project: number, board: number | undefined) {
  const navigate = useNavigate()
  const projectId = String(project)
  return ({ short_id: shortId }: Insight) =>
    void (board === undefined
      ? navigate({
          to: '/project/$projectId/insights/$shortId',
          params: { projectId, shortId },
          search: {},
          ...HERE,
        })
      : navigate({
          to: '/project/$projectId/dashboard/$dashboardId',
          params: { projectId, dashboardId: String(board) },
        }))
}

interface InsightProps {
  project: number
  insight: Insight | undefined
}

interface InsightEditorProps extends InsightProps {
  /** What a link asks instead of the saved question, where that cannot be edited here. */
  linked: QueryNode | undefined
  asSaved: ReactNode
}

/** Of a question that the editor does not know. */
function WhereToChange({ project, insight, query }: InsightProps & { query: QueryNode }) {
  return (
    <p className="muted page-after">
      {query.kind === 'HogQLQuery' && insight ? (
        <Link
          to="/project/$projectId/sql"
          params={{ projectId: String(project) }}
          search={{ insight: insight.short_id }}
        >
          Edit its SQL
        </Link>
      ) : (
        `This is a ${kindWords(query)} insight. Its result is shown here; its question is changed through the API for now.`
      )}
    </p>
  )
}

function InsightEditor({ project, insight, linked, asSaved }: InsightEditorProps) {
  const search = route.useSearch()
  const navigate = useNavigate({ from: ADDRESS })
  // Of one that is not saved yet: kept in the address with its question.
  const { name = '' } = search
  const stored = sourceOf(insight?.query ?? null)
  const query = search.q ?? stored ?? emptyQuery()
  const editable = isInsightQuery(query) ? query : undefined
  const ready = editable !== undefined && missing(editable) === undefined
  const canSave = editable !== undefined && isWhole(editable)
  const saving = useSaving(project, insight)
  const changed = search.q !== undefined && JSON.stringify(search.q) !== JSON.stringify(stored)
  const fallback = editable && ready ? question(editable) : 'New insight'
  const title = insight ? titleFor(insight) : name || fallback

  const setQuery = (q: InsightQuery | undefined, left?: readonly Left[]) =>
    void navigate({
      search: ({ q: _old, ...rest }) => (q ? { ...rest, q } : rest),
      state: (state) => ({ ...state, left: q && (left ?? state.left) }),
      replace: true,
    })
  const goOn = useWayOn(project, search.board)
  const overtaken = useOvertaken({ project, insight, editing: changed, onReload: () => setQuery(undefined) })
  const showTable = () =>
    void navigate({ search: ({ table, ...rest }) => (table ? rest : { ...rest, table: true }), ...HERE })
  useShortcut('t', showTable)

  const save = (onto: number[], now: Insight | undefined, asNew = false) => {
    if (!editable) return
    const boards = asNew ? [] : (now?.dashboards ?? [])
    const dashboards = onto.length > 0 ? { dashboards: [...new Set([...boards, ...onto])] } : {}
    // Where only boards change, a question that somebody else has saved since stays theirs.
    const source = changed || asNew || !insight ? { source: editable } : {}
    saving.mutate(
      { asNew, ...source, ...dashboards, ...(insight ? (asNew ? { name: `${title} (copy)` } : {}) : { name }) },
      {
        onSuccess: (saved) => {
          toast(onto.length > 0 ? 'Saved and added to the board' : 'Saved')
          goOn(saved)
        },
      },
    )
  }
  const setName = (next: string) =>
    void navigate({ search: ({ name: _, ...rest }) => (next ? { ...rest, name: next } : rest), ...HERE })
  const rename = (next: string) => (insight ? saving.mutate({ name: next }) : setName(next))
  return (
    <div className="page" data-wide>
      <title>{`${title} – Hoglet`}</title>
      <div className="page-head">
        <h1>
          <Editable label="Name" placeholder={fallback} value={insight?.name ?? name} onSave={rename} />
        </h1>
        {insight && (
          <ShareButton
            what={{ project, kind: 'insights', id: insight.id }}
            name={title}
            warning={warningFor([{ insight }])}
            shared={false}
          />
        )}
        <SaveBar
          project={project}
          isNew={insight === undefined}
          changed={changed}
          busy={saving.isPending || overtaken.isLooking}
          canSave={canSave}
          boards={insight?.dashboards ?? []}
          onSave={() => overtaken.beforeWriting((now) => save(search.board === undefined ? [] : [search.board], now))}
          onBoard={(board) => overtaken.beforeWriting((now) => save([board], now))}
          onDiscard={() => setQuery(undefined)}
          more={
            insight && (
              <InsightWays
                project={project}
                insight={insight}
                canSave={canSave}
                onSaveAs={() => save([], insight, true)}
              />
            )
          }
        />
      </div>
      {insight && <InsightTags project={project} insight={insight} />}
      {linked && <p className="page-before">Shown with the filters and values of a link. {asSaved}</p>}
      <div className={editable ? 'editor' : 'editor editor-only'}>
        {editable && <Controls query={editable} onChange={setQuery} />}
        <ResultPanel
          query={editable ?? linked ?? insight?.query ?? query}
          saved={insight?.id}
          title={title}
          asTable={search.table === true}
          onTable={showTable}
          onChange={setQuery}
        />
      </div>
      {overtaken.dialog}
      {!editable && <WhereToChange project={project} insight={insight} query={query} />}
    </div>
  )
}
