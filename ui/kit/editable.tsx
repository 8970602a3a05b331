import { useState } from 'react'
import './editable.css'

interface EditableProps {
  value: string
  label: string
  placeholder: string
  className?: string
  onSave: (value: string) => void
}

/** Words edited in place: Enter or leaving saves, Esc gives the old ones back. */
export function Editable({ value, label, placeholder, className = '', onSave }: EditableProps) {
  const [draft, setDraft] = useState<string>()
  const save = () => {
    const next = draft?.trim()
    setDraft(undefined)
    if (next !== undefined && next !== value) onSave(next)
  }
  return (
    <span className={`editable ${className}`} data-value={draft ?? (value || placeholder)}>
      <input
        value={draft ?? value}
        aria-label={label}
        placeholder={placeholder}
        size={1}
        maxLength={400}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') {
            event.stopPropagation()
            setDraft(undefined)
          }
        }}
      />
    </span>
  )
}
