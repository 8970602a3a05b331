import { expect, onTestFinished, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { objectOr, objectsOf } from '../lib/json.ts'
import { ACTIVATION, ESTABLISHED, INVITATION, SIGN_UPS, SUBSCRIPTION, VISITORS } from './company.ts'
import type { SentEvent } from './events.ts'
import { demoBatches, fillDemo } from './fill.ts'

const NOW = new Date('2026-03-12T15:30:00Z')

function all(now: Date, share?: number): SentEvent[] {
  return [...demoBatches(now, share)].flatMap(({ events }) => events)
}

/** Of each event what is asked for below: whole, 150,000 of them would keep the garbage collector busy for seconds. */
const everything: Pick<SentEvent, 'uuid' | 'event' | 'distinct_id' | 'timestamp'>[] = []
for (const { events } of demoBatches(NOW))
  for (const { uuid, event, distinct_id, timestamp } of events) everything.push({ uuid, event, distinct_id, timestamp })

test('sixty days of about 150,000 events that end now, the same every time', () => {
  const events = everything
  expect(events.length).toBeGreaterThan(142_000)
  expect(events.length).toBeLessThan(158_000)
  expect(new Set(events.map(({ uuid }) => uuid)).size).toBe(events.length)
  const days = new Set(events.map(({ timestamp }) => timestamp.slice(0, 10)))
  expect(days.size).toBe(60)
  expect([...days].sort().at(0)).toBe('2026-01-12') // 12 March is the sixtieth day
  expect(events.every(({ timestamp }) => timestamp <= NOW.toISOString())).toBe(true)
  expect(all(NOW, 0.02)).toEqual(all(NOW, 0.02))
}, 60_000)

test('the sign-up funnel loses people where it was designed to', () => {
  const people = new Map<string, Set<string>>()
  for (const { event, distinct_id } of everything) {
    const known = people.get(event) ?? new Set()
    people.set(event, known.add(distinct_id))
  }
  const count = (event: string) => people.get(event)?.size ?? 0
  expect(count('signed up')).toBe(SIGN_UPS)
  // Three standard deviations of a binomial count are 0.04 … 0.08 here.
  expect(count('notebook created') / SIGN_UPS).toBeCloseTo(ACTIVATION, 1)
  expect(count('teammate invited') / count('notebook created')).toBeCloseTo(INVITATION, 1)
  expect(Math.abs(count('subscription started') / count('teammate invited') - SUBSCRIPTION)).toBeLessThan(0.08)
}, 60_000)

test('a fortieth of it, through capture: persons, groups, merges and boards; filling again changes nothing', async () => {
  const share = 0.025
  const part = (count: number) => Math.round(count * share)
  const app = await TestApp.open()
  onTestFinished(() => app.close())
  const { deps } = app.app
  const lines: string[] = []
  const fill = () => fillDemo(deps, (text) => lines.push(text), new AbortController().signal, share)
  const team = await fill()
  expect(team).toMatchObject({ name: 'Brightfold (demo)', is_demo: true })
  const ask = async (query: string) => {
    const node = { kind: 'HogQLQuery', query }
    const { response } = await deps.runQuery({ team_id: team.id, query: node, mode: 'force_blocking' })
    return objectOr(response)['results']
  }
  const stored = all(team.created_at, share).length
  const persons = part(SIGN_UPS) + part(ESTABLISHED)
  expect(persons).toBe(38) // 27 and 11
  const facts = async () => ({
    events: await ask('SELECT count(), count(DISTINCT uuid) FROM events'),
    everybody: await ask('SELECT count(DISTINCT person_id) FROM events'),
    persons: await ask('SELECT count() FROM persons'),
    sign_ups: await ask("SELECT count(), count(DISTINCT person_id) FROM events WHERE event = 'signed up'"),
    boards: await deps.postgres
      .selectFrom('dashboard')
      .select('name')
      .where('team_id', '=', team.id)
      .orderBy('id')
      .execute(),
  })
  const first = await facts()
  expect(first.events).toEqual([[stored, stored]])
  expect(first.everybody).toEqual([[persons + part(VISITORS)]])
  expect(first.persons).toEqual([[persons]])
  expect(first.sign_ups).toEqual([[part(SIGN_UPS), part(SIGN_UPS)]])
  expect(first.boards).toHaveLength(3)
  const insights = await deps.postgres.selectFrom('insight').selectAll().where('team_id', '=', team.id).execute()
  for (const { name, query } of insights) {
    const { response } = await deps.runQuery({ team_id: team.id, query: objectOr(query), mode: 'force_blocking' })
    expect([name, JSON.stringify(objectOr(response)['results']).length > 50]).toEqual([name, true])
  }
  const definition = await app.ask('GET', `/api/projects/${team.id}/event_definitions/by_name/?name=invoice+paid`)
  expect(definition.body).toMatchObject({ verified: true, tags: ['revenue'], primary_property: 'amount' })
  const typed = await app.ask('GET', `/api/projects/${team.id}/event_definitions/typescript/`)
  expect(String(typed.body['content'])).toMatch(/"invoice paid": \{\s+"amount": number\s+"currency": string/)
  const action = await ask("SELECT count() FROM events WHERE matchesAction('Worked in a notebook')")
  expect(action).toEqual(
    await ask("SELECT count() FROM events WHERE event IN ('note created', 'note edited', 'comment added')"),
  )
  await deps.calculations.settled()
  const cohorts = await app.ask('GET', `/api/projects/${team.id}/cohorts/`)
  const paying = await ask("SELECT count() FROM persons WHERE properties.plan IN ('team', 'business')")
  expect(objectsOf(cohorts.body['results']).map(({ name, count }) => [name, count])).toEqual([
    ['Edited a note this week', expect.any(Number)],
    ['On a paid plan', Number(JSON.stringify(paying).replace(/\D/g, ''))],
  ])
  // Two second accounts were merged: what was sent under them counts for the first ones.
  expect(
    await ask(
      "SELECT count(DISTINCT distinct_id), count(DISTINCT person_id) FROM events WHERE distinct_id IN ('user_1001', 'user_9001', 'user_1002', 'user_9002')",
    ),
  ).toEqual([[4, 2]])
  expect(await fill()).toMatchObject({ id: team.id })
  expect(await facts()).toEqual(first)

  await deps.postgres.deleteFrom('instance_setting').where('key', '=', 'demo_filled').execute()
  await deps.postgres.deleteFrom('dashboard').where('team_id', '=', team.id).execute()
  await fill() // as after an interruption: everything is sent again and counts once
  expect(await facts()).toEqual(first)

  expect((await app.ask('DELETE', `/api/projects/${team.id}/`)).status).toBe(204)
  const again = await fill()
  expect(again.id).not.toBe(team.id)
  const listed = await app.ask('GET', `/api/projects/${again.id}/dashboards/`)
  expect(listed.body['count']).toBe(first.boards.length)
}, 90_000)
