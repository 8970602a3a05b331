import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError, wordsFor } from '../api/client.ts'
import { createPassword, deletePassword, type Shareable, type Sharing, sharingQuery } from '../api/sharing.ts'
import { Age } from '../kit/age.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Switch } from '../kit/switch.tsx'

interface SharePasswordsProps {
  what: Shareable
  sharing: Sharing
  onRequire: (required: boolean) => void
  onChange: (sharing: Sharing) => void
}

/** The lock: several passwords, each with a note of who has it, each taken back alone. */
export function SharePasswords({ what, sharing, onRequire, onChange }: SharePasswordsProps) {
  const cache = useQueryClient()
  const [note, setNote] = useState('')
  const [own, setOwn] = useState('')
  const add = useMutation({
    mutationFn: () => createPassword(what, { note: note.trim(), ...(own ? { raw_password: own } : {}) }),
    meta: { quiet: true },
    onSuccess: (answer) => {
      onChange(answer)
      setNote('')
      setOwn('')
    },
  })
  const remove = useMutation({
    mutationFn: (id: number) => deletePassword(what, id),
    onSuccess: () => cache.invalidateQueries({ queryKey: sharingQuery(what).queryKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  const { share_passwords: passwords, password_required } = sharing
  const fault = add.error instanceof ApiError && add.error.attr === 'raw_password' ? wordsFor(add.error) : undefined
  return (
    <section className="stack share-section" aria-label="Password">
      <Switch
        label="Ask for a password"
        note={password_required && passwords.length === 0 ? 'Nobody can open it until there is a password.' : undefined}
        checked={password_required}
        onChange={onRequire}
      />
      {password_required && (
        <>
          {passwords.length > 0 && (
            <ul className="share-passwords">
              {passwords.map((password) => (
                <li key={password.id}>
                  <span className="clip">{password.note || 'Without a note'}</span>
                  <span className="muted">
                    <Age at={password.created_at} />
                  </span>
                  <IconButton
                    icon="trash"
                    label={`Take back ${password.note || 'this password'}`}
                    busy={remove.isPending}
                    onClick={() => remove.mutate(password.id)}
                  />
                </li>
              ))}
            </ul>
          )}
          {add.data && (
            <div className="share-once" role="status">
              <p>This password is shown once.</p>
              <div className="share-line">
                <code className="clip">{add.data.password}</code>
                <CopyButton text={add.data.password} />
              </div>
            </div>
          )}
          <form className="share-add" onSubmit={submit}>
            <Field label="Who is it for">
              {(ids) => (
                <Input
                  {...ids}
                  maxLength={100}
                  placeholder="The board"
                  value={note}
                  onChange={(event) => setNote(event.target.value)}
                />
              )}
            </Field>
            <Field label="Password" error={fault}>
              {(ids) => (
                <Input
                  {...ids}
                  autoComplete="off"
                  placeholder="Leave empty: we make one"
                  value={own}
                  onChange={(event) => setOwn(event.target.value)}
                />
              )}
            </Field>
            <Button type="submit" icon="plus" busy={add.isPending}>
              Add password
            </Button>
            {add.error && !fault && <p className="field-error">{wordsFor(add.error)}</p>}
          </form>
        </>
      )}
    </section>
  )
}
