import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { DEMANDS } from './requirements.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The ids that tests cite, wherever tests are. */
function citedIds(): Set<string> {
  const tests = ['src', 'test', 'ui'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.test.ts'))
      .map((path) => join(root, folder, path)),
  )
  const ids = new Set(DEMANDS)
  const cited = tests.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\[([\w.]+(?:\?\w+|\{\w+\})?)\]/g)])
  return new Set(cited.flatMap(([, id = '']) => (ids.has(id) ? [id] : [])))
}

const notYetMet = readFileSync(join(root, 'test', 'not-yet-met.txt'), 'utf8')
  .split('\n')
  .filter(Boolean)

test('every demand is cited by a test or listed as not yet met', () => {
  const cited = citedIds()
  expect(DEMANDS.filter((id) => !cited.has(id))).toEqual(notYetMet)
})

test('what is cited is no longer listed', () => {
  const cited = citedIds()
  expect(notYetMet.filter((id) => cited.has(id) || !DEMANDS.includes(id))).toEqual([])
})
