import { expect, test } from 'vitest'
import { SCOPE_OBJECTS as SERVERS } from '../../src/accounts/scopes.ts'
import { SCOPE_OBJECTS, scopesWords } from './scope-words.ts'

test.each([
  [['*'], 'May do everything'],
  [[], 'May do nothing'],
  [['dashboard:read'], 'Reads dashboard'],
  [['dashboard:read', 'insight:read', 'query:read'], 'Reads dashboard, insight and query'],
  [['dashboard:read', 'dashboard:write', 'cohort:read'], 'Reads cohort, reads and changes dashboard'],
])('%j', (scopes, words) => {
  expect(scopesWords(scopes)).toBe(words)
})

test('the page offers every scope that the server knows', () => {
  expect([...SCOPE_OBJECTS]).toEqual([...SERVERS])
})
