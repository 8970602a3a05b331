import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { meQuery, signUp, signUpQuery } from '../api/account.ts'
import { ApiError, wordsFor } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { Field, Input, Refusal } from '../kit/field.tsx'
import { SkeletonRows } from '../kit/notes.tsx'
import { Brand } from '../shell/brand.tsx'
import './login.css'

/** Where the link of an invite leads: a name, a password, and one is in. */
export function SignUpPage() {
  const { inviteId } = useParams({ from: '/signup/$inviteId' })
  const { data: invite, error } = useQuery(signUpQuery(inviteId))
  return (
    <main className="login">
      <title>Join – Hoglet</title>
      {!invite && !error && <SkeletonRows count={3} />}
      {error && (
        <div className="login-form">
          <Brand size={40} />
          <h1>This link does not work</h1>
          <p role="alert">
            {error instanceof ApiError && error.code === 'expired'
              ? 'It is older than three days. Ask whoever invited you for a new one.'
              : error instanceof ApiError && error.status === 400
                ? 'It has been used, or was taken back. Ask whoever invited you for a new one.'
                : wordsFor(error)}
          </p>
          <a className="button" data-look="plain" href="/login">
            Log in
          </a>
        </div>
      )}
      {invite && <SignUpForm inviteId={inviteId} invite={invite} />}
    </main>
  )
}

interface SignUpFormProps {
  inviteId: string
  invite: { target_email: string; first_name: string; organization_name: string }
}

function SignUpForm({ inviteId, invite }: SignUpFormProps) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState(invite.first_name)
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => signUp(inviteId, { first_name: name.trim(), password }),
    meta: { quiet: true },
    onSuccess: async () => {
      await cache.resetQueries({ queryKey: meQuery.queryKey })
      await navigate({ to: '/' })
    },
  })
  const fault = enter.error instanceof ApiError ? enter.error : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate()
  }
  return (
    <form className="login-form" onSubmit={submit}>
      <Brand size={40} />
      <h1>Join {invite.organization_name}</h1>
      <p className="muted">
        You were invited as {invite.target_email}. If you have an account with this address, enter its password.
      </p>
      <Field label="Your name" error={fault?.attr === 'first_name' ? fault.message : undefined}>
        {(ids) => (
          <Input
            {...ids}
            required
            autoFocus
            autoComplete="name"
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        )}
      </Field>
      <Field
        label="Password"
        hint="Eight characters or more."
        error={fault?.attr === 'password' ? fault.message : undefined}
      >
        {(ids) => (
          <Input
            {...ids}
            type="password"
            required
            autoComplete="new-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
          />
        )}
      </Field>
      {enter.error && fault?.attr !== 'first_name' && fault?.attr !== 'password' && <Refusal error={enter.error} />}
      <Button type="submit" look="primary" busy={enter.isPending}>
        Join
      </Button>
    </form>
  )
}
