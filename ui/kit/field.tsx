import { type ComponentProps, type ReactNode, useId } from 'react'
import { wordsFor } from '../api/client.ts'
import { Icon } from './icon.tsx'
import './field.css'

interface FieldProps {
  label: string
  error?: string | undefined
  hint?: string
  children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ReactNode
}

/** Label above, words about an error beside the field it concerns. */
export function Field({ label, error, hint, children }: FieldProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': note ? `${id}-note` : undefined, 'aria-invalid': error !== undefined })}
      {note && (
        <p id={`${id}-note`} className={error ? 'field-error' : 'muted'} role={error ? 'alert' : undefined}>
          {note}
        </p>
      )}
    </div>
  )
}

/** Why what was asked for was not done, where it was asked; nothing while there is no error. */
export function Refusal({ error }: { error: unknown }) {
  if (!error) return null
  return (
    <p className="field-error" role="alert">
      {wordsFor(error)}
    </p>
  )
}

export function Input({ className = '', ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={`input ${className}`} />
}

/** A search field; `/` moves here from anywhere on the page. */
export function SearchInput({ label, ...rest }: ComponentProps<'input'> & { label: string }) {
  return (
    <div className="search-input">
      <Icon name="search" />
      <input
        type="search"
        autoComplete="off"
        spellCheck={false}
        {...rest}
        aria-label={label}
        placeholder={rest.placeholder ?? label}
        data-search
      />
      <kbd>/</kbd>
    </div>
  )
}

/** The platform's own list: known to every keyboard and every screen reader. */
export function Select({ className = '', children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={`select ${className}`}>
      <select {...rest}>{children}</select>
      <Icon name="chevron" size={14} />
    </span>
  )
}
