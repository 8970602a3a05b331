import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TestApp } from '../../../test/support/app.ts'
import { HOSTILE } from '../../../test/support/hostile-names.ts'
import { printGolang, printPython, printTypescript } from '../../../test/support/printed.ts'
import { literal } from './literal.ts'
import { schemaHash, type TypedEvent } from './model.ts'

const NOW = new Date('2026-11-22T10:00:00Z')
const root = fileURLToPath(new URL('../../..', import.meta.url))
const run = promisify(execFile)

const property = (name: string, type: string, is_required = false, is_optional_in_types = false) => ({
  ...{ name, types: [type], is_required, is_optional_in_types },
})
const EVENTS: TypedEvent[] = [
  { name: '$pageview', properties: [] },
  { name: 'logged_out', properties: [property('reason', 'String')] },
  {
    name: 'order placed',
    properties: [
      property('amount', 'Numeric', true),
      property('coupon', 'String'),
      property('placed_at', 'DateTime', true),
      property('source', 'String', true, true),
    ],
  },
]

test('the hash is that of the specification', () => {
  const hash = schemaHash(
    [
      ['logged_out', []],
      [
        'order placed',
        [
          ['amount', 'Numeric', true, false],
          ['coupon', 'String', false, false],
        ],
      ],
    ],
    '1.1.0',
  )
  expect(hash).toBe('374138ea4e169eac029c6d52d5eb704a')
})

