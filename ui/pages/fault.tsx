import type { ErrorComponentProps } from '@tanstack/react-router'
import { FaultNote } from '../kit/fault.tsx'

/** Stands where a page could not be drawn; the way to the other pages stays. */
export function FaultPage({ error, reset }: ErrorComponentProps) {
  return (
    <main className="page">
      <FaultNote title="This page could not be drawn" error={error} onRetry={reset} />
    </main>
  )
}
