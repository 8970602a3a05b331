import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type PublicLink, publicLinksQuery } from '../api/settings.ts'
import { changeSharing, rereadPublic, type Shareable } from '../api/sharing.ts'
import { Age } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Failure, SkeletonRows } from '../kit/notes.tsx'
import { toast } from '../kit/toast.tsx'

/** Everything of the project that people without an account can see. */
export function LinksSection({ project }: { project: number }) {
  const { data: links, error, refetch } = useQuery(publicLinksQuery(project))
  if (error && !links) return <Failure what="The links could not be read" error={error} retry={() => void refetch()} />
  if (!links) return <SkeletonRows count={2} />
  if (links.length === 0)
    return <p className="muted">Nothing is public. Boards and insights are shared from their own page.</p>
  return (
    <ul className="settings-rows">
      {links.map((link) => (
        <LinkRow key={link.access_token} project={project} link={link} />
      ))}
    </ul>
  )
}

function LinkRow({ project, link }: { project: number; link: PublicLink }) {
  const { dashboard, insight, access_token, password_required, expires_at, created_at } = link
  const cache = useQueryClient()
  const what: Shareable = dashboard
    ? { project, kind: 'dashboards', id: dashboard.id }
    : { project, kind: 'insights', id: insight?.id ?? 0 }
  const name = dashboard?.name || insight?.name || 'Untitled'
  const revoke = useMutation({
    mutationFn: () => changeSharing(what, { enabled: false }),
    onSuccess: () => toast(`${name} is no longer public`),
    onSettled: () => rereadPublic(cache, project),
  })
  const projectId = String(project)
  return (
    <li>
      <div>
        <p>
          {dashboard ? (
            <Link
              to="/project/$projectId/dashboard/$dashboardId"
              params={{ projectId, dashboardId: String(dashboard.id) }}
            >
              {name}
            </Link>
          ) : (
            <Link to="/project/$projectId/insights/$shortId" params={{ projectId, shortId: insight?.short_id ?? '' }}>
              {name}
            </Link>
          )}
        </p>
        <p className="muted">
          {dashboard ? 'Board' : 'Insight'} · shared <Age at={created_at} /> ·{' '}
          {password_required ? 'asks for a password' : 'open to whoever has the link'}
          {expires_at && (
            <>
              {' '}
              · ends <Age at={expires_at} />
            </>
          )}
        </p>
      </div>
      <span className="settings-ways">
        <a className="button" data-look="quiet" href={`/shared/${access_token}`} target="_blank" rel="noreferrer">
          Open
        </a>
        <Button busy={revoke.isPending} onClick={() => revoke.mutate()}>
          Stop sharing
        </Button>
      </span>
    </li>
  )
}
