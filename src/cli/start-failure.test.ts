import { expect, test } from 'vitest'
import { ClickHouseError } from '../clickhouse/clickhouse.ts'
import { UsageError } from '../lib/usage-error.ts'
import { startFailure } from './start-failure.ts'

const refused = (code: string) => Object.assign(new Error(`${code}: refused, open '/data/file'`), { code })

test.each([
  [refused('ENOSPC'), /no room left on the disk of \/data\. Free some/],
  [new ClickHouseError('Cannot reserve 1.00 MiB, not enough space', 243), /no room left/],
  [new Error('Embedded Postgres did not start: could not write to file: No space left on device'), /no room left/],
  [refused('EMFILE'), /too few open files.*ulimit -n/],
  [refused('EISDIR'), /not as Hoglet made it \(EISDIR: .*\/data\/file.*\)\. Put/],
  [refused('EROFS'), /cannot be written/],
  [new Error('Embedded Postgres did not start: no valid checkpoint'), /no valid checkpoint \(\/data\/postgres\)\. Put/],
  [new Error("Cannot find package 'chdb' imported from /hoglet/dist/clickhouse/embedded.js"), /npm left it out/],
  [new Error('chdb: no native binding for linux-x64. Expected optional dependency'), /npm install again/],
])('%s is told in a sentence with what helps', (error, sentence) => {
  const told = startFailure(error, '/data')
  expect(told).toBeInstanceOf(UsageError)
  expect(String(told)).toMatch(sentence)
})

test('an error that nobody foresaw stays as it is', () => {
  const error = new TypeError('x is not a function')
  expect(startFailure(error, '/data')).toBe(error)
})
