import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { useState } from 'react'
import { createDashboard, dashboardsQuery } from '../api/dashboards.ts'
import type { DashboardItem } from '../api/types.ts'
import { Panel } from '../kit/dialog.tsx'
import { hasWords } from '../kit/has-words.ts'
import { Icon } from '../kit/icon.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import '../kit/combobox.css'
import './picker.css'

interface BoardChooserProps {
  title: string
  project: number
  /** Boards that cannot be chosen, with the reason. */
  barred: ReadonlyMap<number, string>
  open: boolean
  onClose: () => void
  onChoose: (board: DashboardItem) => void
}

/** One of the project's boards, found by its name: there may be hundreds. */
export function BoardChooser({ title, open, onClose, ...rest }: BoardChooserProps) {
  return (
    <Panel title={title} open={open} onClose={onClose}>
      {open && <Boards {...rest} />}
    </Panel>
  )
}

function Boards({ project, barred, onChoose }: Omit<BoardChooserProps, 'title' | 'open' | 'onClose'>) {
  const { data: boards, error, refetch } = useQuery(dashboardsQuery(project))
  const cache = useQueryClient()
  const [text, setText] = useState('')
  const name = text.trim()
  const create = useMutation({
    mutationKey: MAKING,
    mutationFn: () => createDashboard(project, { name }),
    onSuccess: async (board) => {
      await cache.invalidateQueries({ queryKey: dashboardsQuery(project).queryKey })
      onChoose(board)
    },
  })
  // A second Enter may come before the list is drawn anew, or find the new board in it before that is chosen.
  const once = (act: () => void) => () => {
    if (cache.isMutating({ mutationKey: MAKING }) === 0) act()
  }
  const [active, setActive] = useState('')
  const found = boards?.filter((board) => hasWords(nameOf(board), text))
  const offered = name !== '' && boards?.every((board) => board.name?.toLowerCase() !== name.toLowerCase())
  const free = (found ?? []).flatMap(({ id }) => (barred.has(id) ? [] : [String(id)])).concat(offered ? [NEW] : [])
  // What is marked must be something that is there, or Enter would do nothing.
  const marked = free.includes(active) ? active : (free[0] ?? '')
  return (
    <Command className="picker" shouldFilter={false} label="Boards" loop value={marked} onValueChange={setActive}>
      <Command.Input value={text} onValueChange={setText} placeholder="Search boards, or name a new one" />
      <Command.List>
        {!boards && !error && <SkeletonRows count={4} />}
        {!boards && error && <Failure what="The boards could not be read" error={error} retry={() => void refetch()} />}
        {boards && found?.length === 0 && (
          <p className="menu-note">
            {boards.length === 0 ? 'There is no board yet: name one to make it.' : 'Nothing by that name.'}
          </p>
        )}
        {found?.map((board) => (
          <Command.Item
            key={board.id}
            value={String(board.id)}
            disabled={barred.has(board.id)}
            onSelect={once(() => onChoose(board))}
          >
            <Icon name="boards" />
            <span className="clip">{nameOf(board)}</span>
            {barred.has(board.id) && <span className="combobox-note">{barred.get(board.id)}</span>}
          </Command.Item>
        ))}
        {offered && (
          <Command.Item value={NEW} disabled={create.isPending} onSelect={once(create.mutate)}>
            <Icon name="plus" />
            <span className="clip">New board “{name}”</span>
          </Command.Item>
        )}
      </Command.List>
    </Command>
  )
}

const MAKING = ['make a board and choose it']

/** No board has this id. */
const NEW = 'new'

const nameOf = ({ name }: DashboardItem) => name || 'Untitled board'
