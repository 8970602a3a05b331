import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { Interval } from './api/types.ts'
import { linkedLook } from './board/linked-look.ts'
import { valuesIn } from './board/variables.ts'
import { filtersIn } from './editor/filter-groups.ts'
import { isInsightQuery } from './editor/kinds.ts'
import { nameFromAddress, nameToAddress } from './events/name-in-address.ts'
import { FaultPage } from './pages/fault.tsx'
import { HomePage, ProjectHomePage } from './pages/home.tsx'
import { Elsewhere, NotFoundPage } from './pages/not-found.tsx'
import { Gate } from './shell/gate.tsx'
import { Shell } from './shell/shell.tsx'

/** Addresses. Whatever a page shows that is worth a link is typed here. */

/** The router reads `?q=2024` as a number; it writes the text as `?q="2024"`. */
const text = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : undefined
const truth = (value: unknown) => (value === true ? true : undefined)
const offsetOf = (value: unknown) => (typeof value === 'number' && value > 0 ? value : undefined)
const numberOf = (value: unknown) => (typeof value === 'number' ? value : undefined)
const objectOf = (value: unknown) => (typeof value === 'object' && value !== null ? value : undefined)
const INTERVALS: Interval[] = ['hour', 'day', 'week', 'month']
const intervalOf = (value: unknown) => INTERVALS.find((one) => one === value)

/**
 * What a page is told of its address: undefined for what does not fit. It must be said, because for a name that is left out
 * the router hands on whatever the address holds. It writes nothing for undefined.
 */
const said = <T extends object>(search: T): Partial<T> => search

const root = createRootRoute({ component: Gate, notFoundComponent: NotFoundPage })
const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage })
const login = createRoute({ getParentRoute: () => root, path: '/login', component: HomePage })
const signUp = createRoute({
  getParentRoute: () => root,
  path: '/signup/$inviteId',
  component: lazyRouteComponent(() => import('./pages/sign-up.tsx'), 'SignUpPage'),
})
const project = createRoute({
  getParentRoute: () => root,
  path: '/project/$projectId',
  component: Shell,
})
const projectHome = createRoute({ getParentRoute: () => project, path: '/', component: ProjectHomePage })

