import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { DASHBOARD_TESTS } from './dashboards.ts'
import { EVENT_DEFINITION_TESTS } from './event-definitions.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Whether the cited file has a test, a row of a table or a `describe` of this title; ids of demands may follow it. */
function exists(citation: string): boolean {
  const [path = '', title = ''] = citation.split(' › ')
  const source = readFileSync(join(root, path), 'utf8')
  const plain = title.replaceAll("'", "\\'")
  return [`'${plain}'`, `'${plain} [`, `"${title}"`, `\`${title}\``].some((quoted) => source.includes(quoted))
}

describe.each([...DASHBOARD_TESTS, ...EVENT_DEFINITION_TESTS])('$file', ({ tests }) => {
  test.each(Object.entries(tests))('%s has its counterpart, or the reason why not', (_, counterpart) => {
    if (typeof counterpart === 'string')
      expect({ counterpart, exists: exists(counterpart) }).toEqual({ counterpart, exists: true })
    else expect(Object.values(counterpart).join('').length).toBeGreaterThan(10)
  })
})
