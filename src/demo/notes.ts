import { readSteps, storedSteps } from '../actions/steps.ts'
import { insertAction } from '../actions/store.ts'
import type { Editor } from '../activity/editor.ts'
import { createAnnotation } from '../annotations/store.ts'
import type { Calculations } from '../cohorts/calculate.ts'
import { isInline, readCriteria } from '../cohorts/criteria.ts'
import { insertCohort } from '../cohorts/store.ts'
import { findDefinitionByName, updateDefinition } from '../definitions/event-definitions.ts'
import { insertEventSchema, insertPropertyGroup, setProperties } from '../definitions/property-groups.ts'
import { DAY_MS } from '../lib/durations.ts'
import { type Json, trusted } from '../lib/json.ts'
import type { Postgres } from '../postgres/postgres.ts'
import type { Team } from '../schema/team.ts'
import { setTags } from '../tags/store.ts'
import { DAYS } from './company.ts'

export interface NotesDeps {
  postgres: Postgres
  calculations: Pick<Calculations, 'request'>
}

/** What the company's people wrote down about their events. */
const EVENTS = [
  { name: 'signed up', description: 'Somebody made an account.', tags: ['growth'], primary_property: 'plan' },
  { name: 'notebook created', description: 'The first notebook after signing up.', tags: ['activation'] },
  {
    name: 'teammate invited',
    description: 'How many were invited is in "invitations".',
    tags: ['activation', 'growth'],
  },
  { name: 'subscription started', description: 'The first paid month.', tags: ['revenue'], primary_property: 'plan' },
  {
    name: 'invoice paid',
    description: 'Sent by the server; amounts in dollars.',
    tags: ['revenue'],
    primary_property: 'amount',
  },
  { name: 'note edited', description: 'Somebody changed a note: who does is at work.', tags: ['engagement'] },
]

/** Days of the demo, counted from its first, as the campaign of `company.ts` has them. */
const DAYS_TO_REMEMBER = [
  { day: 24, content: 'The launch of the templates: a week on another site' },
  { day: 41, content: 'Second accounts were merged into the first ones' },
]

/** What the events that speak of money carry: their typed code asks for it. */
const MONEY = {
  name: 'Money',
  description: 'An amount that somebody pays.',
  events: ['subscription started', 'invoice paid'],
  properties: [
    { name: 'amount', property_type: 'Numeric', description: 'Dollars a month' },
    { name: 'currency', property_type: 'String', description: 'ISO 4217' },
    { name: 'plan', property_type: 'String', description: 'team or business' },
  ] as const,
}

const AT_WORK = ['note created', 'note edited', 'comment added']

const PAYING = {
  name: 'On a paid plan',
  description: 'Their company pays for the team or the business plan.',
  filters: group([{ type: 'person', key: 'plan', operator: 'exact', value: ['team', 'business'] }]),
}

const LATELY = {
  name: 'Edited a note this week',
  description: 'In the last seven days.',
  filters: group([
    {
      ...{ type: 'behavioral', value: 'performed_event', key: 'note edited', event_type: 'events' },
      ...{ time_value: 7, time_interval: 'day' },
    },
  ]),
}

function group(values: object[]) {
  return { properties: { type: 'OR', values: [{ type: 'AND', values }] } }
}

/** Describes the events of the demo, marks its days, and makes a schema, an action and two cohorts. */
export async function makeNotes(deps: NotesDeps, team: Team, editor: Editor): Promise<void> {
  const { postgres, calculations } = deps
  const { userId, now } = editor
  const made = { team_id: team.id, created_by: userId, created_at: now }
  await describeEvents(postgres, team, editor)
  await makeSchema(postgres, team, editor)
  const start = Math.floor(team.created_at.getTime() / DAY_MS) * DAY_MS - (DAYS - 1) * DAY_MS
  for (const { day, content } of DAYS_TO_REMEMBER) {
    const values = { content, scope: 'project', date_marker: new Date(start + (day + 0.5) * DAY_MS) }
    await createAnnotation(postgres, team.id, userId, values, now)
  }
  const steps = storedSteps(readSteps(AT_WORK.map((event) => ({ event }))))
  await insertAction(postgres, { ...made, name: 'Worked in a notebook', steps })
  for (const { filters, ...cohort } of [PAYING, LATELY]) {
    const criteria = readCriteria(filters)
    const values = { filters: { properties: trusted<Json>(criteria) }, is_inline: isInline(criteria) }
    const { id } = await insertCohort(postgres, { ...made, ...cohort, ...values })
    await calculations.request(team.id, [id])
  }
}

async function describeEvents(postgres: Postgres, team: Team, editor: Editor): Promise<void> {
  for (const { name, tags, ...noted } of EVENTS) {
    const found = await findDefinitionByName(postgres, team.id, name)
    if (!found) continue // A small share of the demo may lack a rare event.
    await updateDefinition(postgres, found, { ...noted, verified: true, owner: editor.userId }, editor)
    await postgres.transaction().execute((tx) => setTags(tx, team.id, 'event_definition', found.id, tags, editor.now))
  }
}

async function makeSchema(postgres: Postgres, team: Team, { userId, now }: Editor): Promise<void> {
  const { name, description, events, properties } = MONEY
  const group = await insertPropertyGroup(postgres, { name, description, team_id: team.id, created_by: userId }, now)
  if (group === undefined) return
  const required = properties.map((property) => ({ ...property, is_required: true, is_optional_in_types: false }))
  await setProperties(postgres, group, [], required, now)
  for (const event of events) {
    const found = await findDefinitionByName(postgres, team.id, event)
    const link = found && { event_definition_id: found.id, property_group_id: group }
    if (link) await insertEventSchema(postgres, link, now)
  }
}
