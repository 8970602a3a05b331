import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  ADMINISTRATOR,
  changeLevel,
  type Invite,
  invitesQuery,
  type Level,
  type Member,
  meQuery,
  nameOfUser,
  OWNER,
  organizationMembersQuery,
  removeMember,
  revokeInvite,
} from '../api/account.ts'
import { Age } from '../kit/age.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Panel } from '../kit/dialog.tsx'
import { Select } from '../kit/field.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { toast } from '../kit/toast.tsx'
import { Face } from '../people/face.tsx'
import { InviteForm } from './invite-form.tsx'
import { LEVELS, levelOf, linkOf } from './levels.ts'

/** Who belongs to the organization, and who is asked to come. */
export function MembersSection() {
  const { data: members, error, refetch } = useQuery(organizationMembersQuery)
  const { data: invites = [] } = useQuery(invitesQuery)
  const { data: me } = useSuspenseQuery(meQuery)
  const [inviting, setInviting] = useState(false)
  const own = levelOf(me.organization?.membership_level)
  return (
    <>
      <div className="section-head">
        <p className="muted">Members see every project of the organization.</p>
        <Button icon="plus" onClick={() => setInviting(true)}>
          Invite
        </Button>
      </div>
      {error && !members && <Failure what="The members could not be read" error={error} retry={() => void refetch()} />}
      {!error && !members && <SkeletonRows count={2} />}
      <ul className="settings-rows" aria-label="Members">
        {members?.map((member) => (
          <MemberRow key={member.id} member={member} own={own} isMe={member.user.id === me.id} />
        ))}
        {invites.map((invite) => (
          <InviteRow key={invite.id} invite={invite} />
        ))}
      </ul>
      <Panel title="Invite somebody" open={inviting} onClose={() => setInviting(false)}>
        {inviting && <InviteForm own={own} onDone={() => setInviting(false)} />}
      </Panel>
    </>
  )
}

function MemberRow({ member: { level, user }, own, isMe }: { member: Member; own: Level; isMe: boolean }) {
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const name = nameOfUser(user)
  const remove = useMutation({
    mutationFn: () => removeMember(user.uuid),
    onSuccess: () => toast(`${name} is no longer a member`),
    onSettled: () => cache.invalidateQueries(),
  })
  const mayChange = !isMe && own >= ADMINISTRATOR && level <= own
  return (
    <li>
      <div className="settings-member">
        <Face name={name} />
        <div>
          <p>
            {name}
            {isMe && <span className="muted"> (you)</span>}
          </p>
          <p className="muted">{user.email}</p>
        </div>
      </div>
      <span className="settings-ways">
        {mayChange ? (
          <>
            <LevelSelect uuid={user.uuid} name={name} level={level} own={own} />
            <IconButton icon="trash" label={`Remove ${name}`} onClick={() => setAsking(true)} />
          </>
        ) : (
          <span className="muted">{LEVELS.find(([one]) => one === level)?.[1]}</span>
        )}
      </span>
      <Confirm
        title={`Remove ${name}?`}
        note="They and their keys reach nothing of the organization from then on. The invites they made end; what else they made stays."
        open={asking}
        onClose={() => setAsking(false)}
        keep="Keep them"
        act="Remove"
        busy={remove.isPending}
        onAct={() => remove.mutate()}
      />
    </li>
  )
}

interface LevelSelectProps {
  uuid: string
  name: string
  level: Level
  own: Level
}

/** What a member may do. To hand the ownership over asks first: only the new owner could hand it back. */
function LevelSelect({ uuid, name, level, own }: LevelSelectProps) {
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const change = useMutation({
    mutationFn: (to: Level) => changeLevel(uuid, to),
    onSettled: () => {
      setAsking(false)
      return cache.invalidateQueries()
    },
  })
  const choose = (to: Level) => (to === OWNER ? setAsking(true) : change.mutate(to))
  return (
    <>
      <Select
        aria-label={`What ${name} may do`}
        // What was chosen, not what was read before: the next key would go on from there.
        value={String(change.isPending ? change.variables : level)}
        onChange={({ target }) => choose(levelOf(Number(target.value)))}
      >
        {LEVELS.filter(([one]) => one <= own).map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </Select>
      <Confirm
        title={`Make ${name} the owner?`}
        note="There is one owner. You become an administrator, and only they can make you the owner again."
        open={asking}
        onClose={() => setAsking(false)}
        keep="Stay the owner"
        act="Make them the owner"
        busy={change.isPending}
        onAct={() => change.mutate(OWNER)}
      />
    </>
  )
}

function InviteRow({ invite: { id, target_email, is_expired, created_at } }: { invite: Invite }) {
  const cache = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeInvite(id),
    onSuccess: () => toast(`The invite of ${target_email} has ended`),
    onSettled: () => cache.invalidateQueries({ queryKey: invitesQuery.queryKey }),
  })
  return (
    <li>
      <div className="settings-member">
        <Face name={target_email} />
        <div>
          <p>{target_email}</p>
          <p className="muted">
            Invited <Age at={created_at} />
            {is_expired && ' · the link is too old, invite them again'}
          </p>
        </div>
      </div>
      <span className="settings-ways">
        {!is_expired && <CopyButton text={linkOf(id)} label="Copy link" />}
        <IconButton
          icon="trash"
          label={`End the invite of ${target_email}`}
          busy={revoke.isPending}
          onClick={() => revoke.mutate()}
        />
      </span>
    </li>
  )
}
