import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { meQuery } from '../api/account.ts'
import { useServerAway } from '../api/cache.ts'
import { ApiError } from '../api/client.ts'
import { Failure } from '../kit/notes.tsx'
import { Toasts } from '../kit/toast.tsx'
import { LoginPage } from '../pages/login.tsx'

const RETRY_MS = 3_000

/** Everything behind it belongs to somebody who is logged in, but the page of those who are invited. */
export function Gate() {
  const isInvited = useLocation({ select: ({ pathname }) => pathname.startsWith('/signup/') })
  return isInvited ? <Outlet /> : <Inside />
}

function Inside() {
  const away = useServerAway()
  const { data: me, error, refetch } = useQuery({ ...meQuery, refetchInterval: away ? RETRY_MS : false })
  const loggedOut = error instanceof ApiError && error.status === 401
  return (
    <>
      {loggedOut && <LoginPage />}
      {!loggedOut && me && <Outlet />}
      {!me && error && !loggedOut && (
        <Failure what="The server is not answering" error={error} retry={() => void refetch()} />
      )}
      <Toasts />
    </>
  )
}
