import { type FormEvent, useState } from 'react'
import { ApiError, wordsFor } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Brand } from '../shell/brand.tsx'
import { unlock } from './shared-data.ts'
import '../pages/login.css'

function fault(error: unknown): string {
  if (error instanceof ApiError && error.status === 401) return 'This is not the password.'
  if (error instanceof ApiError && error.status === 429) return 'Too many wrong passwords. Try again later.'
  return wordsFor(error)
}

/** One field, and no word about what lies behind it. */
export function LockPage({ whitelabel, onOpen }: { whitelabel: boolean; onOpen: (proof: string) => void }) {
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(undefined)
    try {
      onOpen(await unlock(password))
    } catch (failure) {
      setError(fault(failure))
      setBusy(false)
    }
  }
  return (
    <main className="login">
      <title>Password needed</title>
      <form className="login-form" onSubmit={(event) => void submit(event)}>
        {!whitelabel && <Brand size={40} />}
        <h1>This page needs a password</h1>
        <Field label="Password" error={error}>
          {(ids) => (
            <Input
              {...ids}
              type="password"
              autoComplete="off"
              required
              autoFocus
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="primary" busy={busy}>
          Open
        </Button>
        <p className="muted">Whoever sent you this link knows it.</p>
      </form>
    </main>
  )
}