const start = createRoute({
  getParentRoute: () => project,
  path: 'start',
  component: lazyRouteComponent(() => import('./pages/start.tsx'), 'StartPage'),
})
const boards = createRoute({
  getParentRoute: () => project,
  path: 'dashboard',
  validateSearch: (search: Record<string, unknown>) =>
    said({ q: text(search.q), tag: text(search.tag), create: truth(search.create) }),
  component: lazyRouteComponent(() => import('./pages/boards.tsx'), 'BoardsPage'),
})
const board = createRoute({
  getParentRoute: () => project,
  path: 'dashboard/$dashboardId',
  validateSearch: (search: Record<string, unknown>) => {
    const { from, to, interval, filters, variables } = { ...linkedLook(search), ...search }
    return said({
      from: text(from),
      to: text(to),
      interval: intervalOf(interval),
      filters: filtersIn(filters),
      variables: valuesIn(variables),
      edit: truth(search.edit),
      full: truth(search.full),
      table: truth(search.table),
      filters_override: undefined,
      variables_override: undefined,
    })
  },
  component: lazyRouteComponent(() => import('./pages/board.tsx'), 'BoardPage'),
})
const insights = createRoute({
  getParentRoute: () => project,
  path: 'insights',
  validateSearch: (search: Record<string, unknown>) => said({ q: text(search.q), tag: text(search.tag) }),
  component: lazyRouteComponent(() => import('./pages/insights.tsx'), 'InsightsPage'),
})
const insight = createRoute({
  getParentRoute: () => project,
  path: 'insights/$shortId',
  validateSearch: (search: Record<string, unknown>) =>
    said({
      q: isInsightQuery(search.q) ? search.q : undefined,
      name: text(search.name),
      board: typeof search.board === 'number' ? search.board : undefined,
      table: truth(search.table),
      filters_override: objectOf(search.filters_override),
      variables_override: objectOf(search.variables_override),
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
      offset: offsetOf(search.offset),
      order: text(search.order),
      status: text(search.status),
      tag: text(search.tag),
      owner: text(search.owner),
    }),
  component: lazyRouteComponent(() => import('./pages/events.tsx'), 'EventsPage'),
})
const event = createRoute({
  getParentRoute: () => project,
  path: 'events/named/$name',
  params: {
    parse: ({ name }) => ({ name: nameFromAddress(name) }),
    stringify: ({ name }) => ({ name: nameToAddress(name) }),
  },
  validateSearch: (search: Record<string, unknown>) => said({ code: text(search.code) }),
  component: lazyRouteComponent(() => import('./pages/event.tsx'), 'EventPage'),
})
const eventById = createRoute({
  getParentRoute: () => project,
  path: 'data-management/events/$id',
  component: lazyRouteComponent(() => import('./pages/event-by-id.tsx'), 'EventByIdPage'),
})
const properties = createRoute({
  getParentRoute: () => project,
  path: 'events/properties',
  validateSearch: (search: Record<string, unknown>) =>
    said({
      q: text(search.q),
      offset: offsetOf(search.offset),
      type: text(search.type),
      show: text(search.show),
      group: text(search.group),
      id: text(search.id),
    }),
  component: lazyRouteComponent(() => import('./pages/properties.tsx'), 'PropertiesPage'),
})
const propertyGroups = createRoute({
  getParentRoute: () => project,
  path: 'events/property-groups',
  validateSearch: (search: Record<string, unknown>) => said({ id: text(search.id) }),
  component: lazyRouteComponent(() => import('./pages/property-groups.tsx'), 'PropertyGroupsPage'),
})
const actions = createRoute({
  getParentRoute: () => project,
  path: 'events/actions',
  validateSearch: (search: Record<string, unknown>) =>
    said({ q: text(search.q), id: search.id === 'new' ? ('new' as const) : numberOf(search.id) }),
  component: lazyRouteComponent(() => import('./pages/actions.tsx'), 'ActionsPage'),
})
const annotations = createRoute({
  getParentRoute: () => project,
  path: 'events/annotations',
  validateSearch: (search: Record<string, unknown>) =>
    said({ q: text(search.q), id: search.id === 'new' ? ('new' as const) : numberOf(search.id) }),
  component: lazyRouteComponent(() => import('./pages/annotations.tsx'), 'AnnotationsPage'),
})
const warnings = createRoute({
  getParentRoute: () => project,
  path: 'events/warnings',
  validateSearch: (search: Record<string, unknown>) => said({ event: text(search.event), type: text(search.type) }),
  component: lazyRouteComponent(() => import('./pages/warnings.tsx'), 'WarningsPage'),
})
const people = createRoute({
  getParentRoute: () => project,
  path: 'people',
  validateSearch: (search: Record<string, unknown>) =>
    said({ q: text(search.q), offset: offsetOf(search.offset), cohort: numberOf(search.cohort) }),
  component: lazyRouteComponent(() => import('./pages/people.tsx'), 'PeoplePage'),
})
const person = createRoute({
  getParentRoute: () => project,
  path: 'people/person/$uuid',
  component: lazyRouteComponent(() => import('./pages/person.tsx'), 'PersonPage'),
})
const cohorts = createRoute({
  getParentRoute: () => project,
  path: 'people/cohorts',
  validateSearch: (search: Record<string, unknown>) => said({ q: text(search.q), offset: offsetOf(search.offset) }),
  component: lazyRouteComponent(() => import('./pages/cohorts.tsx'), 'CohortsPage'),
})
const cohort = createRoute({
  getParentRoute: () => project,
  path: 'people/cohorts/$id',
  validateSearch: (search: Record<string, unknown>) =>
    said({ q: text(search.q), offset: offsetOf(search.offset), list: truth(search.list) }),
  component: lazyRouteComponent(() => import('./pages/cohort.tsx'), 'CohortPage'),
})
const groups = createRoute({
  getParentRoute: () => project,
  path: 'people/groups',
  validateSearch: (search: Record<string, unknown>) =>
    said({ q: text(search.q), type: text(search.type), key: text(search.key) }),
  component: lazyRouteComponent(() => import('./pages/groups.tsx'), 'GroupsPage'),
})

const settings = createRoute({
  getParentRoute: () => project,
  path: 'settings',
  component: lazyRouteComponent(() => import('./pages/settings.tsx'), 'SettingsPage'),
})

const sqlRoom = createRoute({
  getParentRoute: () => project,
  path: 'sql',
  validateSearch: (search: Record<string, unknown>) => said({ q: text(search.q), insight: text(search.insight) }),
  component: lazyRouteComponent(() => import('./pages/sql.tsx'), 'SqlPage'),
})

const nothing = createRoute({ getParentRoute: () => project, path: '$', component: Elsewhere })

const tree = root.addChildren([
  home,
  login,
  signUp,
  project.addChildren([
    projectHome,
    start,
    boards,
    board,
    insights,
    insight,
    live,
    events,
    event,
    eventById,
    properties,
    propertyGroups,
    actions,
    annotations,
    warnings,
    people,
    person,
    cohorts,
    cohort,
    groups,
    sqlRoom,
    settings,
    nothing,
  ]),
])

export const createPageRouter = () =>
  createRouter({
    routeTree: tree,
    defaultPreload: 'intent',
    scrollRestoration: true,
    trailingSlash: 'never',
    defaultErrorComponent: FaultPage,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>
  }
}
