import { useQuery } from '@tanstack/react-query'
import { membersQuery, nameOfUser } from '../api/account.ts'
import { changeEventDefinition, verifyEvents } from '../api/definitions.ts'
import type { EventDefinition, UserBasic } from '../api/types.ts'
import { BulkBar, BulkMarks, BulkTags } from '../data/bulk-bar.tsx'
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
      done: owner ? `${nameOfUser(owner)} looks after ${names}` : `Nobody looks after ${names}`,
      undo: () => each((event) => ({ owner: event.owner?.id ?? null })),
    })

  return (
    <BulkBar label="Chosen events" busy={work.isPending} selection={selection}>
      <BulkTags project={project} kind="event_definitions" rows={chosen} names={names} onWork={work.mutate} />
      <BulkMarks rows={chosen} onVerify={verify} onHide={hide} />
      <Menu align="start" trigger={<Button>Owner</Button>}>
        {members.map((member) => (
          <MenuItem key={member.id} onSelect={() => own(member)}>
            {nameOfUser(member)}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => own(null)}>Nobody</MenuItem>
      </Menu>
    </BulkBar>
  )
}
