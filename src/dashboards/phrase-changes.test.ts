import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { TestApp } from '../../test/support/app.ts'
import { type Answering, ModelProvider, sendJson, WRITTEN } from '../../test/support/model-provider.ts'
import { isObject, objectOr, parseJson } from '../lib/json.ts'
import type { Log } from '../lib/log.ts'

const BASE = '/api/projects/1'
const SECRET = 'sk-test-9f8e7d6c'
const NOTHING = 'No significant changes detected in the dashboard data.'
const PLAIN = '- Signups: total 4 -> 6 (+50%)'
const WORDS = '- Signups grew from 4 to 6, which is 50% more.'
const NOON = new Date('2026-03-07T12:00:00Z')

/** Garbage is collected meanwhile, which must not make the request forget that it may be aborted. */
const neverEnds: Answering = (reply) => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const collecting = setTimeout(collect, 300)
  reply.on('close', () => clearTimeout(collecting))
  reply.writeHead(200).write('{"choices":')
}

describe.each(['openai', 'anthropic'] as const)('a provider that speaks as %s does', (kind) => {
  const said: string[] = []
  const note = (text: string, error?: unknown) => void said.push(`${text} ${error instanceof Error ? error.stack : ''}`)
  const log: Log = { debug: note, info: note, warn: note, error: note }
  let app: TestApp
  let provider: ModelProvider
  beforeAll(async () => {
    provider = await ModelProvider.open()
    const model = { provider: kind, url: provider.url, key: SECRET, name: 'small', seconds: 1 }
    app = await TestApp.open(() => NOON, { model }, log)
  })
  afterAll(async () => {
    await app.close()
    await provider.close()
  })

  const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)
  const signUps = (count: number, timestamp: string, properties = {}) =>
    app.capture(Array.from({ length: count }, (_, i) => ({ event, distinct_id: `p${i}`, timestamp, properties })))
  const insight = (name: string, more: object = {}) => {
    const series = [{ kind: 'EventsNode', event }]
    const dateRange = { date_from: '2026-03-01', date_to: '2026-03-31' }
    const query = { kind: 'TrendsQuery', series, dateRange, trendsFilter: { display: 'BoldNumber' }, ...more }
    return ask('POST', '/insights/', { name, query, dashboards: [here] })
  }
  const analyze = async (change: () => Promise<unknown>, overrides = '') => {
    await ask('GET', `/dashboards/${here}/?refresh=force_blocking${overrides}`)
    const { body } = await ask('POST', `/dashboards/${here}/snapshot/?${overrides}`)
    await change()
    await ask('GET', `/dashboards/${here}/?refresh=force_blocking${overrides}`)
    return ask('POST', `/dashboards/${here}/analyze_refresh_result/`, { cache_key: body['cache_key'] })
  }
  const grown = () => analyze(() => signUps(2, '2026-03-07T10:00:00Z'))
  const writes =
    (text: string, isWhole = true): Answering =>
    (reply) =>
      sendJson(reply, 200, WRITTEN[kind](text, isWhole))
  const factsOf = (body: unknown) => {
    const messages = objectOr(body)['messages']
    const content = Array.isArray(messages) ? objectOr(messages.at(-1))['content'] : undefined
    return parseJson(String(Array.isArray(content) ? objectOr(content[0])['text'] : content))
  }

  let here: number
  let turn = 0
  /** An event of this test alone. */
  let event: string
  beforeEach(async () => {
    provider.asked.length = 0
    said.length = 0
    event = `signed up ${++turn}`
    here = Number((await ask('POST', '/dashboards/', { name: 'Here' })).body['id'])
    await signUps(4, '2026-03-06T10:00:00Z', { $browser: 'Mosaic', secret: 'only in the events' })
  })
  afterEach(() => expect(said.join('\n')).not.toContain(SECRET))

  test('tells the changes in its words', async () => {
    await insight('Signups')
    provider.answering = writes(`\n${WORDS}\r\n`)
    const answer = await grown()
    expect([answer.status, answer.body]).toEqual([200, { result: WORDS }])
    expect(said).toEqual([])
  })

  test('is given the changes and nothing else, and the key in a header alone', async () => {
    await insight('Signups')
    provider.answering = writes(WORDS)
    await grown()
    expect(provider.asked.length).toBe(1)
    const [{ path, headers, body } = { path: '', headers: {}, body: {} }] = provider.asked
    expect(path).toBe(kind === 'openai' ? '/v1/chat/completions' : '/v1/messages')
    const { authorization, 'x-api-key': apiKey } = headers
    expect([authorization, apiKey]).toEqual(kind === 'openai' ? [`Bearer ${SECRET}`, undefined] : [undefined, SECRET])
    expect(Object.keys(body).sort()).toEqual(
      kind === 'openai' ? ['max_tokens', 'messages', 'model'] : ['max_tokens', 'messages', 'model', 'system'],
    )
    expect([body['model'], body['max_tokens']]).toEqual(['small', 2000])
    expect(factsOf(body)).toEqual({
      changes: [{ tile: 'Signups', change: 'total 4 -> 6 (+50%)', variation: 'not judged' }],
      more: 0,
    })
    const text = JSON.stringify(body)
    for (const unknown of [SECRET, event, 'Mosaic', 'only in the events', '2026-03', 'example.com'])
      expect(text).not.toContain(unknown)
  })

  test('is not asked where nothing changed', async () => {
    await insight('Signups')
    expect((await analyze(async () => undefined)).body).toEqual({ result: NOTHING })
    expect(provider.asked).toEqual([])
  })

  test('tells what changed under overrides of filters and variables', async () => {
    const { body: variable } = await ask('POST', '/insight_variables/', {
      ...{ name: `plan ${kind}`, type: 'String', default_value: 'free' },
    })
    const id = String(variable['id'])
    const code_name = String(variable['code_name'])
    const query = `select count() from events where event = '${event}' and properties.plan = {variables.${code_name}}`
    await insight('Signups')
    await ask('POST', '/insights/', {
      ...{ name: 'Of a plan', dashboards: [here] },
      query: { kind: 'HogQLQuery', query, variables: { [id]: { variableId: id, code_name, value: 'free' } } },
    })
    const override = (name: string, value: object) => `&${name}=${encodeURIComponent(JSON.stringify(value))}`
    const overrides = [
      override('filters_override', { date_from: '2026-03-07', date_to: '2026-03-31' }),
      override('variables_override', { [id]: { variableId: id, code_name, value: 'pro' } }),
    ].join('')
    provider.answering = writes('- Signups: from 0 to 3.\n- Of a plan: from 0 to 3.')
    const answer = await analyze(() => signUps(3, '2026-03-07T09:00:00Z', { plan: 'pro' }), overrides)
    expect(factsOf(provider.asked[0]?.body)).toMatchObject({
      changes: [
        { tile: 'Signups', change: 'total 0 -> 3' },
        { tile: 'Of a plan', change: 'value 0 -> 3' },
      ],
    })
    expect(answer.body).toEqual({ result: '- Signups: from 0 to 3.\n- Of a plan: from 0 to 3.' })
  })

  const long = `- Signups grew from 4 to 6. ${'Really. '.repeat(400)}`
  const failures: [what: string, answering: Answering, why: string][] = [
    [
      'refuses the key, and repeats it',
      (reply) => sendJson(reply, 401, { error: { message: SECRET } }),
      'answered 401',
    ],
    ['has no time', (reply) => sendJson(reply, 429, {}), 'answered 429'],
    ['is broken', (reply) => reply.writeHead(500).end(`<h1>${SECRET}</h1>`), 'answered 500'],
    ['never answers', () => undefined, 'no answer within 1 s'],
    ['never ends', neverEnds, 'no answer within 1 s'],
    ['breaks off', (reply) => reply.destroy(), 'cannot be reached'],
    ['sends it elsewhere', (reply) => reply.writeHead(307, { location: '/v1/else' }).end(), 'answered 307'],
    ['answers no JSON', (reply) => reply.writeHead(200).end('Signups grew.'), 'cannot be read'],
    ['answers another shape', (reply) => sendJson(reply, 200, { text: WORDS }), 'cannot be read'],
    ['answers nothing', (reply) => reply.writeHead(200).end(), 'cannot be read'],
    ['is cut off', writes(WORDS, false), 'ended early'],
  ]
  /** What was written is judged alike, whoever wrote it. */
  const words: typeof failures = [
    ['writes nothing', writes(' \n'), 'empty or too long'],
    ['writes no end of words', writes(long), 'empty or too long'],
    ['makes a number up', writes('- Signups grew from 4 to 7.'), 'a number that is not among the changes'],
    ['turns a number round', writes('- Signups: 6 (-50%).'), 'a number that is not among the changes'],
    ['computes', writes('- Signups grew by two, from 4 to 6.'), 'a number that is not among the changes'],
    ['refuses to help', writes('I cannot help with that.'), 'names no tile'],
  ]
  test.each(kind === 'openai' ? [...failures, ...words] : failures)(
    'that %s leaves them as they are',
    async (_, answering, why) => {
      await insight('Signups')
      provider.answering = answering
      const answer = await grown()
      expect([answer.status, answer.body]).toEqual([200, { result: PLAIN }])
      expect([said.length, provider.asked.length]).toEqual([1, 1])
      expect(said[0]).toContain('the language model did not tell the changes: ')
      expect(said[0]).toContain(why)
    },
  )

  test('is not asked what would be too long', async () => {
    await insight('Signups', { breakdownFilter: { breakdown: 'plan' }, trendsFilter: {} })
    provider.answering = writes(WORDS)
    const answer = await analyze(async () => {
      for (let i = 0; i < 6; i++) await signUps(1, '2026-03-07T10:00:00Z', { plan: `${i}${'x'.repeat(4000)}` })
    })
    expect(String(answer.body['result'])).toContain('- Signups: new value 0xxx')
    expect([provider.asked, said.map((text) => text.includes('too much to tell'))]).toEqual([[], [true]])
  })
})

