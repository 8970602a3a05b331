import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { insightQuery } from '../api/insights.ts'
import type { Insight, QueryNode } from '../api/types.ts'
import { ageWords } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Panel } from '../kit/dialog.tsx'

/** Writes; what is stored now is given to it, and nothing where it is new. */
type Write = (now: Insight | undefined) => void

interface Meeting {
  theirs: Insight
  write: Write
}

interface Opened {
  project: number
  /** What is edited; nothing where it is new. */
  insight: Insight | undefined
  /** What is shown is one's own, and does not follow what others save. */
  editing: boolean
  /** Takes theirs, and throws the own change away. */
  onReload: (theirs: Insight) => void
}

const isSame = (a: QueryNode | null, b: QueryNode | null) => JSON.stringify(a) === JSON.stringify(b)

function savedWords({ last_modified_by: user, last_modified_at: moment }: Insight): string {
  const age = moment ? ` ${ageWords(moment, Date.now())}` : ''
  return `Saved by ${user?.first_name || user?.email || 'somebody'}${age}.`
}

/** Before a question is written: has somebody else written it since it was opened here? Then they are asked first. */
export function useOvertaken({ project, insight, editing, onReload }: Opened) {
  const cache = useQueryClient()
  const stored = insight?.query ?? null
  const [opened, setOpened] = useState(stored)
  const [met, setMet] = useState<Meeting>()
  if (!editing && !isSame(opened, stored)) setOpened(stored)
  const look = useMutation({
    mutationFn: (_write: Write) =>
      insight ? cache.fetchQuery({ ...insightQuery(project, insight.short_id), staleTime: 0 }) : Promise.resolve(null),
    onSuccess: (now, write) => {
      if (editing && now && !isSame(now.query, opened)) setMet({ theirs: now, write })
      else write(now ?? undefined)
    },
  })
  const settle = (then: (met: Meeting) => void) => {
    if (!met) return
    setOpened(met.theirs.query)
    setMet(undefined)
    then(met)
  }
  const dialog = (
    <Panel
      title="Changed since you opened it"
      note={`${met ? savedWords(met.theirs) : ''} Overwrite it with yours, or reload to see it without your changes.`}
      open={met !== undefined}
      onClose={() => setMet(undefined)}
    >
      <div className="dialog-foot">
        <span className="spacer" />
        <Button look="quiet" onClick={() => setMet(undefined)}>
          Cancel
        </Button>
        <Button onClick={() => settle(({ theirs }) => onReload(theirs))}>Reload</Button>
        <Button look="danger" onClick={() => settle(({ write, theirs }) => write(theirs))}>
          Overwrite
        </Button>
      </div>
    </Panel>
  )
  return { dialog, isLooking: look.isPending, beforeWriting: look.mutate }
}
