import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { useState } from 'react'
import { insightsQuery } from '../api/insights.ts'
import type { Insight } from '../api/types.ts'
import { kindIcon } from '../editor/displays.ts'
import { findInsights } from '../editor/find-insights.ts'
import { lineFor, titleFor } from '../editor/sentence.ts'
import { Panel } from '../kit/dialog.tsx'
import { Icon } from '../kit/icon.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { useAddInsight } from './use-add-insight.ts'
import '../kit/combobox.css'
import './picker.css'

interface InsightPickerProps {
  project: number
  board: number
  /** The insights that are on the board already. */
  shown: ReadonlySet<number>
  open: boolean
  onClose: () => void
}

/** Insights by name, put on the board one after the other: what is typed stays, what is added is marked. */
export function InsightPicker({ open, onClose, ...rest }: InsightPickerProps) {
  return (
    <Panel title="Add insights" open={open} onClose={onClose}>
      {open && <Picker {...rest} />}
    </Panel>
  )
}

function Picker({ project, board, shown }: Omit<InsightPickerProps, 'open' | 'onClose'>) {
  const { data: insights, error, refetch } = useQuery(insightsQuery(project))
  const [text, setText] = useState('')
  const { add, isPending } = useAddInsight(project, board)
  const navigate = useNavigate()
  const create = () =>
    void navigate({
      to: '/project/$projectId/insights/$shortId',
      params: { projectId: String(project), shortId: 'new' },
      search: { board },
    })
  const found = findInsights(insights ?? [], text)
  // The field is there before the list is: whoever pressed `a` types on.
  return (
    <Command className="picker" shouldFilter={false} label="Insights" loop>
      <Command.Input value={text} onValueChange={setText} placeholder="Search insights by name" />
      <Command.List>
        {!insights && !error && <SkeletonRows count={4} />}
        {!insights && error && (
          <Failure what="The insights could not be read" error={error} retry={() => void refetch()} />
        )}
        {insights && found.length === 0 && (
          <p className="menu-note">{insights.length === 0 ? 'There are no insights yet.' : 'Nothing by that name.'}</p>
        )}
        {found.map((insight) => (
          <Command.Item
            key={insight.id}
            value={insight.short_id}
            disabled={shown.has(insight.id) || isPending}
            onSelect={() => add(insight)}
          >
            <Choice insight={insight} shown={shown.has(insight.id)} />
          </Command.Item>
        ))}
        <Command.Item value="a new one" onSelect={create}>
          <Icon name="plus" />
          <span>Ask a new question</span>
        </Command.Item>
      </Command.List>
    </Command>
  )
}

function Choice({ insight, shown }: { insight: Insight; shown: boolean }) {
  return (
    <>
      <Icon name={kindIcon(insight.query)} />
      <span className="insight-words">
        <span className="clip">{titleFor(insight)}</span>
        <span className="clip muted">{insight.description || lineFor(insight.query)}</span>
      </span>
      {shown && (
        <span className="combobox-note">
          <Icon name="check" size={14} /> On this board
        </span>
      )}
    </>
  )
}
