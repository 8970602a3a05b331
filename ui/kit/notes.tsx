import type { ReactNode } from 'react'
import { ApiError, wordsFor } from '../api/client.ts'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import './notes.css'

/** An empty place says why it is empty and offers the nearest way on. */
export function Empty({
  icon,
  title,
  children,
  action,
  heading: Heading = 'h2',
}: {
  icon?: IconName
  title: string
  /** The first heading where it is all that the page says. */
  heading?: 'h1' | 'h2'
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="empty">
      {icon && <Icon name={icon} size={22} />}
      <Heading>{title}</Heading>
      {children && <p className="muted">{children}</p>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  )
}

interface FailureProps {
  what: string
  error: unknown
  retry?: () => void
  /** Where to go on from what is not there. */
  instead?: ReactNode
  /** The first heading where it is all that the page says. */
  heading?: 'h1' | 'h2'
}

/** What failed, in words, and a way to try again. */
export function Failure({ what, error, retry, instead, heading: Heading = 'h2' }: FailureProps) {
  const missing = error instanceof ApiError && error.status === 404
  return (
    <div className="empty" role="alert">
      <Icon name="warning" size={22} />
      <Heading>{what}</Heading>
      <p className="muted">
        {missing ? 'It may have been deleted, or the link belongs to another project.' : wordsFor(error)}
      </p>
      {missing && instead && <div className="empty-action">{instead}</div>}
      {retry && !missing && (
        <div className="empty-action">
          <Button icon="refresh" onClick={retry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  )
}

/** Grey rows of the right height while a list is on its way. */
export function SkeletonRows({ count = 6, height = 44 }: { count?: number; height?: number }) {
  return (
    <div className="skeleton-rows" aria-busy="true" role="status" aria-label="Loading">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="skeleton" style={{ height }} />
      ))}
    </div>
  )
}

export const Tag = ({ children }: { children: ReactNode }) => <span className="tag">{children}</span>
