import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, TestApp } from '../../test/support/app.ts'
import { createLog } from '../lib/log.ts'

let app: TestApp
let action: number
const logged: string[] = []

beforeAll(async () => {
  const log = createLog('error', () => new Date())
  app = await TestApp.open(undefined, {}, { ...log, error: (message) => void logged.push(message) })
  const at = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString()
  const one = (event: string, distinct_id: string, ago: number, properties: object) => ({
    ...{ event, distinct_id, timestamp: at(ago), properties },
  })
  const session = (id: number) => `0190a0a0-0000-7000-8000-00000000000${id}`
  await app.capture([
    one('signed up', 'ann', 1, { plan: 'pro', seats: 3, $set: { tier: 'gold' }, $groups: { company: 'acme' } }),
    one('signed up', 'ben', 2, { plan: 'free', seats: 1, list: [1, 2], $set: { tier: 'gold' } }),
    one('signed up', 'cat', 3, { plan: 'free', note: 'a|b\nc', $set: { tier: 'tin', 'a, b': 'x' } }),
    one('invited', 'ben', 1, { plan: 'free', $session_id: session(1), $current_url: 'https://a.example/x' }),
    one('$pageview', 'ann', 1, { $session_id: session(2), $current_url: 'https://a.example/"y"' }),
    one('$groupidentify', 'ann', 1, {
      $group_type: 'company',
      $group_key: 'acme',
      $group_set: { size: 7, city: 'Rome' },
    }),
  ])
  await app.app.deps.outbox.flush()
  const steps = [{ event: 'invited' }]
  action = Number((await app.ask('POST', '/api/projects/1/actions/', { name: 'Invites', steps })).body['id'])
})
afterAll(() => app.close())

const post = (tool: string, body?: unknown, key: string | null = KEY, below = 'environments') =>
  app.ask('POST', `/api/${below}/1/mcp_tools/${tool}/`, body, key)

async function told(tool: string, args: object): Promise<string> {
  const { status, body } = await post(tool, { args })
  expect([status, body['success'], body['content']]).toEqual([200, true, expect.any(String)])
  return String(body['content'])
}
const sql = (query: string, more: object = {}) => told('execute_sql', { query, ...more })
const schema = (query: object) => told('read_taxonomy', { query })

describe('who may ask', () => {
  test('a key with query:read alone, below both addresses of the project', async () => {
    const reader = await app.key(['query:read'])
    for (const below of ['environments', 'projects'])
      expect((await post('execute_sql', { args: { query: 'select 1 as one' } }, reader, below)).body).toEqual({
        ...{ success: true, content: 'one\n1' },
      })
    expect((await post('read_taxonomy', { args: { query: { kind: 'events' } } }, reader)).status).toBe(200)
  })

  test('nobody without a key, without the scope or of another project', async () => {
    const args = { args: { query: 'select 1' } }
    expect((await post('execute_sql', args, null)).status).toBe(401)
    const refused = await post('read_taxonomy', args, await app.key(['insight:read']))
    expect([refused.status, refused.body['detail']]).toEqual([403, "API key missing required scope 'query:read'"])
    const bound = await app.key(['*'], { scoped_teams: [2] })
    expect((await post('execute_sql', args, bound)).status).toBe(403)
  })

  test('another project has rows and names of its own', async () => {
    const made = await app.app.deps.teams.create({
      ...{ organization_id: app.app.first_start?.team.organization_id ?? '', name: 'Second', api_token: 'phc_second' },
    })
    const ask = async (tool: string, args: object) =>
      (await app.ask('POST', `/api/projects/${made.id}/mcp_tools/${tool}/`, { args })).body['content']
    expect(await ask('execute_sql', { query: 'select count() as n from events' })).toBe('n\n0')
    expect(await ask('read_taxonomy', { query: { kind: 'events' } })).toBe('No events were sent in the last 30 days.')
    for (const query of [
      { kind: 'event_properties', event_name: 'signed up' },
      { kind: 'entity_properties', entity: 'session' },
      { kind: 'event_property_values', event_name: 'signed up', property_name: 'plan' },
      { kind: 'entity_property_values', entity: 'person', property_name: 'tier' },
      { kind: 'entity_property_values', entity: 'session', property_name: '$entry_pathname' },
      { kind: 'action_properties', action_id: action },
      { kind: 'entity_properties', entity: 'company' },
    ])
      expect(await ask('read_taxonomy', { query })).not.toMatch(/plan|gold|free|size|\/x/)
  })
})

