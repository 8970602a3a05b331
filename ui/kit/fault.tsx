import { Component, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Empty } from './notes.tsx'

interface FaultProps {
  /** What could not be drawn: `This tile could not be drawn`. */
  title: string
  children: ReactNode
}

/** Keeps a fault in the drawing of one thing from taking the others down. */
export class Fault extends Component<FaultProps, { error: unknown }> {
  override state = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('unknown') }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    return (
      <FaultNote
        title={this.props.title}
        error={this.state.error}
        onRetry={() => this.setState({ error: undefined })}
      />
    )
  }
}

/** That something of ours is broken, in words that help to report it. */
export function FaultNote({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  return (
    <div role="alert">
      <Empty
        icon="warning"
        title={title}
        action={
          <Button icon="refresh" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        This is a fault of the page, not of your data: {error instanceof Error ? error.message : String(error)}
      </Empty>
    </div>
  )
}
