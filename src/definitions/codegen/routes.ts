import { AnyQuery } from '../../http/pagination.ts'
import { projectRoute, type Route } from '../../http/route.ts'
import type { DefinitionDeps } from '../deps.ts'
import { GOLANG_VERSION, printGolang } from './golang.ts'
import { type Generated, loadTypedEvents, schemaHash, type TypedEvent } from './model.ts'
import { PYTHON_VERSION, printPython } from './python.ts'
import { printTypescript, printTypescriptTypes, TYPESCRIPT_TYPES_VERSION, TYPESCRIPT_VERSION } from './typescript.ts'

type Print = (events: readonly TypedEvent[], now: Date) => string

const LANGUAGES: Record<string, { version: string; print: Print }> = {
  typescript: { version: TYPESCRIPT_VERSION, print: printTypescript },
  golang: { version: GOLANG_VERSION, print: printGolang },
  python: { version: PYTHON_VERSION, print: printPython },
}

/** The events the code is about, beside the code: how a change is told from what was always so. */
const shownEvent = ({ name, properties }: TypedEvent) => ({
  name,
  properties: properties.map(({ name, types, is_required }) => ({
    name,
    property_type: types.join(' | '),
    is_required,
  })),
})

/** Code that cannot send a wrong event, in three languages. */
export function codegenRoutes(deps: DefinitionDeps): Route[] {
  return Object.entries(LANGUAGES).map(([language, printer]) =>
    projectRoute({
      method: 'GET',
      path: `/event_definitions/${language}`,
      scopes: ['event_definition:read'],
      query: AnyQuery,
      handle: async ({ team, query }): Promise<Generated> => {
        const isTypesOnly = language === 'typescript' && query['sdk'] === 'none'
        const { version, print } = isTypesOnly
          ? { version: TYPESCRIPT_TYPES_VERSION, print: printTypescriptTypes }
          : printer
        const include = query['include'] === 'all' ? 'all' : 'described'
        const { events, schemas } = await loadTypedEvents(deps.postgres, team.id, include)
        return {
          content: print(events, deps.clock()),
          event_count: events.length,
          schema_hash: schemaHash(schemas, version),
          generator_version: version,
          schemas: events.map(shownEvent),
        }
      },
    }),
  )
}
