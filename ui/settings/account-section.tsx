import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { changeMe, meQuery } from '../api/account.ts'
import { ApiError } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { Field, Input, Refusal } from '../kit/field.tsx'
import { toast } from '../kit/toast.tsx'

/** Who is logged in: their name, and the password they come in with. */
export function AccountSection() {
  const { data: me } = useSuspenseQuery(meQuery)
  const cache = useQueryClient()
  const [name, setName] = useState(me.first_name)
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const save = useMutation({
    mutationFn: changeMe,
    meta: { quiet: true },
    onSuccess: async () => {
      setCurrent('')
      setPassword('')
      await cache.invalidateQueries({ queryKey: meQuery.queryKey })
      toast('Saved your account')
    },
  })
  const fault = save.error instanceof ApiError ? save.error : undefined
  const faultOf = (attr: string) => (fault?.attr === attr ? fault.message : undefined)
  const isNamed = name.trim() !== me.first_name
  const submit = (form: FormEvent) => {
    form.preventDefault()
    save.mutate({
      ...(isNamed ? { first_name: name.trim() } : {}),
      ...(password ? { password } : {}),
      ...(password && me.has_password ? { current_password: current } : {}),
    })
  }
  return (
    <form className="stack settings-form" onSubmit={submit}>
      <p className="muted">{me.email}</p>
      <Field label="Your name" error={faultOf('first_name')}>
        {(ids) => (
          <Input {...ids} required autoComplete="name" value={name} onChange={(e) => setName(e.target.value)} />
        )}
      </Field>
      <Field
        label={me.has_password ? 'New password' : 'Password'}
        hint={
          me.has_password
            ? 'Eight characters or more. It ends your sessions elsewhere.'
            : 'You have none yet and came by a log-in link. Eight characters or more.'
        }
        error={faultOf('password')}
      >
        {(ids) => (
          <Input
            {...ids}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
        )}
      </Field>
      {me.has_password && password !== '' && (
        <Field label="Current password" error={faultOf('current_password')}>
          {(ids) => (
            <Input
              {...ids}
              type="password"
              autoComplete="current-password"
              required
              value={current}
              onChange={(e) => setCurrent(e.target.value)}
            />
          )}
        </Field>
      )}
      {save.error && !['first_name', 'password', 'current_password'].includes(fault?.attr ?? '') && (
        <Refusal error={save.error} />
      )}
      <div>
        <Button type="submit" look="primary" disabled={!isNamed && password === ''} busy={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}
