import { describe, expect, it } from 'vitest'
import { fileName } from '../kit/save-file.ts'
import { footOf, lineBeside } from './export-image.ts'

describe('what an image says beside its chart', () => {
  it('repeats nothing that the title says', () => {
    expect(lineBeside('Sign-ups', 'Count of signed_up, last 7 days')).toBe('Count of signed_up, last 7 days')
    expect(lineBeside('Count of signed_up', 'Count of signed_up, last 7 days')).toBe('Last 7 days')
    expect(lineBeside('Paths', 'Paths over pages, last 7 days')).toBe('Paths over pages, last 7 days')
  })

  it('tells the days in the zone of the answer, and from when it is', () => {
    const range = { date_from: '2026-03-01T00:00:00-05:00', date_to: '2026-03-07T23:59:59-05:00' }
    const answer = { query: null, last_refresh: '2026-03-08T06:30:00Z', timezone: 'America/Bogota' }
    expect(footOf({ ...answer, resolved_date_range: range }, 'UTC')).toBe(
      '1 Mar 2026 to 7 Mar 2026 · as of 8 Mar 2026, 01:30:00 · America/Bogota',
    )
    expect(footOf(answer, 'UTC')).toBe('As of 8 Mar 2026, 01:30:00 · America/Bogota')
  })
})

describe('the name of a file', () => {
  it('has no sign that a disk refuses, and keeps its ending however long it is', () => {
    expect(fileName('Sign-ups / week: "all"\n.csv')).toBe('Sign-ups week all.csv')
    expect(fileName(`${'long '.repeat(60)}.png`)).toMatch(/^long .* l\.png$/)
    expect(fileName(`${'x'.repeat(300)}.png`)).toHaveLength(120)
  })
})
