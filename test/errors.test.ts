import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ERROR_CODES } from '../src/http/error-codes.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const documented = new Map(
  [...read('../docs/errors.md').matchAll(/^\| `([^`]+)` +\| (.*?) +\|$/gm)].map(([, code = '', when = '']) => [
    code,
    when,
  ]),
)

test('the document lists every code, with the same words, and no other', () => {
  expect(Object.fromEntries(documented)).toEqual(ERROR_CODES)
})

test('every code of the catalogue is one that something throws', () => {
  const folder = fileURLToPath(new URL('../src/', import.meta.url))
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('error-codes.ts'))
    .map((path) => readFileSync(`${folder}${path}`, 'utf8'))
  const unused = Object.keys(ERROR_CODES).filter((code) => !sources.some((text) => text.includes(`'${code}'`)))
  expect(unused).toEqual([])
})
