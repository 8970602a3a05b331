import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { meQuery, projectsQuery } from '../api/account.ts'
import { eventNamesQuery } from '../api/definitions.ts'
import { Button } from '../kit/button.tsx'
import { Empty, Failure, SkeletonRows } from '../kit/notes.tsx'
import { AccountSection } from '../settings/account-section.tsx'
import { useProjectId } from '../shell/project.ts'
import { useLogOut } from '../shell/use-log-out.ts'

/** `/` leads to the project one belongs to. */
export function HomePage() {
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: projects, error, refetch } = useQuery({ ...projectsQuery, enabled: me.team === null })
  const id = me.team?.id ?? projects?.[0]?.id
  if (id !== undefined) return <Navigate to="/project/$projectId" params={{ projectId: String(id) }} replace />
  if (error) return <Failure what="Your projects could not be read" error={error} retry={() => void refetch()} />
  return projects ? <Nowhere /> : null
}

/** Who was removed from their organization can still log in, and would otherwise look at nothing. */
function Nowhere() {
  const { data: me } = useSuspenseQuery(meQuery)
  const leave = useLogOut()
  return (
    <main className="page">
      <title>Hoglet</title>
      <h1>You belong to no organization</h1>
      <Empty
        icon="warning"
        title={`${me.email} was removed`}
        action={
          <Button look="plain" busy={leave.isPending} onClick={() => leave.mutate()}>
            Log out
          </Button>
        }
      >
        Ask an administrator for an invite: its link lets you in again, with your password.
      </Empty>
      {me.has_password ? null : (
        <section>
          <h2>Choose a password first: the link of an invite asks for it</h2>
          <AccountSection />
        </section>
      )}
    </main>
  )
}

/** A project without any event begins with sending one; all others begin with their boards. */
export function ProjectHomePage() {
  const id = useProjectId()
  const { data, error, refetch } = useQuery(eventNamesQuery(id, '', 1))
  if (error) return <Failure what="This project cannot be opened" error={error} retry={() => void refetch()} />
  if (!data)
    return (
      <div className="page">
        <SkeletonRows />
      </div>
    )
  const to = data.count === 0 ? '/project/$projectId/start' : '/project/$projectId/dashboard'
  return <Navigate to={to} params={{ projectId: String(id) }} replace />
}