test.each(HOSTILE)('a literal holds %j and nothing gets out of it', (name) => {
  const text = literal(name)
  // What is escaped is escaped as JSON escapes it, so a JSON reader is an independent judge.
  expect(JSON.parse(text)).toBe(name)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(text.slice(1, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e\u2066\ufeff]|(?<!\\)(\\\\)*"/)
})

describe('names of Go and Python', () => {
  const one = (name: string, properties: TypedEvent['properties'] = []) => [{ name, properties }]
  test.each([
    ['downloaded_file', 'DownloadedFile', 'downloaded_file'],
    ['user-signed-up', 'UserSignedUp', 'user_signed_up'],
    ['$pageview', 'Pageview', 'pageview'],
    ['API-Request', 'APIRequest', 'api_request'],
    ['123_start', 'Event123Start', 'event_123_start'],
    ['@#$%', 'Event', 'event'],
    ['___test___', 'Test', 'test'],
  ])('%s', (name, go, python) => {
    expect(printGolang(one(name), NOW)).toContain(`func ${go}Capture(`)
    expect(printPython(one(name), NOW)).toContain(`def capture_${python}(`)
  })

  test.each([
    ['file_name', 'fileName', 'FileName'],
    ['firstName', 'firstname', 'FirstName'],
    ['URL', 'url', 'URL'],
    ['HTTPResponse', 'httpresponse', 'HTTPResponse'],
    ['123test', 'param123test', '123test'],
    ['@#$%', 'value', 'Prop'],
    ['break', 'break_', 'Break'],
    ['Func', 'func_', 'Func'],
    ['base', 'base_', 'Base'],
  ])('property %s', (name, parameter, suffix) => {
    expect(printGolang(one('e', [property(name, 'String')]), NOW)).toContain(
      `func EWith${suffix}(${parameter} string) EOption`,
    )
  })

  test('collisions are numbered, over the whole file', () => {
    const go = printGolang(
      [
        { name: 'file-name', properties: [] },
        { name: 'file_name', properties: [] },
        { name: 'foo', properties: [property('x_option', 'String')] },
        { name: 'foo_with_x', properties: [property('y', 'String')] },
      ],
      NOW,
    )
    const names = [...go.matchAll(/^(?:func|type) (\w+)/gm)].map(([, name = '']) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('FileName2Capture')
    const python = printPython(
      [{ name: 'e', properties: [property('file-size', 'Numeric', true), property('file_size', 'Numeric')] }],
      NOW,
    )
    expect(python).toContain('        file_size: float,\n        file_size_2: Optional[float] = None,')
    expect(printPython([{ name: '$exception', properties: [] }], NOW)).toContain('def capture_exception_event(')
    expect(
      printPython(
        [{ name: 'e', properties: [property('class', 'String', true), property('timestamp', 'String', true)] }],
        NOW,
      ),
    ).toContain('        class_: str,\n        timestamp_: str,')
  })
})

describe('the whole text of one event', () => {
  const ordered: TypedEvent = {
    name: 'order placed',
    properties: [
      property('amount', 'Numeric', true),
      property('class', 'String', true),
      property('coupon', 'String'),
      property('placed_at', 'DateTime', true),
    ],
  }
  const without = (name: string): TypedEvent => ({
    ...ordered,
    properties: ordered.properties.filter((one) => one.name !== name),
  })

  test('in Go', () => {
    const go = printGolang([without('class')], NOW)
    expect(go).toContain(`type OrderPlacedOption func(*posthog.Capture)

// OrderPlacedWithCoupon sets "coupon".
func OrderPlacedWithCoupon(coupon string) OrderPlacedOption {
	return func(c *posthog.Capture) {
		if c.Properties == nil {
			c.Properties = posthog.Properties{}
		}
		c.Properties["coupon"] = coupon
	}
}
`)
    expect(go).toContain(`func OrderPlacedCapture(
	distinctId string,
	amount float64,
	placedAt time.Time,
	options ...OrderPlacedOption,
) posthog.Capture {
`)
    for (const emitted of ['func OrderPlacedWithExtraProps(', 'func OrderPlacedCaptureFromBase('])
      expect(go).toContain(emitted)
    // How it is used stands at the end, also where there is nothing to use yet.
    for (const text of [go, printGolang([], NOW)]) expect(text).toMatch(/\n\n\/\/ Usage:\n(\/\/.*\n)+$/)
  })

  test('in Go without properties', () => {
    const go = printGolang([{ name: 'user-signed-up', properties: [] }], NOW)
    const plain = '(distinctId string, properties ...posthog.Properties) posthog.Capture {'
    expect(go).toContain(`func UserSignedUpCapture${plain}`)
    expect(go).toContain('func UserSignedUpCaptureFromBase(base posthog.Capture, properties ...posthog.Properties)')
    expect(go).not.toContain('UserSignedUpOption')
    expect(go).not.toContain('"time"')
  })

  test('in Python', () => {
    expect(printPython([without('placed_at')], NOW)).toContain(`class PosthogTyped(Posthog):
    def capture_order_placed(
        self,
        *,
        amount: float,
        class_: str,
        coupon: Optional[str] = None,
        extra_properties: Optional[Dict[str, Any]] = None,
        **kwargs: Unpack[OptionalCaptureArgs],
    ) -> Optional[str]:
        """Capture "order placed"."""
        properties: Dict[str, Any] = {"amount": amount, "class": class_}
        if coupon is not None:
            properties["coupon"] = coupon
        if extra_properties is not None:
            properties.update(extra_properties)
        result: Optional[str] = self.capture("order placed", properties=properties, **kwargs)
        return result
`)
  })

  test('in Python without properties, and with optional ones alone', () => {
    const plain = printPython([{ name: 'seen', properties: [] }], NOW)
    expect(plain).toContain('properties: Dict[str, Any] = {}')
    expect(plain).not.toContain('from datetime import')
    const optional = printPython([{ name: 'seen', properties: [property('page', 'String')] }], NOW)
    expect(optional).toContain('        page: Optional[str] = None,')
    expect(optional).toContain('properties: Dict[str, Any] = {}')
  })

  test('of nothing', () => {
    expect(printPython([], NOW)).toMatch(/^class PosthogTyped\(Posthog\):\n(?: {4}"""[^"]*"""\n\n?)?\s*pass$/m)
    expect(printGolang([], NOW)).not.toContain('func ')
  })
})

describe('the TypeScript file, under the real compiler', () => {
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'hoglet-codegen-'))
    await symlink(join(root, 'node_modules'), join(directory, 'node_modules'))
    await writeFile(join(directory, 'package.json'), '{"type":"module"}')
    await writeFile(join(directory, 'posthog-typed.ts'), printTypescript(EVENTS, NOW))
  })
  afterAll(() => rm(directory, { recursive: true, force: true }))

  /** Compiles a file beside the generated one; the compiler's complaints. */
  async function compile(file: string, text: string): Promise<string> {
    await mkdir(directory, { recursive: true })
    await writeFile(join(directory, file), text)
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'esnext', '--moduleResolution', 'bundler']
    const more = ['--target', 'es2022', '--lib', 'es2022,dom', '--types', '']
    return run(join(root, 'node_modules/.bin/tsc'), [...options, ...more, file], { cwd: directory }).then(
      () => '',
      (error: { stdout?: string }) => error.stdout ?? String(error),
    )
  }

  test('what the types allow compiles', async () => {
    const allowed = `import posthog, { type EventName, type EventProperties, type EventSchemas, type TypedPostHog } from './posthog-typed'
posthog.capture('order placed', { amount: 1, placed_at: new Date(), extra: true })
posthog.capture('order placed', { amount: 1, placed_at: '2026-01-01', coupon: 'x', source: 'web' })
posthog.capture('logged_out')
posthog.capture('logged_out', { reason: 'idle' })
posthog.capture('$pageview')
posthog.capture('$pageview', { anything: 1 })
posthog.capture('nobody described this', { anything: 1 })
const name: EventName = 'logged_out'
posthog.capture(name)
const dynamic: string = 'x'
posthog.captureRaw(dynamic, { anything: 1 })
posthog.identify('someone')
const typed: TypedPostHog = posthog
const properties: EventProperties<'logged_out'> = { reason: 'idle', extra: 1 }
const reason: EventSchemas['logged_out']['reason'] = 'idle'
typed.capture('logged_out', { ...properties, reason })
`
    expect(await compile('allowed.ts', allowed)).toBe('')
  }, 60_000)

  test('what they forbid does not, line by line', async () => {
    const forbidden = [
      "posthog.capture('order placed', { amount: 1 })",
      "posthog.capture('order placed', { amount: '1', placed_at: '' })",
      "posthog.capture('order placed')",
      "posthog.capture('logged_out', { reason: 1 })",
      "posthog.capture('x' as string)",
    ]
    const complaints = await compile('forbidden.ts', ["import posthog from './posthog-typed'", ...forbidden].join('\n'))
    const lines = [...complaints.matchAll(/forbidden\.ts\((\d+),/g)].map(([, line]) => Number(line))
    expect([...new Set(lines)].sort()).toEqual([2, 3, 4, 5, 6])
  }, 60_000)

  test('hostile names compile, as events and as properties, and nothing of them runs', async () => {
    const events = [...new Set(HOSTILE)].map((name) => ({
      name,
      properties: HOSTILE.map((inner) => property(inner, 'String')),
    }))
    expect(await compile('hostile.ts', printTypescript(events, NOW))).toBe('')
    expect(await compile('none.ts', printTypescript([], NOW))).toBe('')
  }, 60_000)
})

