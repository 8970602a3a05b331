import { z } from 'zod'
import { invalid, notFound } from '../http/errors.ts'
import { ListQuery, pageOf } from '../http/pagination.ts'
import { created, noContent, projectRoute, type Route } from '../http/route.ts'
import { isUuid } from '../lib/ids.ts'
import { defined } from '../lib/json.ts'
import type { EventSchemaRow } from '../postgres/definition-tables.ts'
import { isUniqueViolation, type PostgresOrTransaction } from '../postgres/postgres.ts'
import { Uuid } from '../schema/form.ts'
import type { DefinitionDeps } from './deps.ts'
import { lockDefinitions } from './event-definitions.ts'
import { presentPropertyGroups } from './property-group-routes.ts'
import { findPropertyGroups, insertEventSchema, lockPropertyGroup } from './property-groups.ts'

const Id = z.object({ id: z.string() })

/** Which property groups an event's schema is made of. */
export function eventSchemaRoutes(deps: DefinitionDeps): Route[] {
  return [
    projectRoute({
      method: 'GET',
      path: '/event_schemas',
      scopes: ['event_definition:read'],
      query: ListQuery,
      handle: async ({ team, query, request, origin }) => {
        const definition = query['event_definition']
        const rows = await schemasOf(
          deps,
          team.id,
          typeof definition === 'string' && definition !== '' ? ['event_definition_id', definition] : undefined,
        )
        return pageOf({ query, request, origin }, rows, (page) => present(deps, team.id, page))
      },
    }),
    projectRoute({
      method: 'POST',
      path: '/event_schemas',
      scopes: ['event_definition:write'],
      body: z.object({ event_definition: Uuid, property_group_id: Uuid }),
      handle: async ({ team, body }) => {
        const link = { event_definition_id: body.event_definition, property_group_id: body.property_group_id }
        const row = await linking(deps, team.id, link, (tx) => insertEventSchema(tx, link, deps.clock()))
        const [shown] = await present(deps, team.id, [row])
        return created(shown)
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/event_schemas/:id',
      scopes: ['event_definition:read'],
      params: Id,
      handle: async ({ team, params }) =>
        (await present(deps, team.id, [await requireSchema(deps, team.id, params.id)]))[0],
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/event_schemas/:id',
      scopes: ['event_definition:write'],
      params: Id,
      body: z.object({ property_group_id: Uuid.optional() }),
      find: ({ team, params }) => requireSchema(deps, team.id, params.id),
      handle: async ({ found: row, team, body }) => {
        const { event_definition_id, property_group_id } = { ...row, ...defined(body) }
        const link = { event_definition_id, property_group_id }
        const changed = await linking(deps, team.id, link, (tx) =>
          tx
            .updateTable('event_schema')
            .set({ property_group_id, updated_at: deps.clock() })
            .where('id', '=', row.id)
            .returningAll()
            .executeTakeFirst(),
        )
        if (!changed) throw notFound()
        return (await present(deps, team.id, [changed]))[0]
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/event_schemas/:id',
      scopes: ['event_definition:write'],
      params: Id,
      handle: async ({ team, params }) => {
        const { id } = await requireSchema(deps, team.id, params.id)
        await deps.postgres.deleteFrom('event_schema').where('id', '=', id).execute()
        return noContent()
      },
    }),
  ]
}

/** The project's links, newest first: all, or those whose column has a value. */
async function schemasOf(
  deps: DefinitionDeps,
  teamId: number,
  only?: readonly ['id' | 'event_definition_id', string],
): Promise<EventSchemaRow[]> {
  if (only && !isUuid(only[1])) return []
  let query = deps.postgres
    .selectFrom('event_schema as s')
    .innerJoin('event_definition as d', 'd.id', 's.event_definition_id')
    .selectAll('s')
    .where('d.team_id', '=', teamId)
  if (only) query = query.where(`s.${only[0]}`, '=', only[1])
  return query.orderBy('s.created_at', 'desc').orderBy('s.id', 'desc').execute()
}

async function requireSchema(deps: DefinitionDeps, teamId: number, id: string): Promise<EventSchemaRow> {
  const [found] = await schemasOf(deps, teamId, ['id', id])
  if (!found) throw notFound()
  return found
}

/** Writes a link whose two ends are there, and stay there until it is written. Throws 400 naming the end that is not. */
async function linking<Written>(
  deps: DefinitionDeps,
  teamId: number,
  { event_definition_id, property_group_id }: Pick<EventSchemaRow, 'event_definition_id' | 'property_group_id'>,
  write: (tx: PostgresOrTransaction) => Promise<Written>,
): Promise<Written> {
  const missing = (id: string, attr: string) =>
    invalid(`Invalid pk "${id}" - object does not exist.`, attr, 'does_not_exist')
  try {
    return await deps.postgres.transaction().execute(async (tx) => {
      const definitions = await lockDefinitions(tx, teamId, [event_definition_id])
      if (definitions.length === 0) throw missing(event_definition_id, 'event_definition')
      const [group] = await findPropertyGroups(tx, teamId, [property_group_id])
      if (!group || !(await lockPropertyGroup(tx, group))) throw missing(property_group_id, 'property_group_id')
      return await write(tx)
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw invalid('The fields event_definition, property_group must make a unique set.', null, 'unique')
  }
}

async function present(deps: DefinitionDeps, teamId: number, rows: readonly EventSchemaRow[]) {
  const ids = [...new Set(rows.map((row) => row.property_group_id))]
  const groups = await presentPropertyGroups(deps, await findPropertyGroups(deps.postgres, teamId, ids))
  const byId = new Map(groups.map((group) => [group.id, group]))
  return rows.map(({ id, event_definition_id, property_group_id, created_at, updated_at }) => ({
    id,
    event_definition: event_definition_id,
    property_group: byId.get(property_group_id) ?? null,
    created_at,
    updated_at,
  }))
}
