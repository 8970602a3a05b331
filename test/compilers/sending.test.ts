import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectOr } from '../../src/lib/json.ts'
import { Server, TOKEN } from '../support/server.ts'
import { Workshop } from '../support/toolchains.ts'

const server = new Server()
let workshop: Workshop
const api = async (method: string, path: string, body?: unknown) =>
  objectOr((await server.api(method, `/projects/1${path}`, body)).body)

beforeAll(async () => {
  await server.start()
  workshop = await Workshop.open()
  const definition = await api('POST', '/event_definitions/', { name: 'order "placed"' })
  const group = await api('POST', '/schema_property_groups/', {
    name: 'Order',
    properties: [
      { name: 'amount', property_type: 'Numeric', is_required: true },
      { name: 'placed_at', property_type: 'DateTime', is_required: true },
      { name: 'coupon "code"', property_type: 'String' },
    ],
  })
  const link = { event_definition: definition['id'], property_group_id: group['id'] }
  await api('POST', '/event_schemas/', link)
  await api('PATCH', `/event_definitions/${String(definition['id'])}/`, { enforcement_mode: 'reject' })
}, 120_000)
afterAll(async () => {
  await workshop.close()
  await server.remove()
})

const code = async (language: string) => String((await api('GET', `/event_definitions/${language}/`))['content'])

/** 2026-01-02T03:04:05Z. */
const PLACED_AT = 1_767_323_045

/** What arrived of somebody, read as its schema says. */
async function arrived(distinct_id: string): Promise<unknown> {
  const select = `SELECT event, properties.amount, toUnixTimestamp(properties.placed_at), properties.\`coupon "code"\`, properties.extra
    FROM events WHERE distinct_id = {distinct_id}`
  const query = { kind: 'HogQLQuery', query: select, values: { distinct_id } }
  return (await api('POST', '/query/', { query, refresh: 'force_blocking' }))['results']
}

test('a program in Go sends an event that holds to its schema', async () => {
  await mkdir(join(workshop.directory, 'typed'))
  await writeFile(join(workshop.directory, 'typed/posthog-typed.go'), await code('golang'))
  await writeFile(
    join(workshop.directory, 'main.go'),
    `package main

import (
	"os"
	"sending/typed"
	"time"

	"github.com/posthog/posthog-go"
)

func main() {
	client, err := posthog.NewWithConfig(os.Args[2], posthog.Config{Endpoint: os.Args[1]})
	if err != nil {
		panic(err)
	}
	placedAt := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	err = client.Enqueue(typed.OrderPlacedCapture("in go", 12.5, placedAt,
		typed.OrderPlacedWithCouponCode("10 \\"%\\""),
		typed.OrderPlacedWithExtraProps(posthog.Properties{"extra": true})))
	if err != nil {
		panic(err)
	}
	if err := client.Close(); err != nil {
		panic(err)
	}
}
`,
  )
  await workshop.goModule('sending')
  expect(await workshop.run('go', ['mod', 'tidy'])).toMatchObject({ ok: true })
  expect(await workshop.run('go', ['vet', './...'])).toEqual({ ok: true, text: '' })
  expect(await workshop.run('go', ['build', '-o', 'sending', '.'])).toMatchObject({ ok: true })
  expect(await workshop.run('./sending', [server.url, TOKEN])).toMatchObject({ ok: true })
  const row = ['order "placed"', 12.5, PLACED_AT, '10 "%"', true]
  await expect.poll(() => arrived('in go'), { timeout: 20_000 }).toEqual([row])
}, 300_000)

test('a program in Python sends an event that holds to its schema', async () => {
  const python = await workshop.python('posthog', 'mypy', 'typing_extensions')
  await writeFile(join(workshop.directory, 'posthog_typed.py'), await code('python'))
  await writeFile(
    join(workshop.directory, 'sending.py'),
    `import sys
from datetime import datetime, timezone
from posthog_typed import PosthogTyped

client = PosthogTyped(sys.argv[2], host=sys.argv[1])
client.capture_order_placed(
    amount=12.5,
    placed_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc),
    coupon_code='10 "%"',
    extra_properties={"extra": True},
    distinct_id="in python",
)
client.shutdown()
`,
  )
  expect(await workshop.run(python, ['-m', 'mypy', '--strict', 'sending.py'])).toMatchObject({ ok: true })
  expect(await workshop.run(python, ['sending.py', server.url, TOKEN])).toMatchObject({ ok: true })
  const row = ['order "placed"', 12.5, PLACED_AT, '10 "%"', true]
  await expect.poll(() => arrived('in python'), { timeout: 20_000 }).toEqual([row])
}, 300_000)
