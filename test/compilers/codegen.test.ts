import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TypedEvent } from '../../src/definitions/codegen/model.ts'
import { HOSTILE } from '../support/hostile-names.ts'
import { printGolang, printPython } from '../support/printed.ts'
import { Workshop } from '../support/toolchains.ts'

const NOW = new Date('2026-11-22T10:00:00Z')

const TYPES = ['String', 'Numeric', 'Boolean', 'DateTime', 'Object', 'Array']
const DESCRIBED: TypedEvent = {
  name: 'order placed',
  properties: TYPES.flatMap((type) => [
    { name: `must ${type}`, types: [type], is_required: true, is_optional_in_types: false },
    { name: `may ${type}`, types: [type], is_required: false, is_optional_in_types: false },
  ]),
}
const HOSTILE_EVENTS: TypedEvent[] = [...new Set(HOSTILE)].flatMap((name) => [
  { name, properties: [] },
  {
    name: `${name}+`,
    properties: HOSTILE.map((inner, i) => ({
      ...{ name: inner, types: ['String'], is_required: i % 2 === 0, is_optional_in_types: false },
    })),
  },
])
const EVENTS = [DESCRIBED, { name: 'logged_out', properties: [] }, ...HOSTILE_EVENTS]

let workshop: Workshop
let directory: string
beforeAll(async () => {
  workshop = await Workshop.open()
  directory = workshop.directory
})
afterAll(() => workshop.close())

const inside = (command: string, args: string[]) => workshop.run(command, args)

describe('Go', () => {
  test('the file compiles, is vetted, and holds the very names', async () => {
    await writeFile(join(directory, 'posthog-typed.go'), printGolang(EVENTS, NOW))
    const names = `package typed

import (
	"encoding/json"
	"os"
	"testing"
)

func TestNames(t *testing.T) {
	_ = OrderPlacedWithMayString
	capture := LoggedOutCapture("someone")
	if capture.Event != "logged_out" || capture.DistinctId != "someone" {
		t.Fatal(capture)
	}
	var names []string
	text, _ := os.ReadFile("names.json")
	if err := json.Unmarshal(text, &names); err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		if all[i] != name {
			t.Fatalf("%q is not %q", all[i], name)
		}
	}
}
`
    // Every hostile name as the printer embeds it, beside the same names from JSON.
    const { literal } = await import('../../src/definitions/codegen/literal.ts')
    const all = `package typed\n\nvar all = []string{${HOSTILE.map(literal).join(', ')}}\n`
    await writeFile(join(directory, 'names_test.go'), names)
    await writeFile(join(directory, 'all.go'), all)
    await writeFile(join(directory, 'names.json'), JSON.stringify(HOSTILE))
    await workshop.goModule('typed')
    expect(await inside('go', ['vet', './...'])).toEqual({ ok: true, text: '' })
    expect(await inside('go', ['test', './...'])).toMatchObject({ ok: true })
  }, 300_000)

  test('a project without events compiles too', async () => {
    await writeFile(join(directory, 'posthog-typed.go'), printGolang([{ name: 'logged_out', properties: [] }], NOW))
    await rm(join(directory, 'names_test.go'), { force: true })
    expect(await inside('go', ['vet', './...'])).toEqual({ ok: true, text: '' })
    await writeFile(join(directory, 'posthog-typed.go'), printGolang([], NOW))
    expect(await inside('go', ['vet', './...'])).toEqual({ ok: true, text: '' })
  }, 300_000)
})

describe('Python', () => {
  test('the file passes mypy --strict and sends the very names', async () => {
    const python = await workshop.python('posthog', 'mypy', 'typing_extensions')
    await writeFile(join(directory, 'posthog_typed.py'), printPython(EVENTS, NOW))
    const use = `
import json, inspect
from posthog import Posthog
from posthog_typed import PosthogTyped

sent = []
class Recorder(PosthogTyped):
    def capture(self, event, **kwargs):
        sent.append((event, kwargs["properties"]))
        return "id"

client = Recorder("phc_x", host="http://127.0.0.1:9", disabled=True)
result = client.capture_logged_out(extra_properties={"a": 1}, distinct_id="someone")
assert result == "id" and sent == [("logged_out", {"a": 1})], sent
sent.clear()
methods = [m for n, m in inspect.getmembers(client, inspect.ismethod) if n.startswith("capture_") and not hasattr(Posthog, n)]
for m in methods:
    needed = {p.name: "x" for p in inspect.signature(m).parameters.values() if p.default is p.empty and p.kind is p.KEYWORD_ONLY}
    m(**needed)
names = json.load(open("names.json"))
events = {event for event, _ in sent}
assert all(n in events and n + "+" in events for n in names), set(names) - events
keys = {k for event, properties in sent if event == "class+" for k in properties}
assert keys == {n for i, n in enumerate(names) if i % 2 == 0}, keys
`
    await writeFile(join(directory, 'use.py'), use)
    await writeFile(join(directory, 'names.json'), JSON.stringify(HOSTILE))
    expect(await inside(python, ['-W', 'error', '-m', 'py_compile', 'posthog_typed.py'])).toMatchObject({ ok: true })
    expect(await inside(python, ['-m', 'mypy', '--strict', 'posthog_typed.py'])).toMatchObject({ ok: true })
    expect(await inside(python, ['use.py'])).toMatchObject({ ok: true })
    await writeFile(join(directory, 'posthog_typed.py'), printPython([], NOW))
    expect(await inside(python, ['-m', 'mypy', '--strict', 'posthog_typed.py'])).toMatchObject({ ok: true })
  }, 400_000)
})
