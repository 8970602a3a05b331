import { queryOptions } from '@tanstack/react-query'
import { request } from './client.ts'
import type { Me, Page, Project, UserBasic } from './types.ts'

/** Who is logged in; fails with 401 when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => request<Me>('GET', '/api/users/@me/', { signal }),
  staleTime: 5 * 60_000,
})

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: ({ signal }) => request<Page<Project>>('GET', '/api/projects/?limit=200&offset=0', { signal }),
  select: (page) => page.results,
  staleTime: 5 * 60_000,
})

export const projectQuery = (id: number) =>
  queryOptions({
    queryKey: ['project', id],
    queryFn: ({ signal }) => request<Project>('GET', `/api/projects/${id}/`, { signal }),
    staleTime: 5 * 60_000,
  })

/** What somebody may do in the organization. */
export type Level = 1 | 8 | 15
export const ADMINISTRATOR = 8
export const OWNER = 15

export interface Member {
  id: string
  level: Level
  user: UserBasic & { uuid: string }
}

const MEMBERS = '/api/organizations/@current/members/'
const INVITES = '/api/organizations/@current/invites/'

export const organizationMembersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => request<Page<Member>>('GET', `${MEMBERS}?limit=500`, { signal }),
  select: (page) => page.results,
  staleTime: 5 * 60_000,
})

export const membersQuery = queryOptions({
  ...organizationMembersQuery,
  select: (page: Page<Member>) => page.results.map(({ user }) => user),
})

export const changeLevel = (uuid: string, level: Level) =>
  request<Member>('PATCH', `${MEMBERS}${uuid}/`, { body: { level } })

export const removeMember = (uuid: string) => request<null>('DELETE', `${MEMBERS}${uuid}/`)

/** Somebody who may come: whoever has the id opens the door with it. */
export interface Invite {
  id: string
  target_email: string
  level: Level
  is_expired: boolean
  created_at: string
}

export const invitesQuery = queryOptions({
  queryKey: ['invites'],
  queryFn: ({ signal }) => request<Page<Invite>>('GET', `${INVITES}?limit=500`, { signal }),
  select: (page) => page.results,
  staleTime: 15_000,
})

export const createInvite = (body: { target_email: string; level: Level }) => request<Invite>('POST', INVITES, { body })

export const revokeInvite = (id: string) => request<null>('DELETE', `${INVITES}${id}/`)

/** What an invited person is told before they have an account; the address is masked. */
export const signUpQuery = (id: string) =>
  queryOptions({
    queryKey: ['sign-up', id],
    queryFn: ({ signal }) =>
      request<{ target_email: string; first_name: string; organization_name: string }>('GET', `/api/signup/${id}/`, {
        signal,
      }),
    retry: false,
  })

export const signUp = (id: string, body: { first_name: string; password: string }) =>
  request<UserBasic>('POST', `/api/signup/${id}/`, { body })

interface MeChange {
  first_name?: string
  password?: string
  current_password?: string
}

export const changeMe = (body: MeChange) => request<Me>('PATCH', '/api/users/@me/', { body })

/** Makes a project in the organization whose project one looks at. */
export const createProject = (name: string) => request<Project>('POST', '/api/projects/', { body: { name } })

export const logIn = (credentials: { email: string; password: string }) =>
  request<{ success: boolean }>('POST', '/api/login/', { body: credentials })

export const logOut = () => request<unknown>('POST', '/logout')

/** What somebody is called: by their name, or by their address while they have given none. */
export const nameOfUser = ({ first_name, email }: Pick<UserBasic, 'first_name' | 'email'>): string =>
  first_name || email
