import { describe, expect, it } from 'vitest'
import { formatHogql } from './format-hogql.ts'

const lines = (...all: string[]) => all.join('\n')

describe('HogQL over several lines', () => {
  it('begins a line with each clause and each condition', () => {
    const text =
      "SELECT toDate(timestamp) AS bucket, count() AS total FROM events WHERE (event = 'search' AND (timestamp >= toDateTime('2026-10-02', 'UTC') AND timestamp <= now())) GROUP BY bucket ORDER BY bucket ASC LIMIT 10"
    expect(formatHogql(text)).toBe(
      lines(
        'SELECT',
        '  toDate(timestamp) AS bucket,',
        '  count() AS total',
        'FROM events',
        "WHERE (event = 'search'",
        "  AND (timestamp >= toDateTime('2026-10-02', 'UTC')",
        '    AND timestamp <= now()))',
        'GROUP BY bucket',
        'ORDER BY bucket ASC',
        'LIMIT 10',
      ),
    )
  })

  it('sets a query within a query in', () => {
    expect(
      formatHogql('SELECT DISTINCT a, b FROM (SELECT a FROM events) AS inner LEFT JOIN groups AS g ON g.key = a'),
    ).toBe(
      lines(
        'SELECT DISTINCT',
        '  a,',
        '  b',
        'FROM (',
        '  SELECT a',
        '  FROM events',
        ') AS inner',
        'LEFT JOIN groups AS g ON g.key = a',
      ),
    )
  })

  it('leaves functions, windows, texts and BETWEEN alone', () => {
    const text =
      "SELECT if(a AND b, 'x FROM y, it''s', dense_rank() OVER (ORDER BY c DESC, d)) FROM e WHERE f BETWEEN 1 AND 2 AND has([1, 2], g)"
    expect(formatHogql(text)).toBe(
      lines(
        "SELECT if(a AND b, 'x FROM y, it''s', dense_rank() OVER (ORDER BY c DESC, d))",
        'FROM e',
        'WHERE f BETWEEN 1 AND 2',
        '  AND has([1, 2], g)',
      ),
    )
  })

  it('changes nothing but white space, whatever it is given', () => {
    const bare = (text: string) => text.replace(/\s+/g, '')
    for (const text of [
      'SELECT 1 UNION ALL SELECT 2',
      'SELECT [countIf(greater(arrayElement(times, 1), 0)), (x) -> x.1] AS counts, `a b` FROM ((SELECT 1) UNION ALL (SELECT 2)) AS u',
      'SELECT a)) FROM ((',
      "SELECT 'open",
      '',
    ])
      expect(bare(formatHogql(text))).toBe(bare(text))
  })

  it('respects what somebody laid out, and comments', () => {
    for (const text of ['SELECT 1\n  FROM events', 'SELECT 1 -- one', 'SELECT /* one */ 1'])
      expect(formatHogql(text)).toBe(text)
  })
})
