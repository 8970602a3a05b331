import { expect, test } from 'vitest'
import { ApiError } from './client.ts'

test('what a parser might have expected is said where it is short', () => {
  const words = Array.from({ length: 40 }, (_, i) => `WORD${i}`).join(', ')
  const said = (detail: string) => new ApiError(400, detail, 'hogql_syntax_error', undefined).message
  expect(said(`mismatched input '<EOF>' expecting {${words}, '{'} (at position 8)`)).toBe(
    "mismatched input '<EOF>' (at position 8)",
  )
  const short = "extraneous input 'x' expecting {SELECT, '('} (at position 0)"
  expect(said(short)).toBe(short)
})
