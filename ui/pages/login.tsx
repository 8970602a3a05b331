import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { logIn, meQuery } from '../api/account.ts'
import { ApiError, wordsFor } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Brand } from '../shell/brand.tsx'
import './login.css'

/** One field per thing to know, and the other way in: the link the server printed. */
export function LoginPage() {
  const cache = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: logIn,
    meta: { quiet: true },
    onSuccess: () => cache.resetQueries({ queryKey: meQuery.queryKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate({ email, password })
  }
  const wrong = enter.error instanceof ApiError && enter.error.status === 400
  return (
    <main className="login">
      <title>Log in – Hoglet</title>
      <form className="login-form" onSubmit={submit}>
        <Brand size={40} />
        <h1>Log in to Hoglet</h1>
        {new URLSearchParams(window.location.search).has('expired') && (
          <p className="login-expired" role="alert">
            This log-in link has been used or is too old. Log in with a password, or run <code>hoglet login-link</code>{' '}
            where the server runs.
          </p>
        )}
        <Field label="Email">
          {(ids) => (
            <Input
              {...ids}
              type="email"
              name="email"
              autoComplete="username"
              required
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Password"
          error={
            enter.error
              ? wrong
                ? 'This email and password do not belong together.'
                : wordsFor(enter.error)
              : undefined
          }
        >
          {(ids) => (
            <Input
              {...ids}
              type="password"
              name="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" busy={enter.isPending}>
          Log in
        </Button>
        <p className="muted">
          First time here? The server printed a log-in link when it first started: it works once and needs no password.
          No password, or forgotten? <code>hoglet login-link</code> prints another one where the server runs.
        </p>
      </form>
    </main>
  )
}
