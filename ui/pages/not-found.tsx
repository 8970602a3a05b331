import { Link } from '@tanstack/react-router'
import { Empty } from '../kit/notes.tsx'

/** Where no page is, outside of every project. */
export const NotFoundPage = () => (
  <main>
    <Nothing />
  </main>
)

/** The same within a project: the rail and its ways stay. */
export function Nothing() {
  return (
    <div className="page">
      <title>Nothing here – Hoglet</title>
      <Empty
        icon="search"
        heading="h1"
        title="There is nothing at this address"
        action={
          <Link className="button" data-look="plain" to="/">
            Go to your boards
          </Link>
        }
      >
        The link may be old or mistyped.
      </Empty>
    </div>
  )
}
