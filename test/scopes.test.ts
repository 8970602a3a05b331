import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Route } from '../src/http/route.ts'
import { TestApp } from './support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open()
})
afterAll(() => app.close())

/** A path that the route answers, with values that name nothing. */
const pathOf = (route: Route) =>
  route.path
    .replace(':project_id', '1')
    .replaceAll(/:(\w+)(\{[^}]*\})?/g, (_, name: string) => (name === 'kind' ? 'HogQLQuery' : '999999'))
const methodsOf = (route: Route) => [route.method].flat().filter((method) => method !== 'OPTIONS')
const apiRoutes = () =>
  app.app.routes.flatMap((route) => methodsOf(route).map((method) => ({ route, method, path: pathOf(route) })))

test('every route is open to nobody, but those that say so', async () => {
  const open: string[] = []
  for (const { route, method, path } of apiRoutes()) {
    if (route.access === 'public') continue
    const { status } = await app.ask(method, path, method === 'GET' ? undefined : {}, null)
    if (status !== 401) open.push(`${method} ${path}: ${status}`)
  }
  expect(open).toEqual([])
})

test('a key without the scope is refused, and one with it is not', async () => {
  const wrong: string[] = []
  for (const { route, method, path } of apiRoutes()) {
    if (typeof route.access === 'string' || route.access.length === 0) continue
    const wanted = route.access[0] ?? ''
    const other = wanted.startsWith('annotation') ? 'cohort:write' : 'annotation:write'
    const without = await app.ask(method, path, method === 'GET' ? undefined : {}, await app.key([other]))
    if (without.status !== 403 || without.body['detail'] !== `API key missing required scope '${wanted}'`)
      wrong.push(`${method} ${path} without ${wanted}: ${without.status} ${String(without.body['detail'])}`)
    // The project itself is still needed.
    const target = `${method} ${path}` === 'DELETE /api/projects/1' ? '/api/projects/999999' : path
    const held = await app.ask(method, target, method === 'GET' ? undefined : {}, await app.key([...route.access]))
    if (held.status === 401 || held.status === 403 || held.status >= 500)
      wrong.push(`${method} ${path} with ${wanted}: ${held.status} ${held.text.slice(0, 200)}`)
  }
  expect(wrong).toEqual([])
})

test('what is for sessions only refuses every key', async () => {
  const open: string[] = []
  for (const { route, method, path } of apiRoutes()) {
    if (route.access !== 'session') continue
    const { status } = await app.ask(method, path, method === 'GET' ? undefined : {})
    if (status !== 403) open.push(`${method} ${path}: ${status}`)
  }
  expect(open).toEqual([])
})

test('a key bound to one project does not enter another', async () => {
  const second = await app.app.deps.teams.create({
    organization_id: app.app.first_start?.team.organization_id ?? '',
    name: 'Second',
    api_token: 'phc_second',
  })
  const bound = await app.key(['*'], { scoped_teams: [1] })
  const wrong: string[] = []
  for (const { route, method } of apiRoutes()) {
    if (!route.path.startsWith('/api/projects/:project_id') || typeof route.access === 'string') continue
    const path = pathOf(route).replace('/projects/1', `/projects/${second.id}`)
    const { status } = await app.ask(method, path, method === 'GET' ? undefined : {}, bound)
    if (status !== 403) wrong.push(`${method} ${path}: ${status}`)
  }
  expect(wrong).toEqual([])
})

test('what is for who asked alone is kept by no cache', async () => {
  const kept: string[] = []
  for (const { route, method, path } of apiRoutes()) {
    if (route.access === 'public' || method !== 'GET') continue
    const { status, headers } = await app.ask('GET', path)
    const control = headers.get('cache-control') ?? ''
    if (status === 200 && !headers.has('etag') && !/private|no-cache/.test(control)) kept.push(`${path}: ${control}`)
  }
  expect(kept).toEqual([])
  const { headers } = await app.ask('GET', '/api/users/@me/')
  expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
    'private, no-store',
    'nosniff',
  ])
})
