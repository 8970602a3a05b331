import { z } from 'zod'
import { isInstanceAdmin } from '../accounts/organizations.ts'
import { userPresenter } from '../accounts/present.ts'
import { invalid, notFound, permissionDenied } from '../http/errors.ts'
import { created, noContent, projectRoute, type Route } from '../http/route.ts'
import { defined, type Json } from '../lib/json.ts'
import { json, type Postgres, type PostgresOrTransaction } from '../postgres/postgres.ts'

interface Deps {
  postgres: Postgres
  clock: () => Date
}

interface Theme {
  id: number
  team_id: number | null
  name: string
  colors: Json
  created_at: Date
  created_by: number | null
}

const Id = z.object({ id: z.coerce.number().int().catch(-1) })
/** A colour of a stylesheet: `#1d4aff`, `hsl(210 90% 50%)`, `tomato`. No character is allowed that could end the rule. */
const Color = z
  .string()
  .max(100)
  .regex(/^(#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]+|(rgb|hsl|oklch|oklab|lab|lch)a?\([0-9a-z.,%/ +-]*\))$/i, {
    error: 'Not a colour: write it as #1d4aff, rgb(29 74 255) or by its name.',
  })
const Created = z.object({
  name: z.string().trim().min(1).max(100),
  colors: z.array(Color).min(1).max(100),
})

/** The colours of series, to choose from for a dashboard: the project's own, and those of every project. */
export function dataColorThemeRoutes(deps: Deps): Route[] {
  const { postgres } = deps
  const present = async (themes: Theme[]) => {
    const userOf = await userPresenter(
      deps,
      themes.map(({ created_by }) => created_by),
    )
    return themes.map(({ team_id, created_by, ...theme }) => ({
      ...theme,
      is_global: team_id === null,
      created_by: userOf(created_by),
    }))
  }
  const presentOne = async (theme: Theme) => (await present([theme]))[0]
  return [
    projectRoute({
      method: 'GET',
      path: '/data_color_themes',
      scopes: ['project:read'],
      handle: async ({ team }) =>
        present(await seenBy(postgres, team.id).orderBy('created_at', 'desc').orderBy('id', 'desc').execute()),
    }),
    projectRoute({
      method: 'POST',
      path: '/data_color_themes',
      scopes: ['project:write'],
      body: Created,
      handle: async ({ team, principal, body: { name, colors } }) => {
        const made = { team_id: team.id, created_at: deps.clock(), created_by: principal.user.id }
        const values = { name, colors: json<Json>(colors), ...made }
        return created(
          await presentOne(
            await postgres.insertInto('data_color_theme').values(values).returningAll().executeTakeFirstOrThrow(),
          ),
        )
      },
    }),
    projectRoute({
      method: 'GET',
      path: '/data_color_themes/:id',
      scopes: ['project:read'],
      params: Id,
      handle: async ({ team, params }) => presentOne(await requireTheme(postgres, team.id, params.id)),
    }),
    projectRoute({
      method: ['PATCH', 'PUT'],
      path: '/data_color_themes/:id',
      scopes: ['project:write'],
      params: Id,
      body: Created.partial(),
      find: ({ team, principal, params }) => requireChangeable(postgres, team.id, params.id, principal.user.id),
      handle: async ({ found: { id }, body: { name, colors } }) => {
        const changes = { ...defined({ name }), ...(colors === undefined ? {} : { colors: json<Json>(colors) }) }
        const update = postgres.updateTable('data_color_theme').set({ id, ...changes })
        return presentOne(
          await update
            .where('id', '=', id)
            .returningAll()
            .executeTakeFirstOrThrow(() => notFound()),
        )
      },
    }),
    projectRoute({
      method: 'DELETE',
      path: '/data_color_themes/:id',
      scopes: ['project:write'],
      params: Id,
      handle: async ({ team, principal, params }) => {
        const { id, team_id } = await requireChangeable(postgres, team.id, params.id, principal.user.id)
        if (team_id === null && (await globalThemes(postgres)).length === 1)
          throw invalid('The last theme of all projects cannot be deleted.')
        await postgres.deleteFrom('data_color_theme').where('id', '=', id).execute()
        return noContent()
      },
    }),
  ]
}

/** The colours a board is drawn in, as its public page is told: those of every project, and the one it names. */
export async function themesFor(db: Postgres, dashboard: { team_id: number; data_color_theme_id: number | null }) {
  const themes: Theme[] = await seenBy(db, dashboard.team_id).orderBy('id').execute()
  return themes
    .filter(({ id, team_id }) => team_id === null || id === dashboard.data_color_theme_id)
    .map(({ id, name, colors, team_id }) => ({ id, name, colors, is_global: team_id === null }))
}

const globalThemes = (db: Postgres) =>
  db.selectFrom('data_color_theme').select('id').where('team_id', 'is', null).execute()

const seenBy = (db: PostgresOrTransaction, teamId: number) =>
  db
    .selectFrom('data_color_theme')
    .selectAll()
    .where((eb) => eb.or([eb('team_id', '=', teamId), eb('team_id', 'is', null)]))

/** A theme that the project may use. */
export function findTheme(db: PostgresOrTransaction, teamId: number, id: number): Promise<Theme | undefined> {
  return seenBy(db, teamId).where('id', '=', id).executeTakeFirst()
}

async function requireTheme(db: Postgres, teamId: number, id: number): Promise<Theme> {
  const theme = await findTheme(db, teamId, id)
  if (!theme) throw notFound()
  return theme
}

/** Themes of every project are changed only by administrators of the instance. */
async function requireChangeable(db: Postgres, teamId: number, id: number, userId: number): Promise<Theme> {
  const theme = await requireTheme(db, teamId, id)
  if (theme.team_id === null && !(await isInstanceAdmin(db, userId)))
    throw permissionDenied('Only staff users can edit global themes.')
  return theme
}
