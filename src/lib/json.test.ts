import { expect, test } from 'vitest'
import { storableJson } from './json.ts'

test('NUL and lone surrogates are replaced, and what only looks like one is kept', () => {
  for (const [text, stored] of [
    ['a\0b', 'a\ufffdb'],
    ['\\\0', '\\\ufffd'],
    ['\\u0000 \\\\u0000', '\\u0000 \\\\u0000'],
    ['\ud800', '\ufffd'],
  ])
    expect(JSON.parse(storableJson(JSON.stringify([text, '\0'])))).toEqual([stored, '\ufffd'])
})

test('a long run of backslashes is walked once', () => {
  const began = performance.now()
  storableJson(JSON.stringify(['\\'.repeat(150_000), '\0']))
  expect(performance.now() - began).toBeLessThan(5_000)
})
