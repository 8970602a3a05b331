import { Link } from '@tanstack/react-router'
import { Empty } from '../kit/notes.tsx'

export function NotFoundPage() {
  return (
    <main className="page">
      <Empty icon="search" title="There is nothing at this address" action={<Link to="/">Go to your boards</Link>}>
        The link may be old or mistyped.
      </Empty>
    </main>
  )
}