describe('over the API', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await TestApp.open(() => NOW)
  })
  afterAll(() => app.close())
  const ask = (method: string, path: string, body?: unknown) => app.ask(method, `/api/projects/1${path}`, body)

  test('which events are in it, and what changes the hash [event_definitions.typescript] [event_definitions.golang] [event_definitions.python]', async () => {
    const languages = ['typescript', 'golang', 'python']
    for (const language of languages) {
      const { status, headers, body } = await ask('GET', `/event_definitions/${language}/`)
      expect([status, headers.get('content-type'), body['event_count']]).toEqual([200, 'application/json', 0])
      const keys = ['content', 'event_count', 'generator_version', 'schema_hash']
      expect(Object.keys(body)).toEqual(expect.arrayContaining(keys))
    }
    const make = async (name: string, more = {}) =>
      (await ask('POST', '/event_definitions/', { name, ...more })).body['id']
    await make('$pageview')
    await make('verified one', { verified: true })
    await make('plain')
    const described = await make('order placed')
    const group = await ask('POST', '/schema_property_groups/', {
      name: 'Order',
      properties: [{ name: 'amount', property_type: 'Numeric', is_required: true }],
    })
    const link = { event_definition: described, property_group_id: group.body['id'] }
    expect((await ask('POST', '/event_schemas/', link)).status).toBe(201)

    const first = (await ask('GET', '/event_definitions/typescript/')).body
    expect(first['event_count']).toBe(3)
    expect(first['generator_version']).toBe('1.1.0')
    expect(first['content']).toContain('    "order placed": {\n        "amount": number\n    }')
    expect(first['content']).toContain('Generated at: 2026-11-22T10:00:00.000000')
    expect(first['content']).not.toContain('"plain"')
    expect((await ask('GET', '/event_definitions/typescript/?include=all')).body['event_count']).toBe(4)
    expect((await ask('GET', '/event_definitions/typescript/?sdk=none')).body['content']).not.toContain('posthog-js')

    const hash = async () => (await ask('GET', '/event_definitions/golang/')).body['schema_hash']
    const before = await hash()
    const python = (await ask('GET', '/event_definitions/python/')).body
    expect((await ask('GET', '/event_definitions/python/')).body).toEqual(python)
    expect(python['generator_version']).toBe('1.0.0')
    for (const each of [before, python['schema_hash'], first['schema_hash']]) expect(each).toMatch(/^[0-9a-f]{32}$/)
    await ask('PATCH', `/event_definitions/${String(described)}/`, { description: 'new words', tags: ['x'] })
    expect(await hash()).toBe(before)
    await ask('PATCH', `/schema_property_groups/${String(group.body['id'])}/`, {
      properties: [{ name: 'amount', property_type: 'Numeric' }],
    })
    expect(await hash()).not.toBe(before)
  })
})

test('twenty thousand names without a letter that code may have get numbers, and do not take minutes', () => {
  const events = Array.from({ length: 20_000 }, (_, i) => ({
    name: String.fromCodePoint(0x4e00 + i),
    properties: [{ name: '価格', types: ['Numeric'], is_required: false, is_optional_in_types: false }],
  }))
  expect(printGolang(events, NOW)).toContain('func Event20000Capture(')
  expect(printPython(events, NOW).match(/^ {4}def /gm)).toHaveLength(20_000)
})
