import { newProjectToken } from '../accounts/keys.ts'
import type { Teams } from '../accounts/teams.ts'
import { type IngestDeps, ingest } from '../capture/ingest.ts'
import { type CapturedEvent, isRejection, normalize } from '../capture/normalize.ts'
import type { Observe } from '../definitions/observe.ts'
import type { Log } from '../lib/log.ts'
import type { Outbox } from '../persons/outbox.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'
import { makeBoards } from './boards.ts'
import { PROJECT_NAME } from './company.ts'
import { eventsOfVisit, type SentEvent } from './events.ts'
import { makeNotes, type NotesDeps } from './notes.ts'
import { makePeople } from './people.ts'
import { Random } from './random.ts'
import { planVisits } from './visits.ts'

export interface DemoDeps extends IngestDeps, NotesDeps {
  postgres: Postgres
  teams: Teams
  observe: Observe
  outbox: Outbox
  clock: () => Date
  log: Log
}

const SEED = 20_260
const BATCH = 2_500
const AT_ONCE = 6
const BYTES_PER_EVENT = 1_200
const FILLED = 'demo_filled'

/**
 * Fills the demo project, once. The events are captured like any others, so persons, groups, definitions and overrides come
 * out as they would for a customer. Events and their uuids depend only on the seed and on the moment the project was made:
 * where filling was interrupted it is simply repeated, and events that are there already are not stored twice.
 */
export async function fillDemo(
  deps: DemoDeps,
  tell: (text: string) => void,
  signal: AbortSignal,
  share = 1,
): Promise<Team> {
  const { team, user_id } = await demoProject(deps)
  const filled = await deps.postgres
    .selectFrom('instance_setting')
    .select('value')
    .where('key', '=', FILLED)
    .executeTakeFirst()
  if (filled) return team
  await sendEvents(deps, team, tell, signal, share)
  await Promise.all([deps.outbox.flush(), deps.observe.flush()])
  const now = deps.clock()
  await deps.postgres.transaction().execute(async (tx) => {
    await makeBoards(tx, team.id, { userId: user_id, now })
    await tx.insertInto('instance_setting').values({ key: FILLED, value: now.toISOString() }).execute()
  })
  await makeNotes(deps, team, { userId: user_id, now })
  return team
}

/** The demo project of the first organization, made when it is missing, and who shall own its boards. */
async function demoProject({ postgres, teams }: DemoDeps): Promise<{ team: Team; user_id: number }> {
  const owner = await postgres
    .selectFrom('organization_membership')
    .select(['organization_id', 'user_id'])
    .orderBy('joined_at')
    .executeTakeFirstOrThrow()
  const { organization_id, user_id } = owner
  const existing = (await teams.ofOrganization(organization_id)).find(({ is_demo }) => is_demo)
  // One that was deleted is made anew, and not filled yet.
  if (!existing) await postgres.deleteFrom('instance_setting').where('key', '=', FILLED).execute()
  const values = { organization_id, name: PROJECT_NAME, api_token: newProjectToken(), is_demo: true }
  return { team: existing ?? (await teams.create(values)), user_id }
}

/** Everything that happened in the demo up to `now`, in batches as a client would send them. */
export function* demoBatches(now: Date, share = 1): Generator<{ events: SentEvent[]; done: number }> {
  const random = new Random(SEED)
  const visits = planVisits(makePeople(random, share), random, now)
  let events: SentEvent[] = []
  for (const [index, visit] of visits.entries()) {
    for (const event of eventsOfVisit(visit)) if (Date.parse(event.timestamp) <= now.getTime()) events.push(event)
    if (events.length < BATCH && index < visits.length - 1) continue
    yield { events, done: (index + 1) / visits.length }
    events = []
  }
}

async function sendEvents(
  deps: DemoDeps,
  team: Team,
  tell: (text: string) => void,
  signal: AbortSignal,
  share: number,
): Promise<void> {
  const waiting: Promise<void>[] = []
  let [sent, told] = [0, 0]
  for (const { events, done } of demoBatches(team.created_at, share)) {
    signal.throwIfAborted()
    if (waiting.length >= AT_ONCE) await waiting.shift()
    const stored = store(deps, team, events)
    stored.catch(() => undefined) // awaited later; whoever waits first hears of it
    waiting.push(stored)
    sent += events.length
    if (done < told + 0.2) continue
    told = done
    tell(`filling the demo project: ${Math.round(done * 100)} %, ${sent.toLocaleString('en')} events`)
  }
  await Promise.all(waiting)
}

async function store(deps: DemoDeps, team: Team, events: readonly SentEvent[]): Promise<void> {
  const { api_token: token, anonymize_ips } = team
  const arrival = { token, sent_at: undefined, now: team.created_at.getTime(), ip: '', anonymize_ips, engage: false }
  const read = events.map((event) => normalize(event, arrival))
  const captured = read.filter((event): event is CapturedEvent => !isRejection(event))
  const results = await ingest(deps, team, captured, captured.length * BYTES_PER_EVENT)
  const failed = results.find(({ result }) => result !== 'ok')
  if (failed) throw new Error(`The demo project could not be filled: ${failed.details ?? failed.result}`)
}
