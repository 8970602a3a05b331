import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { objectsOf } from '../../src/lib/json.ts'
import { Server, TOKEN } from '../support/server.ts'

const server = new Server()
beforeAll(() => server.start(), 90_000)
afterAll(() => server.remove())

/** How often the program is killed. A round takes two to three seconds; `.ci/run` has the patience for thirty. */
const ROUNDS = Number(process.env['SIGKILL_ROUNDS'] ?? 1)
const SENDERS = 4

test('SIGKILL at random moments under load loses nothing that was acknowledged and counts nothing twice', async () => {
  const acknowledged = new Set<string>()
  const users = new Set<string>()
  const unanswered: object[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    let isOver = false
    const sender = async (who: number) => {
      for (let n = 0; !isOver; n++) {
        // A browser that is anonymous first, then somebody: every batch ends in a merge.
        const [anonymous, user] = [`anon-${round}-${who}-${n}`, `ann-${who}-${round % 5}`]
        const make = (distinct_id: string) => ({ event: 'durable', distinct_id, uuid: randomUUID() })
        const events = [make(anonymous), make(anonymous), make(user)]
        const merge = {
          event: '$identify',
          distinct_id: user,
          uuid: randomUUID(),
          properties: { $anon_distinct_id: anonymous },
        }
        const batch = [...events, merge]
        const isStored = await server.batch(batch).then(
          (reply) => reply.status === 200,
          () => false,
        )
        users.add(user)
        if (isStored) for (const { uuid } of events) acknowledged.add(uuid)
        else {
          unanswered.push(batch)
          return
        }
      }
    }
    const senders = Array.from({ length: SENDERS }, (_, who) => sender(who))
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 300))
    await server.end('SIGKILL')
    isOver = true
    await Promise.all(senders)
    await server.start()
    // As SDKs do: what was not answered is sent again, with the same uuids.
    for (const batch of unanswered.splice(0)) {
      expect((await server.batch(batch)).status).toBe(200)
      for (const event of batch) if ('uuid' in event && event !== batch.at(-1)) acknowledged.add(String(event.uuid))
    }
  }
  expect(acknowledged.size).toBeGreaterThan(ROUNDS * SENDERS)
  expect(await server.sql("SELECT count(), count(DISTINCT uuid) FROM events WHERE event = 'durable'")).toEqual([
    [acknowledged.size, acknowledged.size],
  ])
  const missing = (await stored()).filter((uuid) => !acknowledged.has(uuid))
  expect(missing).toEqual([])
  // Every anonymous id was merged into its user, by merges of which each may have been cut off by a kill.
  expect(await server.sql("SELECT count(DISTINCT person_id) FROM events WHERE event = 'durable'")).toEqual([
    [users.size],
  ])
  expect(await server.end('SIGTERM')).toBe(0)
}, 600_000)

async function stored(): Promise<string[]> {
  const rows = await server.sql("SELECT toString(uuid) FROM events WHERE event = 'durable' LIMIT 50000")
  return rows.map(([uuid]) => String(uuid))
}

describe('what was answered before a kill', () => {
  const event = { uuid: randomUUID(), event: 'again', distinct_id: 'again', timestamp: new Date().toISOString() }
  const refused = Array.from({ length: 50 }, () => ({ uuid: randomUUID(), event: 'held', distinct_id: 'ann' }))
  let definition: string
  beforeAll(async () => {
    await server.start()
    const properties = [{ name: 'amount', property_type: 'Numeric', is_required: true }]
    const group = await server.api('POST', '/projects/1/schema_property_groups/', { name: 'G', properties })
    const held = { name: 'held', enforcement_mode: 'reject' }
    definition = (await server.api('POST', '/projects/1/event_definitions/', held)).body.id
    const link = { event_definition: definition, property_group_id: group.body.id }
    expect((await server.api('POST', '/projects/1/event_schemas/', link)).status).toBe(201)
    const once = { event: 'once', distinct_id: 'ann', properties: { paid: 3, $set: { plan: 'pro' } } }
    for (const batch of [[event], refused, [once]]) expect((await server.batch(batch)).status).toBe(200)
    await server.end('SIGKILL')
    await server.start()
  }, 60_000)

  test('a uuid that was stored is known, whichever protocol sends it', async () => {
    expect((await server.batch([event])).status).toBe(200)
    const reply = await fetch(`${server.url}/i/v1/analytics/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
        'posthog-sdk-info': 'posthog-node/5.70.0',
        'posthog-attempt': '2',
        'posthog-request-id': randomUUID(),
        'posthog-request-timestamp': new Date().toISOString(),
      },
      body: JSON.stringify({ created_at: new Date().toISOString(), batch: [event] }),
    })
    expect(await reply.json()).toEqual({ results: { [event.uuid]: { result: 'ok' } } })
    expect(await server.sql("SELECT count() FROM events WHERE event = 'again'")).toEqual([[1]])
  })

  test('an event that came once is known, with its properties', async () => {
    const names = async (path: string) => {
      const { results } = (await server.api('GET', `/projects/1/${path}`)).body
      return objectsOf(results).map(({ name }) => name)
    }
    await expect.poll(() => names('event_definitions/?search=once'), { timeout: 5_000 }).toEqual(['once'])
    await expect.poll(() => names('property_definitions/?event_names=["once"]&search=paid')).toEqual(['paid'])
    await expect.poll(() => names('property_definitions/?type=person&search=plan')).toEqual(['plan'])
  })

  test('what its schema refused is durable', async () => {
    expect((await server.batch(refused)).status).toBe(200)
    expect((await server.api('GET', '/projects/1/quarantined_events/?event=held')).body.count).toBe(50)
    await server.api('PATCH', `/projects/1/event_definitions/${definition}/`, { enforcement_mode: 'allow' })
    const replay = await server.api('POST', '/projects/1/quarantined_events/replay/', { event: 'held' })
    expect(replay.body).toEqual({ replayed: 50, still_rejected: 0 })
    expect(await server.sql("SELECT count(), uniq(uuid) FROM events WHERE event = 'held'")).toEqual([[50, 50]])
  })
})
