import { sql } from 'kysely'
import { notFound } from '../http/errors.ts'
import { uuidV7 } from '../lib/ids.ts'
import type { Json } from '../lib/json.ts'
import { json, type Postgres } from '../postgres/postgres.ts'
import type { ClientSettings } from '../schema/client-settings.ts'
import type { Team } from '../schema/team.ts'
import { holdDashboard } from './hold-dashboard.ts'

const NEGATIVE_MS = 30_000
const MAX_UNKNOWN = 10_000
/** How long another process's change may stay unseen. */
const SHARED_MS = 2_000
/** What a process that reads the projects again may need for it. */
const READING_MS = 500

/**
 * All projects of the instance in memory: few, read on every request, and changed only through this object; or, where
 * other processes share the store, read again every two seconds.
 */
export class Teams {
  private readonly postgres: Postgres
  private readonly clock: () => Date
  private byId = new Map<number, Team>()
  private byToken = new Map<string, Team>()
  private unknown = new Map<string, number>()
  private readonly shared: boolean
  private loadedAt = 0
  /** Counts tokens and projects that went away: a read that began before must not bring them back. */
  private epoch = 0

  constructor(deps: { postgres: Postgres; clock: () => Date; shared: boolean }) {
    this.postgres = deps.postgres
    this.clock = deps.clock
    this.shared = deps.shared
  }

  async load(): Promise<void> {
    let began = this.clock().getTime()
    const rows: Team[] = await this.current(() => {
      began = this.clock().getTime()
      return this.postgres.selectFrom('team').selectAll().orderBy('id').execute()
    })
    this.byId = new Map(rows.map((team) => [team.id, team]))
    this.byToken = new Map(rows.map((team) => [team.api_token, team]))
    this.unknown.clear()
    this.loadedAt = began
  }

  /** The project with this id. Another process may have made it, so what is not here is looked for. */
  async get(id: number): Promise<Team | undefined> {
    if (!this.byId.has(id) || this.isStale()) await this.load()
    return this.byId.get(id)
  }

  /** The project a capture token belongs to; unknown tokens are remembered for half a minute. */
  async byApiToken(token: string): Promise<Team | undefined> {
    if (this.isStale()) await this.load()
    const known = this.byToken.get(token)
    if (known) return known
    const now = this.clock().getTime()
    if (Math.abs(now - (this.unknown.get(token) ?? Number.NEGATIVE_INFINITY)) < NEGATIVE_MS) return undefined
    if (this.unknown.size >= MAX_UNKNOWN) this.unknown.clear()
    const row: Team | undefined = await this.current(() =>
      this.postgres.selectFrom('team').selectAll().where('api_token', '=', token).executeTakeFirst(),
    )
    if (row) this.remember(row)
    else this.unknown.set(token, now)
    return row
  }

  async ofOrganization(organizationId: string): Promise<Team[]> {
    await this.load()
    return [...this.byId.values()].filter((team) => team.organization_id === organizationId)
  }

  async create(values: { organization_id: string; name: string; api_token: string; is_demo?: boolean }): Promise<Team> {
    const now = this.clock()
    const team: Team = await this.postgres
      .insertInto('team')
      .values({ ...values, uuid: uuidV7(now.getTime()), created_at: now, updated_at: now })
      .returningAll()
      .executeTakeFirstOrThrow()
    this.remember(team)
    return team
  }

  /** Throws 404 when the project was deleted meanwhile. */
  async update(id: number, changes: TeamChanges): Promise<Team> {
    const { test_account_filters, path_cleaning_filters, client_settings: kept, ...others } = changes
    const { person_display_name_properties: names, modifiers, ...rest } = others
    const team: Team = await this.postgres.transaction().execute(async (tx) => {
      if (typeof rest.primary_dashboard === 'number')
        await holdDashboard(tx, id, rest.primary_dashboard, 'primary_dashboard')
      return tx
        .updateTable('team')
        .set({
          ...rest,
          ...(test_account_filters === undefined ? {} : { test_account_filters: json(test_account_filters) }),
          ...(path_cleaning_filters === undefined ? {} : { path_cleaning_filters: json(path_cleaning_filters ?? []) }),
          ...(names === undefined ? {} : { person_display_name_properties: names === null ? null : json<Json>(names) }),
          ...(modifiers === undefined ? {} : { modifiers: modifiers === null ? null : json<Json>(modifiers) }),
          ...(kept === undefined ? {} : { client_settings: sql<Json>`client_settings || ${json<Json>(kept)}` }),
          updated_at: this.clock(),
        })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow(() => notFound())
    })
    this.remember(team)
    return team
  }

  /** Reads a project again that another room has changed. */
  async refresh(id: number): Promise<void> {
    const team = await this.postgres.selectFrom('team').selectAll().where('id', '=', id).executeTakeFirst()
    if (team) this.remember(team)
  }

  /** Gives a project another token; undefined when it is gone. When this resolves no process takes the old one. */
  async resetToken(id: number, api_token: string): Promise<Team | undefined> {
    const team = await this.postgres
      .updateTable('team')
      .set({ api_token, updated_at: this.clock() })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!team) return undefined
    this.epoch++
    this.remember(team)
    await this.everywhere()
    return team
  }

  /** Forgets a project that was deleted. When this resolves no process has it any more. */
  async forget({ id, api_token }: Pick<Team, 'id' | 'api_token'>): Promise<void> {
    this.epoch++
    this.byToken.delete(this.byId.get(id)?.api_token ?? api_token)
    this.byId.delete(id)
    await this.everywhere()
  }

  /** Other processes read the projects again after a while by themselves, so it is enough to wait that long. */
  private async everywhere(): Promise<void> {
    if (this.shared) await new Promise((resolve) => setTimeout(resolve, SHARED_MS + READING_MS))
  }

  private async current<T>(read: () => Promise<T>): Promise<T> {
    for (;;) {
      const { epoch } = this
      const found = await read()
      if (epoch === this.epoch) return found
    }
  }

  private isStale(): boolean {
    // The clock may have been set back since.
    return this.shared && Math.abs(this.clock().getTime() - this.loadedAt) > SHARED_MS
  }

  private remember(team: Team): void {
    const before = this.byId.get(team.id)
    if (before && before.api_token !== team.api_token) this.byToken.delete(before.api_token)
    this.byId.set(team.id, team)
    this.byToken.set(team.api_token, team)
    this.unknown.delete(team.api_token)
  }
}

/** What the API of a project may change. Of the settings for clients those that are not named stay as they are. */
type TeamChanges = Partial<
  Pick<
    Team,
    | 'name'
    | 'timezone'
    | 'week_start_day'
    | 'test_account_filters'
    | 'path_cleaning_filters'
    | 'person_display_name_properties'
    | 'aggregate_users_by_distinct_id'
    | 'modifiers'
    | 'anonymize_ips'
    | 'person_processing_opt_out'
    | 'primary_dashboard'
  >
> & { client_settings?: Partial<ClientSettings> }