describe('what is refused', () => {
  test('a tool that is not there', async () => {
    for (const name of ['x', 'toString', '__proto__', 'execute-sql']) {
      const { status, body } = await post(name, { args: {} })
      expect([status, body['success'], body['content']]).toEqual([
        ...[404, false, `Tool '${name}' not found. There are: execute_sql, read_taxonomy.`],
      ])
    }
  })

  test.each([
    ['execute_sql', undefined, 'query'],
    ['execute_sql', {}, 'query'],
    ['execute_sql', { args: {} }, 'query'],
    ['execute_sql', { args: null }, 'query'],
    ['execute_sql', { args: [] }, 'args'],
    ['execute_sql', { args: 'select 1' }, 'args'],
    ['execute_sql', { args: { query: 7 } }, 'query'],
    ['execute_sql', { args: { query: null } }, 'query'],
    ['execute_sql', { args: { query: {} } }, 'query'],
    ['execute_sql', { args: { query: 'select 1', truncate: 'no' } }, 'truncate'],
    ['execute_sql', { args: { query: 'select 1', connectionId: 1 } }, 'connectionId'],
    ['read_taxonomy', { args: {} }, 'query'],
    ['read_taxonomy', { args: { query: 'events' } }, 'query'],
    ['read_taxonomy', { args: { query: {} } }, 'query.kind'],
    ['read_taxonomy', { args: { query: { kind: 'tables' } } }, 'query.kind'],
    ['read_taxonomy', { args: { query: { kind: 'events', limit: 0 } } }, 'query.limit'],
    ['read_taxonomy', { args: { query: { kind: 'events', limit: 501 } } }, 'query.limit'],
    ['read_taxonomy', { args: { query: { kind: 'events', offset: -1 } } }, 'query.offset'],
    ['read_taxonomy', { args: { query: { kind: 'events', offset: 1.5 } } }, 'query.offset'],
    ['read_taxonomy', { args: { query: { kind: 'event_properties' } } }, 'query.event_name'],
    ['read_taxonomy', { args: { query: { kind: 'event_properties', event_name: ['a'] } } }, 'query.event_name'],
    ['read_taxonomy', { args: { query: { kind: 'event_property_values', event_name: 'a' } } }, 'query.property_name'],
    ['read_taxonomy', { args: { query: { kind: 'action_properties', action_id: 'x' } } }, 'query.action_id'],
    ['read_taxonomy', { args: { query: { kind: 'action_property_values', action_id: 1 } } }, 'query.property_name'],
    ['read_taxonomy', { args: { query: { kind: 'entity_properties', entity: null } } }, 'query.entity'],
    ['read_taxonomy', { args: { query: { kind: 'entity_property_values' } } }, 'query.entity'],
  ])('%s %j names %s', async (tool, body, field) => {
    const answer = await post(tool, body)
    expect([answer.status, answer.body['success']]).toEqual([400, false])
    expect(String(answer.body['content'])).toMatch(/validation error/)
    expect(String(answer.body['content'])).toContain(`Invalid arguments: ${field}: `)
  })

  test('a kind that is not there names those that are', async () => {
    const { body } = await post('read_taxonomy', { args: { query: { kind: 'tables' } } })
    expect(body['content']).toContain('expected one of events, event_properties, event_property_values')
  })

  test.each([
    ['not SQL', 'nonsense', /.+/],
    ['a name that is not there', 'select nonsense from events', /nonsense/],
    ['what the engine refuses', "select match('a', '(')", /regular expression is invalid/],
    ['a change', 'drop table events', /.+/],
    ['a table of the engine', 'select * from system.users', /.+/],
    ['nothing', '', /.+/],
    ['NUL', 'select \0', /.+/],
  ])('SQL that fails says why: %s', async (_, query, reason) => {
    const { status, body } = await post('execute_sql', { args: { query } })
    expect([status, body['success'], body['error_type']]).toEqual([200, false, 'validation'])
    expect(String(body['content'])).toMatch(/^Tool failed: /)
    expect(String(body['content']).slice('Tool failed: '.length)).toMatch(reason)
  })

  test('another database, an unknown entity, action or column of sessions', async () => {
    const failure = async (tool: string, args: object) => {
      const { status, body } = await post(tool, { args })
      expect([status, body['success']]).toEqual([200, false])
      return String(body['content'])
    }
    expect(await failure('execute_sql', { query: 'select 1', connectionId: 'abc' })).toContain('connectionId')
    expect(await failure('read_taxonomy', { query: { kind: 'entity_properties', entity: 'robot' } })).toBe(
      'Tool failed: There is no such entity. There are: person, session, company.',
    )
    for (const id of [999_999, 2 ** 40, -1])
      expect(await failure('read_taxonomy', { query: { kind: 'action_properties', action_id: id } })).toContain(
        'Tool failed: Action does not exist',
      )
    const column = { kind: 'entity_property_values', entity: 'session', property_name: '1) from events --' }
    expect(await failure('read_taxonomy', { query: column })).toContain('no such property')
  })

  test('what nobody expected is logged and not told', async () => {
    const { group_types } = app.app.deps
    const { of } = group_types
    group_types.of = () => Promise.reject(new Error('secret host 10.0.0.1'))
    const query = { kind: 'entity_properties', entity: 'person' }
    const { status, body, text } = await post('read_taxonomy', { args: { query } })
    group_types.of = of
    expect([status, body['success'], body['error_type']]).toEqual([200, false, 'internal'])
    expect(body['content']).toContain('internal error')
    expect(text).not.toContain('10.0.0.1')
    expect(logged).toEqual(['the tool read_taxonomy failed'])
  })
})

