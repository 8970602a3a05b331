import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type PersonalKey, personalKeysQuery, revokePersonalKey } from '../api/settings.ts'
import { Age } from '../kit/age.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { Panel } from '../kit/dialog.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { toast } from '../kit/toast.tsx'
import { KeyForm } from './key-form.tsx'
import { scopesWords } from './scope-words.ts'

/** The keys of whoever is logged in: what each may do, when it was last used, and the way to take it back. */
export function KeysSection() {
  const { data: keys, error, refetch } = useQuery(personalKeysQuery)
  const [making, setMaking] = useState(false)
  return (
    <>
      <div className="section-head">
        <p className="muted">For scripts, agents and other clients of the API. They are yours and see what you see.</p>
        <Button icon="plus" onClick={() => setMaking(true)}>
          New key
        </Button>
      </div>
      {error && !keys && <Failure what="The keys could not be read" error={error} retry={() => void refetch()} />}
      {!error && !keys && <SkeletonRows count={2} />}
      {keys?.length === 0 && <p className="muted">No keys yet.</p>}
      <ul className="settings-rows">
        {keys?.map((key) => (
          <KeyRow key={key.id} personalKey={key} />
        ))}
      </ul>
      <Panel title="New personal API key" open={making} onClose={() => setMaking(false)}>
        {making && <KeyForm onDone={() => setMaking(false)} />}
      </Panel>
    </>
  )
}

function KeyRow({ personalKey: { id, label, mask_value, scopes, last_used_at } }: { personalKey: PersonalKey }) {
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const revoke = useMutation({
    mutationFn: () => revokePersonalKey(id),
    onSuccess: () => toast(`Revoked ${label}`),
    onSettled: () => cache.invalidateQueries({ queryKey: personalKeysQuery.queryKey }),
  })
  return (
    <li>
      <div>
        <p>
          <strong>{label}</strong> <code className="muted">{mask_value}</code>
        </p>
        <p className="muted">
          {scopesWords(scopes)} · {last_used_at ? 'last used ' : ''}
          <Age at={last_used_at} never="never used" />
        </p>
      </div>
      <IconButton icon="trash" label={`Revoke ${label}`} onClick={() => setAsking(true)} />
      <Confirm
        title={`Revoke ${label}?`}
        note="Whatever uses the key is refused from then on. This cannot be undone."
        open={asking}
        onClose={() => setAsking(false)}
        act="Revoke"
        busy={revoke.isPending}
        onAct={() => revoke.mutate()}
      />
    </li>
  )
}
