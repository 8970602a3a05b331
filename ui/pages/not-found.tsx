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
  const { pathname, searchStr } = useLocation()
  const address = posthogAddress(pathname, me.team?.id)
  useEffect(() => {
    if (address !== undefined) history.replace(address.includes('?') ? address : address + searchStr)
  }, [address, searchStr, history])
  return address === undefined ? <Nothing /> : null
}

/** Says that nothing is there; within a project beside the rail and its ways. */
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