describe('SQL as a table', () => {
  test('one row a line', async () => {
    expect(await sql('select event, count() as cnt from events group by event order by cnt desc, event limit 2')).toBe(
      'event|cnt\nsigned up|3\n$groupidentify|1',
    )
    expect(await sql('select 1 as a where false')).toBe('No data recorded for this time period.')
  })

  test('NULL is told from text, and nothing in a cell breaks the table', async () => {
    const rows = await sql(
      "select properties.note, properties.seats from events where event = 'signed up' order by timestamp",
    )
    expect(rows.split('\n').slice(1)).toEqual(['a\\|b c|(null)', '(null)|1', '(null)|3'])
  })

  test('long objects are cut unless they are wanted whole', async () => {
    const query = "select concat('[', repeat('x', 600), ']') as long"
    expect((await sql(query)).length).toBe('long\n'.length + 500 + '...truncated'.length)
    expect((await sql(query, { truncate: false })).length).toBe('long\n'.length + 602)
  })

  test('what was sent since the last time is in it', async () => {
    const query = "select count() as n from events where event = 'late'"
    expect(await sql(query)).toBe('n\n0')
    await app.capture([{ event: 'late', distinct_id: 'ann', properties: {} }])
    expect(await sql(query)).toBe('n\n1')
    expect(await schema({ kind: 'events' })).toContain('- `late`')
  })
})

