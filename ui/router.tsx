import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { Interval } from './api/types.ts'
import { isInsightQuery } from './editor/kinds.ts'
import { HomePage, ProjectHomePage } from './pages/home.tsx'
import { NotFoundPage } from './pages/not-found.tsx'
import { Gate } from './shell/gate.tsx'
import { Shell } from './shell/shell.tsx'

/** Addresses. Whatever a page shows that is worth a link is typed here. */

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const truth = (value: unknown) => (value === true ? true : undefined)
const INTERVALS: Interval[] = ['hour', 'day', 'week', 'month']
const intervalOf = (value: unknown) => INTERVALS.find((one) => one === value)

/** Leaves out what says nothing, so that addresses stay short. */
function said<T extends object>(search: T): Partial<T> {
  const left: Partial<T> = { ...search }
  for (const key of Object.keys(left)) {
    if (Reflect.get(left, key) === undefined) Reflect.deleteProperty(left, key)
  }
  return left
}

const root = createRootRoute({ component: Gate, notFoundComponent: NotFoundPage })
const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage })
const login = createRoute({ getParentRoute: () => root, path: '/login', component: HomePage })
const project = createRoute({ getParentRoute: () => root, path: '/project/$projectId', component: Shell })
const projectHome = createRoute({ getParentRoute: () => project, path: '/', component: ProjectHomePage })

const start = createRoute({
  getParentRoute: () => project,
  path: 'start',
  component: lazyRouteComponent(() => import('./pages/start.tsx'), 'StartPage'),
})
const boards = createRoute({
  getParentRoute: () => project,
  path: 'dashboard',
  validateSearch: (search: Record<string, unknown>) => said({ q: text(search.q), create: truth(search.create) }),
  component: lazyRouteComponent(() => import('./pages/boards.tsx'), 'BoardsPage'),
})
const board = createRoute({
  getParentRoute: () => project,
  path: 'dashboard/$dashboardId',
  validateSearch: (search: Record<string, unknown>) =>
    said({
      from: text(search.from),
      to: text(search.to),
      interval: intervalOf(search.interval),
      edit: truth(search.edit),
      table: truth(search.table),
    }),
  component: lazyRouteComponent(() => import('./pages/board.tsx'), 'BoardPage'),
})
const insights = createRoute({
  getParentRoute: () => project,
  path: 'insights',
  validateSearch: (search: Record<string, unknown>) => said({ q: text(search.q) }),
  component: lazyRouteComponent(() => import('./pages/insights.tsx'), 'InsightsPage'),
})
const insight = createRoute({
  getParentRoute: () => project,
  path: 'insights/$shortId',
  validateSearch: (search: Record<string, unknown>) =>
    said({
      q: isInsightQuery(search.q) ? search.q : undefined,
      board: typeof search.board === 'number' ? search.board : undefined,
      table: truth(search.table),
    }),
  component: lazyRouteComponent(() => import('./pages/insight.tsx'), 'InsightPage'),
})
const live = createRoute({
  getParentRoute: () => project,
  path: 'live',
  validateSearch: (search: Record<string, unknown>) => said({ q: text(search.q) }),
  component: lazyRouteComponent(() => import('./pages/live.tsx'), 'LivePage'),
})
const events = createRoute({
  getParentRoute: () => project,
  path: 'events',
  validateSearch: (search: Record<string, unknown>) =>
    said({
      q: text(search.q),
      offset: typeof search.offset === 'number' && search.offset > 0 ? search.offset : undefined,
      event: text(search.event),
    }),
  component: lazyRouteComponent(() => import('./pages/events.tsx'), 'EventsPage'),
})

const sqlRoom = createRoute({
  getParentRoute: () => project,
  path: 'sql',
  validateSearch: (search: Record<string, unknown>) => said({ q: text(search.q) }),
  component: lazyRouteComponent(() => import('./pages/sql.tsx'), 'SqlPage'),
})

const tree = root.addChildren([
  home,
  login,
  project.addChildren([projectHome, start, boards, board, insights, insight, live, events, sqlRoom]),
])

export const createPageRouter = () =>
  createRouter({ routeTree: tree, defaultPreload: 'intent', scrollRestoration: true, trailingSlash: 'never' })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>
  }
}
