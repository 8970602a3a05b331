import { expect, test } from 'vitest'
import { RowCount } from './sheet.ts'

const SHEET = 'event,properties\r\nvisit,"{""note"":""two\nlines""}"\r\norder,\r\n'

test('rows are counted, not lines, wherever the sheet is cut', () => {
  const bytes = new TextEncoder().encode(SHEET)
  for (let cut = 0; cut <= bytes.length; cut++) {
    const rows = new RowCount()
    rows.add(bytes.subarray(0, cut))
    rows.add(bytes.subarray(cut))
    expect([cut, rows.count]).toEqual([cut, 2])
  }
})

test('nothing and a head alone are no rows', () => {
  const rows = new RowCount()
  expect(rows.count).toBe(0)
  rows.add(new TextEncoder().encode('event\r\n'))
  expect(rows.count).toBe(0)
})
