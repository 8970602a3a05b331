import { invalid } from '../http/errors.ts'
import type { AskedPage, Page } from '../http/pagination.ts'
import { type JsonObject, jsonIn } from '../lib/json.ts'
import { Properties, type PropertyFilter } from '../schema/filters.ts'
import type { Team } from '../schema/team.ts'
import type { PersonDeps } from './deps.ts'
import { csvOfPersons, listOfPersons } from './present.ts'
import { countPersons, newestPersons, personsByDistinctId, personsByUuid } from './read.ts'

const MAX_LIMIT = 1_000
const MAX_CSV = 10_000

/** How many persons are read at once: each may have 640 KiB of properties. */
const SLICE = 50

/**
 * The persons that a request asks for, as the API answers: a page, or with `format=csv` a sheet. They have to pass the
 * filters in `extra` too. They are counted only where `include_total` is given, so there is a next page whenever this one
 * is full. It is sent while it is read, because a page of large persons is more than memory should hold.
 */
export async function listPersons(
  deps: PersonDeps,
  team: Team,
  { query, request, origin }: AskedPage & { query: JsonObject },
  extra: PropertyFilter[] = [],
): Promise<Response> {
  const { uuids, page, isFull, total } = await findPage(deps, team, query, extra)
  const persons = await begun(slicesOf(deps, team, uuids))
  if (query['format'] === 'csv') return csvOfPersons(persons, team)
  const { limit, offset } = page
  const at = (start: number) => {
    const { pathname, searchParams } = new URL(request.url)
    searchParams.set('limit', String(limit))
    searchParams.set('offset', String(start))
    return `${origin}${pathname}?${searchParams}`
  }
  const before = total === undefined ? {} : { count: total }
  const after = {
    next: isFull ? at(offset + limit) : null,
    previous: offset > 0 && offset - limit >= 0 ? at(offset - limit) : null,
  }
  return listOfPersons(persons, team, before, after)
}

async function* slicesOf({ postgres }: PersonDeps, team: Team, uuids: readonly string[]) {
  for (let from = 0; from < uuids.length; from += SLICE)
    yield await personsByUuid(postgres, team.id, uuids.slice(from, from + SLICE))
}

/** The same slices, of which the first has been read: what fails there is still answered with an error. */
async function begun<T>(slices: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await slices.next()
  return (async function* () {
    if (first.done) return
    yield first.value
    yield* slices
  })()
}

interface PersonPage {
  uuids: readonly string[]
  page: { limit: number; offset: number }
  isFull: boolean
  total: number | undefined
}

/** Conditions on properties are left to the query engine; who they find is read from the store, which is never behind. */
async function findPage(
  deps: PersonDeps,
  team: Team,
  query: Page & JsonObject,
  extra: PropertyFilter[],
): Promise<PersonPage> {
  const isCsv = query['format'] === 'csv'
  const page = { limit: isCsv ? MAX_CSV : Math.min(query.limit, MAX_LIMIT), offset: query.offset }
  const withTotal = query['include_total'] !== undefined
  const search = textOf(query['search'])
  const properties = [...propertiesOf(query), ...extra]
  const distinctId = query['distinct_id']
  if (distinctId !== undefined && distinctId !== '') {
    const [person] = (await personsByDistinctId(deps.postgres, team.id, [String(distinctId)])).values()
    const isAlone = search === undefined && properties.length === 0
    // It is one person at most, which Postgres knows at once; the event store follows within half a second.
    if (!person || isAlone)
      return {
        uuids: person && page.offset === 0 ? [person.uuid] : [],
        page,
        isFull: false,
        total: withTotal ? Number(person !== undefined) : undefined,
      }
    properties.push({ type: 'hogql', key: `id = toUUID('${person.uuid}')` })
  }
  if (search === undefined && properties.length === 0) {
    const uuids = await newestPersons(deps.postgres, team.id, page)
    const total = withTotal ? await countPersons(deps.postgres, team.id) : undefined
    return { uuids, page, isFull: uuids.length >= page.limit, total }
  }
  // What is still on its way would be missed: who has just changed somebody looks whether it is so.
  await deps.outbox.flush()
  const found = await deps.findPersons(team.id, { search, properties, ...page, total: withTotal })
  return { uuids: found.uuids, page, isFull: found.uuids.length >= page.limit, total: found.total }
}

const textOf = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined)

function propertiesOf(query: JsonObject): (PropertyFilter | Extract<Properties, { type: string }>)[] {
  const { email, cohort } = query
  const given = filtersIn(query['properties'])
  return [
    ...(Array.isArray(given) ? given : [given]),
    ...(typeof email === 'string' && email !== ''
      ? [{ type: 'person', key: 'email', value: [email], operator: 'exact' } as const]
      : []),
    ...(cohort !== undefined && cohort !== '' ? [{ type: 'cohort', key: 'id', value: cohort }] : []),
  ]
}

function filtersIn(text: unknown): Properties {
  if (text === undefined || text === '') return []
  const parsed = Properties.safeParse(jsonIn(String(text)))
  if (parsed.success) return parsed.data
  throw invalid('Properties are unparsable!', 'properties')
}
