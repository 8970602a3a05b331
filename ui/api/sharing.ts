import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'

/** What is shared: a board by its number, an insight by its number or short id. */
export interface Shareable {
  project: number
  kind: 'dashboards' | 'insights'
  id: number | string
}

interface SharePassword {
  id: number
  note: string
  created_at: string
  created_by_email: string
}

export interface ShareSettings {
  whitelabel?: boolean
  noHeader?: boolean
  detailed?: boolean
  legend?: boolean
  theme?: 'light' | 'dark' | 'system'
  expires_at?: string | null
  allowed_domains?: string[] | null
  viewer_date_range?: boolean | null
  view_log?: boolean | null
}

export interface Sharing {
  created_at: string | null
  enabled: boolean
  access_token: string
  settings: ShareSettings | null
  password_required: boolean
  share_passwords: SharePassword[]
  guessing_blocked: boolean
}

export interface SharingChange {
  enabled?: boolean
  password_required?: boolean
  settings?: ShareSettings
}

const base = ({ project, kind, id }: Shareable) => `/api/projects/${project}/${kind}/${id}/sharing`

export const sharingQuery = (what: Shareable) =>
  queryOptions({
    queryKey: ['sharing', what.project, what.kind, what.id],
    queryFn: ({ signal }) => request<Sharing>('GET', `${base(what)}/`, { signal }),
    staleTime: 0,
  })

/** Reads anew whatever says that something is public. */
export const rereadPublic = (cache: QueryClient, project: number) =>
  Promise.all(
    ['board', 'dashboards', 'public-links'].map((key) => cache.invalidateQueries({ queryKey: [key, project] })),
  )

export const changeSharing = (what: Shareable, body: SharingChange) =>
  request<Sharing>('PATCH', `${base(what)}/`, { body })

export const rotateLink = (what: Shareable) => request<Sharing>('POST', `${base(what)}/refresh/`, { body: {} })

/** The answer carries the password itself, this once. */
export const createPassword = (what: Shareable, body: { raw_password?: string; note: string }) =>
  request<Sharing & { id: number; password: string }>('POST', `${base(what)}/passwords/`, { body })

export const deletePassword = (what: Shareable, id: number) => request<null>('DELETE', `${base(what)}/passwords/${id}/`)

interface ShareView {
  viewed_at: string
  password_id: number | null
  embedded: boolean
}

export const viewsQuery = (what: Shareable) =>
  queryOptions({
    queryKey: ['sharing-views', what.project, what.kind, what.id],
    queryFn: ({ signal }) =>
      request<{ count: number; results: ShareView[] }>('GET', `${base(what)}/views/?limit=5`, { signal }),
  })
