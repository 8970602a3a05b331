import { type ReactNode, useState } from 'react'
import { Icon } from './icon.tsx'
import './fold.css'

interface FoldProps {
  summary: ReactNode
  className?: string
  /** Who holds the state elsewhere gives it here, and is told of changes. */
  open?: boolean
  onToggle?: (open: boolean) => void
  children: ReactNode
}

/** A line that opens in place. What is inside is made only when it is open. */
export function Fold({ summary, className = '', open: given, onToggle, children }: FoldProps) {
  const [own, setOwn] = useState(false)
  const open = given ?? own
  return (
    <details
      className={`fold ${className}`}
      open={open}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open === open) return
        setOwn(currentTarget.open)
        onToggle?.(currentTarget.open)
      }}
    >
      <summary>
        <Icon name="right" size={14} />
        {summary}
      </summary>
      {open && <div className="fold-body">{children}</div>}
    </details>
  )
}
