import { AnyQuery } from '../../http/pagination.ts'
import { projectRoute, type Route } from '../../http/route.ts'
import { takingTurns } from '../../lib/turns.ts'
import type { DefinitionDeps } from '../deps.ts'
import { GOLANG_VERSION, golangPieces } from './golang.ts'
import { type Generated, loadTypedEvents, schemaHash, type TypedEvent } from './model.ts'
import { PYTHON_VERSION, pythonPieces } from './python.ts'
import { TYPESCRIPT_TYPES_VERSION, TYPESCRIPT_VERSION, typescriptPieces, typescriptTypesPieces } from './typescript.ts'

/** The code in pieces, one for each event. */
type Print = (events: readonly TypedEvent[], now: Date) => Generator<string>

const LANGUAGES: Record<string, { version: string; print: Print }> = {
  typescript: { version: TYPESCRIPT_VERSION, print: typescriptPieces },
  golang: { version: GOLANG_VERSION, print: golangPieces },
  python: { version: PYTHON_VERSION, print: pythonPieces },
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

/** The pieces as one text. Tens of thousands of events are written in turns of the event loop. */
async function written(pieces: Iterable<string>): Promise<string> {
  const turn = takingTurns()
  const texts: string[] = []
  for (const piece of pieces) {
    texts.push(piece)
    await turn()
  }
  return texts.join('')
}

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
          ? { version: TYPESCRIPT_TYPES_VERSION, print: typescriptTypesPieces }
          : printer
        const include = query['include'] === 'all' ? 'all' : 'described'
        const { events, schemas } = await loadTypedEvents(deps.postgres, team.id, include)
        return {
          content: await written(print(events, deps.clock())),
          event_count: events.length,
          schema_hash: schemaHash(schemas, version),
          generator_version: version,
          schemas: events.map(shownEvent),
        }
      },
    }),
  )
}
