import { useQuery } from '@tanstack/react-query'
import { membersQuery } from '../api/account.ts'
import { changeEventDefinition, tagDefinitions, verifyEvents } from '../api/definitions.ts'
import type { EventDefinition, UserBasic } from '../api/types.ts'
import { BulkBar, BulkTags } from '../data/bulk-bar.tsx'
import type { Selection } from '../data/selection.ts'
import { inTurns, useBulk } from '../data/use-bulk.ts'
import { Button } from '../kit/button.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'

interface EventBulkBarProps {
  project: number
  events: readonly EventDefinition[]
  selection: Selection
}

/** What can be done with several events at once; each says what it did and how to take it back. */
export function EventBulkBar({ project, events, selection }: EventBulkBarProps) {
  const { data: members = [] } = useQuery(membersQuery)
  const chosen = events.filter(({ id }) => selection.chosen.has(id))
  const work = useBulk(project, ['event-definitions', 'tags'])
  const each = (change: (event: EventDefinition) => Parameters<typeof changeEventDefinition>[2]) =>
    inTurns(chosen, (event) => changeEventDefinition(project, event.id, change(event)))
  const names = chosen.length === 1 ? (chosen[0]?.name ?? '') : `${chosen.length} events`

  const tag = (action: 'add' | 'remove', name: string) => {
    const opposite = action === 'add' ? 'remove' : 'add'
    const changing = chosen.filter((event) => event.tags.includes(name) !== (action === 'add')).map(({ id }) => id)
    if (changing.length === 0) return
    work.mutate({
      act: () => tagDefinitions(project, 'event_definitions', changing, action, name),
      done: action === 'add' ? `Tagged ${names} “${name}”` : `Took “${name}” off ${names}`,
      undo: () => tagDefinitions(project, 'event_definitions', changing, opposite, name),
    })
  }
  const verify = (verified: boolean) => {
    const ids = chosen.map(({ id }) => id)
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
    <BulkBar label="Chosen events" busy={work.isPending} selection={selection}>
      <BulkTags project={project} carried={carried} onTag={tag} />
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
    </BulkBar>
  )
}
