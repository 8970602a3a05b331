import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { wordsFor } from '../api/client.ts'
import { insightQuery } from '../api/insights.ts'
import { runSql } from '../api/sql.ts'
import type { Insight, OtherQuery, QueryNode } from '../api/types.ts'
import { variablesQuery } from '../api/variables.ts'
import { fittingDisplay, SQL_DISPLAYS, type SqlDisplay } from '../charts/draw-sql.ts'
import { sourceOf } from '../charts/from-result.ts'
import { useExport } from '../data/use-export.ts'
import { titleFor } from '../editor/sentence.ts'
import { useOvertaken } from '../editor/use-overtaken.tsx'
import { Button } from '../kit/button.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { MOD } from '../shell/keys.ts'
import { useProject } from '../shell/project.ts'
import { noteInHistory } from '../sql/history.ts'
import { HistoryMenu } from '../sql/history-menu.tsx'
import { SchemaList } from '../sql/schema-list.tsx'
import { SqlEditor, type SqlEditorHandle } from '../sql/sql-editor.tsx'
import { SqlResult } from '../sql/sql-result.tsx'
import { useSqlSaving } from '../sql/use-sql-saving.ts'
import { usedVariables } from '../sql/used-variables.ts'
import { VariableList } from '../sql/variable-list.tsx'
import './sql.css'

const route = getRouteApi('/project/$projectId/sql')
const EXAMPLE = `select toDate(timestamp) as day, count() as events, count(distinct person_id) as people
from events
where timestamp > now() - interval 30 day
group by day
order by day`

/** Ask anything in SQL: text above, its answer below, the tables at the side. An insight named in the address is edited. */
export function SqlPage() {
  const { id: project } = useProject()
  const { insight: shortId } = route.useSearch()
  const asked = useQuery({ ...insightQuery(project, shortId ?? ''), enabled: shortId !== undefined })
  if (shortId === undefined) return <SqlRoom key={project} insight={undefined} />
  if (asked.error)
    return <Failure heading="h1" what="This insight cannot be shown" error={asked.error} retry={asked.refetch} />
  if (asked.data === undefined) return <SkeletonRows count={3} height={160} />
  if (sqlOf(asked.data) === undefined)
    return (
      <Empty icon="search" heading="h1" title="There is no such SQL insight">
        It may have been deleted, or the link belongs to another project.
      </Empty>
    )
  return <SqlRoom key={shortId} insight={asked.data ?? undefined} />
}

/** The question of an insight, where that is SQL. */
function sqlOf(insight: Insight | null): OtherQuery | undefined {
  const source = sourceOf(insight?.query ?? null)
  return source?.kind === 'HogQLQuery' && 'query' in source ? source : undefined
}

const displayOf = (query: QueryNode | null | undefined): SqlDisplay | undefined =>
  SQL_DISPLAYS.find(({ value }) => query && 'display' in query && value === query.display)?.value

function SqlRoom({ insight }: { insight: Insight | undefined }) {
  const { id: project, timezone } = useProject()
  const { q } = route.useSearch()
  const navigate = useNavigate({ from: '/project/$projectId/sql' })
  const editor = useRef<SqlEditorHandle>(null)
  const stop = useRef<AbortController>(undefined)
  const stored = sqlOf(insight ?? null)
  const [text, setText] = useState(q ?? stored?.query ?? EXAMPLE)
  const [display, setDisplay] = useState(displayOf(insight?.query))
  const { data: variables = [] } = useQuery(variablesQuery(project))
  const variablesIn = (query: string) => ({ ...usedVariables(query, variables), ...stored?.variables })
  const asked = (query: string) => ({ ...stored, kind: 'HogQLQuery', query, variables: variablesIn(query) })
  const run = useMutation({
    mutationFn: (query: string) => {
      stop.current?.abort()
      stop.current = new AbortController()
      return runSql(project, asked(query), stop.current.signal)
    },
    meta: { quiet: true },
    onSuccess: (_, query) => noteInHistory(query),
  })
  // Whoever leaves stops what runs.
  useEffect(() => () => stop.current?.abort(), [])
  const shown = display ?? (run.data ? fittingDisplay(run.data) : 'ActionsTable')
  const saving = useSqlSaving(project, insight)
  const save = (asNew: boolean) => saving.mutate({ asNew, source: asked(text), display: shown })
  const overtaken = useOvertaken({
    ...{ project, insight },
    editing: true,
    onReload: (theirs) => {
      editor.current?.replace(sqlOf(theirs)?.query ?? '')
      setDisplay(displayOf(theirs.query))
    },
  })
  const exported = useExport(project)
  const start = () => {
    if (text.trim() === '') return
    void navigate({ search: (old) => ({ ...old, q: text }), replace: true })
    if (!insight) setDisplay(undefined)
    run.mutate(text)
  }
  return (
    <div className="page" data-wide>
      <title>SQL – Hoglet</title>
      <div className="page-head">
        <h1>{insight ? titleFor(insight) : 'SQL'}</h1>
        <HistoryMenu onChoose={(old) => editor.current?.replace(old)} />
        {insight && (
          <Button
            icon="copy"
            busy={saving.isPending}
            disabled={!run.data}
            title={run.data ? undefined : 'Run it first'}
            onClick={() => save(true)}
          >
            Save as new
          </Button>
        )}
        <Button
          icon="insights"
          busy={saving.isPending || overtaken.isLooking}
          disabled={!run.data}
          title={run.data ? undefined : 'Run it first'}
          onClick={() => overtaken.beforeWriting(() => save(false))}
        >
          {insight ? 'Save' : 'Save as insight'}
        </Button>
        {run.isPending ? (
          <Button icon="close" onClick={() => stop.current?.abort()}>
            Stop
          </Button>
        ) : (
          <Button look="primary" icon="play" onClick={start} title={`${MOD} with Enter`}>
            Run
          </Button>
        )}
      </div>
      <div className="sql">
        <div className="sql-main">
          <SqlEditor
            key={project}
            ref={editor}
            project={project}
            initial={text}
            variablesIn={variablesIn}
            onChange={setText}
            onRun={start}
          />
          <SqlResult
            title={insight ? titleFor(insight) : 'Result of SQL'}
            answer={run.data}
            busy={run.isPending}
            error={run.error && run.error.name !== 'AbortError' ? wordsFor(run.error) : undefined}
            display={shown}
            timezone={timezone}
            onDisplay={setDisplay}
            onExport={() => run.variables && exported.start({ query: run.variables, file: 'result.csv' })}
            exporting={exported.progress}
            onCancel={exported.cancel}
          />
        </div>
        {overtaken.dialog}
        <aside className="sql-side" aria-label="Tables, columns and variables">
          <SchemaList project={project} onInsert={(name) => editor.current?.insert(name)} />
          <VariableList project={project} onInsert={(name) => editor.current?.insert(name)} />
        </aside>
      </div>
    </div>
  )
}
