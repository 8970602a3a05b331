import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { membersQuery } from '../api/account.ts'
import { wordsFor } from '../api/client.ts'
import { changeEventDefinition, tagEvents, tagsQuery, verifyEvents } from '../api/definitions.ts'
import type { EventDefinition, UserBasic } from '../api/types.ts'
import type { Selection } from '../data/selection.ts'
import { Button } from '../kit/button.tsx'
import { Combobox } from '../kit/combobox.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { toast } from '../kit/toast.tsx'
import './bulk-bar.css'

interface BulkBarProps {
  project: number
  events: readonly EventDefinition[]
  selection: Selection
}

/** What can be done with several events at once; each says what it did and how to take it back. */
export function BulkBar({ project, events, selection }: BulkBarProps) {
  const cache = useQueryClient()
  const { data: tags = [] } = useQuery(tagsQuery(project))
  const { data: members = [] } = useQuery(membersQuery)
  const [text, setText] = useState('')
  const chosen = events.filter(({ id }) => selection.chosen.has(id))
  const ids = chosen.map(({ id }) => id)
  const refresh = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: ['event-definitions', project] }),
      cache.invalidateQueries({ queryKey: ['tags', project] }),
    ])
  const work = useMutation({
    mutationFn: async ({
      act,
      done,
      undo,
    }: {
      act: () => Promise<unknown>
      done: string
      undo: () => Promise<unknown>
    }) => {
      await act()
      await refresh()
      toast(done, { undo: () => void undo().then(refresh) })
    },
    onError: (error) => {
      void refresh()
      toast(wordsFor(error), { tone: 'danger' })
    },
  })
  const each = (change: (event: EventDefinition) => Parameters<typeof changeEventDefinition>[2]) =>
    inTurns(chosen, (event) => changeEventDefinition(project, event.id, change(event)))
  const names = chosen.length === 1 ? (chosen[0]?.name ?? '') : `${chosen.length} events`

  const tag = (action: 'add' | 'remove', name: string) => {
    const opposite = action === 'add' ? 'remove' : 'add'
    const changing = chosen.filter((event) => event.tags.includes(name) !== (action === 'add')).map(({ id }) => id)
    if (changing.length === 0) return
    work.mutate({
      act: () => tagEvents(project, changing, action, name),
      done: action === 'add' ? `Tagged ${names} “${name}”` : `Took “${name}” off ${names}`,
      undo: () => tagEvents(project, changing, opposite, name),
    })
  }
  const verify = (verified: boolean) => {
    const changing = chosen.filter((event) => event.verified !== verified).map(({ id }) => id)
    work.mutate({
      act: () => verifyEvents(project, ids, verified),
      done: verified ? `Verified ${names}` : `${names} no longer verified`,
      undo: () => (changing.length > 0 ? verifyEvents(project, changing, !verified) : Promise.resolve()),
    })
  }
  const hide = (hidden: boolean) =>
    work.mutate({
      act: () => each(() => ({ hidden })),
      done: hidden ? `Hid ${names}` : `${names} shown again`,
      undo: () => each((event) => ({ hidden: event.hidden ?? false, verified: event.verified })),
    })
  const own = (owner: UserBasic | null) =>
    work.mutate({
      act: () => each(() => ({ owner: owner?.id ?? null })),
      done: owner ? `${owner.first_name || owner.email} looks after ${names}` : `Nobody looks after ${names}`,
      undo: () => each((event) => ({ owner: event.owner?.id ?? null })),
    })

  const carried = [...new Set(chosen.flatMap((event) => event.tags))].sort()
  const isHidden = chosen.every((event) => event.hidden === true)
  return (
    <section className="bulk-bar" aria-label="Chosen events" aria-busy={work.isPending}>
      <strong>{chosen.length} chosen</strong>
      <Combobox
        label="Tag to add"
        free
        choices={tags.filter((one) => one.includes(text.toLowerCase())).map((one) => ({ value: one, label: one }))}
        onSearch={setText}
        onChoose={(name) => tag('add', name.trim().toLowerCase())}
        trigger={<Button>Add tag</Button>}
      />
      {carried.length > 0 && (
        <Menu align="start" trigger={<Button>Remove tag</Button>}>
          {carried.map((name) => (
            <MenuItem key={name} onSelect={() => tag('remove', name)}>
              {name}
            </MenuItem>
          ))}
        </Menu>
      )}
      {chosen.every((event) => event.verified) ? (
        <Button onClick={() => verify(false)}>Unverify</Button>
      ) : (
        <Button icon="verified" onClick={() => verify(true)}>
          Verify
        </Button>
      )}
      <Button onClick={() => hide(!isHidden)}>{isHidden ? 'Show' : 'Hide'}</Button>
      <Menu align="start" trigger={<Button>Owner</Button>}>
        {members.map((member) => (
          <MenuItem key={member.id} onSelect={() => own(member)}>
            {member.first_name || member.email}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => own(null)}>Nobody</MenuItem>
      </Menu>
      <span className="spacer" />
      <Button look="quiet" onClick={selection.clear}>
        Let go <kbd>Esc</kbd>
      </Button>
    </section>
  )
}

const AT_ONCE = 5

/** A few at a time: fifty changes at once would keep the server from everybody else. */
async function inTurns<T>(items: readonly T[], change: (item: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < items.length; i += AT_ONCE) await Promise.all(items.slice(i, i + AT_ONCE).map(change))
}
