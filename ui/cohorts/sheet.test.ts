import { expect, test } from 'vitest'
import { idsIn, sheetOf } from './sheet.ts'

test('pasted ids are read one a line or between commas, each once', () => {
  expect(idsIn('ana\r\n ben ,"cem"; ana\n\n')).toEqual(['ana', 'ben', 'cem'])
  expect(idsIn(' \n')).toEqual([])
})

test('a sheet says what its ids are and keeps quotes', () => {
  expect(sheetOf('distinct_id', ['ana', 'b"en'])).toBe('distinct_id\n"ana"\n"b""en"')
})
