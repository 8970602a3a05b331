import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TypedEvent } from '../../src/definitions/codegen/model.ts'
import { HOSTILE } from '../support/hostile-names.ts'
import { printGolang, printPython, printTypescript } from '../support/printed.ts'
import { Workshop } from '../support/toolchains.ts'

const NOW = new Date('2026-11-22T10:00:00Z')
const root = fileURLToPath(new URL('../..', import.meta.url))

let workshop: Workshop
let python: string
beforeAll(async () => {
  workshop = await Workshop.open()
  await symlink(join(root, 'node_modules'), join(workshop.directory, 'node_modules'))
  await writeFile(join(workshop.directory, 'package.json'), '{"type":"module"}')
  await workshop.goModule('typed')
  python = await workshop.python('posthog', 'mypy', 'typing_extensions')
}, 400_000)
afterAll(() => workshop.close())

/** Signs out of which names are made that are nearly the same, mean something to a compiler, or want to get out. */
const SIGN = fc.constantFrom(
  ...['a', 'A', 'b', '1', '_', '-', ' ', '.', '$', '"', "'", '`', '\\', '/', '*', '#', '%', '{', '}', '\n', '\t'],
  ...['é', 'ß', 'İ', '中', '😀', '\u200d', '\u202e', '\ufeff', '\u2028', 'With', 'Option', 'Capture', 'class', 'func'],
)
const name = fc
  .oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: SIGN, maxLength: 8 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
  )
  .filter((text) => text.trim() !== '' && Buffer.byteLength(text) <= 200)
const property = fc.record({
  name,
  types: fc.uniqueArray(fc.constantFrom('String', 'Numeric', 'Boolean', 'DateTime', 'Object'), { minLength: 1 }),
  is_required: fc.boolean(),
  is_optional_in_types: fc.boolean(),
})
const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
const event: fc.Arbitrary<TypedEvent> = fc.record({
  name,
  properties: fc
    .uniqueArray(property, { maxLength: 10, selector: (one) => one.name })
    .map((properties) => properties.toSorted(byName)),
})
/** What a project holds: names once, in order, as the API gives them to the printers. */
const project = fc
  .uniqueArray(event, { minLength: 1, maxLength: 60, selector: (one) => one.name })
  .map((events) => events.toSorted(byName))

test('whatever a project holds, three files compile', async () => {
  const write = (file: string, text: string) => writeFile(join(workshop.directory, file), text)
  const tsc = join(root, 'node_modules/.bin/tsc')
  const strict = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'esnext', '--moduleResolution', 'bundler']
  const target = ['--target', 'es2022', '--lib', 'es2022,dom', '--types', '']
  const compiles = async (events: TypedEvent[]) => {
    await write('posthog-typed.ts', printTypescript(events, NOW))
    await write('posthog-typed.go', printGolang(events, NOW))
    await write('posthog_typed.py', printPython(events, NOW))
    expect(await workshop.run(tsc, [...strict, ...target, 'posthog-typed.ts'])).toEqual({ ok: true, text: '' })
    expect(await workshop.run('go', ['vet', './...'])).toEqual({ ok: true, text: '' })
    expect(await workshop.run(python, ['-m', 'mypy', '--strict', 'posthog_typed.py'])).toMatchObject({ ok: true })
  }
  // Each run holds many definitions; shrinking would take as long as compiling a hundred times.
  await fc.assert(fc.asyncProperty(project, compiles), { numRuns: 8, endOnFailure: true })
}, 600_000)
