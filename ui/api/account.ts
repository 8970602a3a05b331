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

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) =>
    request<Page<{ user: UserBasic }>>('GET', '/api/organizations/@current/members/?limit=500', { signal }),
  select: (page) => page.results.map(({ user }) => user),
  staleTime: 5 * 60_000,
})

/** Makes a project in the organization whose project one looks at. */
export const createProject = (name: string) => request<Project>('POST', '/api/projects/', { body: { name } })

export const logIn = (credentials: { email: string; password: string }) =>
  request<{ success: boolean }>('POST', '/api/login/', { body: credentials })

export const logOut = () => request<unknown>('POST', '/logout')
