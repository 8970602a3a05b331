import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useLocation, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { meQuery } from '../api/account.ts'
import { Empty } from '../kit/notes.tsx'
import { posthogAddress } from '../shell/posthog-address.ts'

/** Where no page is, outside of every project. */
export const NotFoundPage = () => (
  <main>
    <Elsewhere />
  </main>
)

/** Where no page of ours is: PostHog may have one there, of which ours is elsewhere. */
export function Elsewhere() {
  const { data: me } = useSuspenseQuery(meQuery)
  const { history } = useRouter()
  const address = posthogAddress(useLocation().pathname, me.team?.id)
  useEffect(() => {
    if (address !== undefined) history.replace(address)
  }, [address, history])
  return address === undefined ? <Nothing /> : null
}

/** Within a project the rail and its ways stay. */
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