describe('the taxonomy', () => {
  test('events, the most frequent first, in pages', async () => {
    const found = await rest('/event_definitions/by_name/?name=signed%20up')
    const description = 'A new\naccount'
    await app.ask('PATCH', `/api/projects/1/event_definitions/${String(found['id'])}/`, { description })
    const all = (await schema({ kind: 'events' })).split('\n')
    expect(all.slice(0, 2)).toEqual(['events:', '- `signed up` - A new account'])
    expect(all).toContain('- `$pageview` - Pageview')
    expect((await schema({ kind: 'events', limit: 1, offset: 1 })).split('\n')).toEqual([
      ...['events:', all[2], expect.stringMatching(/^2 of \d+ events .* offset 2 /)],
    ])
    expect(await schema({ kind: 'events', offset: 999 })).toBe('events:')
  })

  test('properties of an event with their types', async () => {
    const text = await schema({ kind: 'event_properties', event_name: 'signed up' })
    expect(text).toContain('Description of `signed up`: A new account\n\n')
    expect(text).toContain('<String>\n- $ip\n- note\n- plan\n</String>')
    expect(text).toContain('<Numeric>\n- seats\n</Numeric>')
    expect(text).toContain('<Other>\n- list\n</Other>')
    expect(await schema({ kind: 'event_properties', event_name: 'nothing' })).toBe(
      'No properties are known of the event nothing.',
    )
  })

  test('values of a property of an event, texts in quotes', async () => {
    const of = (event_name: string, property_name: string) =>
      schema({ kind: 'event_property_values', event_name, property_name })
    expect(await of('signed up', 'plan')).toBe('"free", "pro"')
    expect((await of('signed up', 'seats')).split(', ').sort()).toEqual(['1', '3'])
    expect(await of('signed up', 'note')).toBe('"a|b\\nc"')
    for (const [event, property] of [
      ['signed up', 'none'],
      ["x' or 1", 'a`b\\'],
      ['signed up', 'a, b'],
    ] as const)
      expect(await of(event, property)).toBe('The property has no values.')
  })

  test('more values than are told are counted', async () => {
    const batch = Array.from({ length: 30 }, (_, i) => ({
      event: 'many',
      distinct_id: 'ann',
      properties: { v: `v${i}` },
    }))
    await app.capture(batch)
    const text = await schema({ kind: 'event_property_values', event_name: 'many', property_name: 'v' })
    expect(text).toMatch(/^("v\d+", ){24}"v\d+" and 5 more distinct values\.$/)
  })

  test('properties and values of an action', async () => {
    expect(await schema({ kind: 'action_properties', action_id: action })).toContain('- plan')
    const values = { kind: 'action_property_values', action_id: action, property_name: 'plan' }
    expect(await schema(values)).toBe('"free"')
  })

  test('persons, groups and sessions, by one or many', async () => {
    for (const entity of ['person', 'persons']) {
      const text = await schema({ kind: 'entity_properties', entity })
      expect(text).toContain('- tier')
      expect(text).toContain('- $virt_initial_channel_type')
    }
    for (const entity of ['company', 'companys'])
      expect(await schema({ kind: 'entity_properties', entity })).toBe(
        '<String>\n- city\n</String>\n<Numeric>\n- size\n</Numeric>',
      )
    expect(await schema({ kind: 'entity_properties', entity: 'session' })).toMatch(
      /<String>\n[\s\S]*- \$entry_pathname\n[\s\S]*<Numeric>\n[\s\S]*- \$pageview_count/,
    )
  })

  test('values of persons, groups and sessions', async () => {
    const of = (entity: string, property_name: string) =>
      schema({ kind: 'entity_property_values', entity, property_name })
    expect(await of('person', 'tier')).toBe('"gold", "tin"')
    expect(await of('person', 'a, b')).toBe('"x"')
    expect(await of('company', 'size')).toBe('7')
    expect(await of('company', 'none')).toBe('The property has no values.')
    expect(await of('session', '$entry_current_url')).toBe('"https://a.example/\\"y\\"", "https://a.example/x"')
    expect(await of('sessions', '$pageview_count')).toBe('0, 1')
  })

  test.each([
    ['NUL', 'a\0'],
    ['half a letter', 'a\ud800'],
    ['a quote', "`'"],
    ['a wildcard', '%'],
    ['a long one', 'x'.repeat(3000)],
  ])('no name breaks it: %s', async (_, name) => {
    for (const query of [
      { kind: 'event_properties', event_name: name },
      { kind: 'event_property_values', event_name: name, property_name: name },
      { kind: 'action_property_values', action_id: action, property_name: name },
      { kind: 'entity_properties', entity: name },
      { kind: 'entity_property_values', entity: 'person', property_name: name },
      { kind: 'entity_property_values', entity: 'company', property_name: name },
      { kind: 'entity_property_values', entity: 'session', property_name: name },
    ]) {
      const { status, body } = await post('read_taxonomy', { args: { query } })
      expect([query, status, body['error_type'] ?? 'validation']).toEqual([query, 200, 'validation'])
    }
  })
})

const rest = async (path: string) => (await app.ask('GET', `/api/projects/1${path}`)).body
