import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ADMINISTRATOR, createInvite, invitesQuery, type Level } from '../api/account.ts'
import { ApiError, wordsFor } from '../api/client.ts'
import { FormFoot } from '../kit/dialog.tsx'
import { Field, Input, Select } from '../kit/field.tsx'
import { LEVELS, levelOf, linkOf } from './levels.ts'
import { ToTakeAlong } from './to-take-along.tsx'

/** Makes an invite and shows its link: nothing is mailed, so whoever invites passes it on. */
export function InviteForm({ own, onDone }: { own: Level; onDone: () => void }) {
  const cache = useQueryClient()
  const [email, setEmail] = useState('')
  const [level, setLevel] = useState<Level>(1)
  const make = useMutation({
    mutationFn: () => createInvite({ target_email: email.trim(), level }),
    meta: { quiet: true },
    onSuccess: () => cache.invalidateQueries({ queryKey: invitesQuery.queryKey }),
  })
  const submit = (form: FormEvent) => {
    form.preventDefault()
    make.mutate()
  }
  if (make.data)
    return (
      <ToTakeAlong
        note={`Send this link to ${make.data.target_email}. It lets one person in and works for three days.`}
        label="The link"
        text={linkOf(make.data.id)}
        onDone={onDone}
      />
    )
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label="Their email"
        error={make.error instanceof ApiError ? make.error.message : make.error ? wordsFor(make.error) : undefined}
      >
        {(ids) => (
          <Input {...ids} type="email" required value={email} onChange={({ target }) => setEmail(target.value)} />
        )}
      </Field>
      <Field label="They may be" hint="Administrators change settings and members.">
        {(ids) => (
          <Select {...ids} value={String(level)} onChange={({ target }) => setLevel(levelOf(Number(target.value)))}>
            {LEVELS.filter(([one]) => one <= own && one <= ADMINISTRATOR).map(([one, words]) => (
              <option key={one} value={one}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FormFoot onCancel={onDone} busy={make.isPending}>
        Make the link
      </FormFoot>
    </form>
  )
}