test('where nobody listens, and no key is set, the changes are told as they are', async () => {
  const provider = await ModelProvider.open()
  await provider.close()
  const said: string[] = []
  const note = (text: string) => void said.push(text)
  const model = { provider: 'openai', url: provider.url, key: undefined, name: 'small', seconds: 5 } as const
  const app = await TestApp.open(() => NOON, { model }, { debug: note, info: note, warn: note, error: note })
  try {
    const ask = (method: string, path: string, body?: unknown) => app.ask(method, `${BASE}${path}`, body)
    const { body: board } = await ask('POST', '/dashboards/', { name: 'Here' })
    const query = { kind: 'HogQLQuery', query: 'select count() from events' }
    const { body: made } = await ask('POST', '/insights/', { name: 'All', query, dashboards: [board['id']] })
    const id = (Array.isArray(made['dashboard_tiles']) ? made['dashboard_tiles'].filter(isObject) : [])[0]?.['id']
    await ask('GET', `/dashboards/${board['id']}/?refresh=force_blocking`)
    const client_results = { [String(id)]: { insight_name: 'All', data: [[5]] } }
    const { body } = await ask('POST', `/dashboards/${board['id']}/snapshot/`, { client_results })
    const answer = await ask('POST', `/dashboards/${board['id']}/analyze_refresh_result/`, body)
    expect(String(answer.body['result'])).toContain('- All: ')
    expect(said).toEqual(['the language model did not tell the changes: it cannot be reached'])
  } finally {
    await app.close()
  }
})
