import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, SITE, TestApp } from '../../test/support/app.ts'
import type { JsonObject } from '../lib/json.ts'

let app: TestApp
beforeAll(async () => {
  app = await TestApp.open(() => new Date('2026-03-06T12:00:00Z'))
  const at = (day: number, event: string, distinct_id: string, properties = {}) => {
    return { event, distinct_id, timestamp: `2026-03-0${day}T10:00:00Z`, properties }
  }
  await app.capture([
    at(2, 'visit', 'ann', { plan: 'pro' }),
    at(3, 'visit', 'ann', { plan: 'pro' }),
    at(3, 'visit', 'ben', { plan: '=1+1' }),
    at(4, 'order', 'ann'),
  ])
})
afterAll(() => app.close())

const DATES = { dateRange: { date_from: '2026-03-02', date_to: '2026-03-04' } }
const node = (event: string): JsonObject => ({ kind: 'EventsNode', event })
const sql = (query: string): JsonObject => ({ kind: 'HogQLQuery', query })

const sheet = (query: JsonObject) => app.ask('POST', '/api/projects/1/query/?format=csv', { query })

async function linesOf(query: JsonObject): Promise<string[]> {
  const { status, headers, text } = await sheet(query)
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  return text.split('\r\n').slice(0, -1)
}

describe('SQL', () => {
  test('every row, whatever an answer is limited to', async () => {
    const lines = await linesOf(sql('SELECT number, number * 2 AS twice FROM numbers(123456)'))
    expect([lines.length, lines[0], lines[1], lines.at(-1)]).toEqual([123_457, 'number,twice', '0,0', '123455,246910'])
    expect(await linesOf(sql('SELECT number FROM numbers(99999) LIMIT 60000'))).toHaveLength(60_001)
    const both = await linesOf(sql('SELECT number AS n FROM numbers(70000) UNION ALL SELECT 7 AS n FROM numbers(3)'))
    expect([both.length, both[0], both.filter((line) => line === '7').length]).toEqual([70_004, 'n', 4])
  }, 60_000)

  test('cells: quotes, formulas, nothing, lists', async () => {
    const query = `SELECT 'a,"b"' AS text, '=1+1' AS formula, NULL AS nothing, [1, 2] AS list, -5 AS number`
    expect(await linesOf(sql(query))).toEqual(['text,formula,nothing,list,number', `"a,""b""",'=1+1,,"[1,2]",-5`])
    expect(await linesOf(sql("SELECT event FROM events WHERE event = 'nobody'"))).toEqual(['event'])
  })

  test('what cannot be asked is an error as always', async () => {
    const { status, body } = await sheet(sql('SELECT nothing FROM events'))
    expect([status, body['code'], body['attr']]).toEqual([400, 'hogql_query_error', null])
  })

  test('nothing is read on for somebody who went away', async () => {
    const request = new Request(`${SITE}/api/projects/1/query/?format=csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: sql('SELECT number FROM numbers(100000000000)') }),
    })
    const reader = (await app.app.fetch(request)).body?.getReader()
    expect((await reader?.read())?.done).toBe(false)
    expect((await reader?.read())?.done).toBe(false)
    await reader?.cancel()
    await expect.poll(() => app.app.deps.clickhouse.load().running, { timeout: 10_000 }).toBe(0)
  })
})

test('large numbers to the last digit', async () => {
  const query = "SELECT toInt('-9007199254740993') AS n, [toInt('9007199254740993')] AS list"
  expect(await linesOf(sql(query))).toEqual(['n,list', '-9007199254740993,"[""9007199254740993""]"'])
})

describe('other kinds', () => {
  test('what is compared, and the bins of the time to convert', async () => {
    const series = [node('visit')]
    const compareFilter = { compare: true }
    const dateRange = { date_from: '2026-03-03', date_to: '2026-03-03' }
    expect(await linesOf({ kind: 'TrendsQuery', dateRange, series, compareFilter })).toEqual([
      'series,period,2026-03-03',
      'visit,current,2',
      'visit,previous,1',
    ])
    const funnelsFilter = { funnelVizType: 'time_to_convert', binCount: 1 }
    // Ann orders a day after her second visit: the chain that began last counts.
    const bins = await linesOf({
      kind: 'FunnelsQuery',
      ...DATES,
      series: [node('visit'), node('order')],
      funnelsFilter,
    })
    expect(bins.slice(0, 2)).toEqual(['seconds,count', '86400,1'])
  })

  test('a line per series', async () => {
    const series = [node('visit'), node('order')]
    expect(await linesOf({ kind: 'TrendsQuery', ...DATES, series })).toEqual([
      'series,2026-03-02,2026-03-03,2026-03-04',
      'visit,1,2,0',
      'order,0,0,1',
    ])
    const total = { kind: 'TrendsQuery', ...DATES, series, trendsFilter: { display: 'ActionsTable' } }
    expect(await linesOf(total)).toEqual(['series,value', 'visit,3', 'order,1'])
    const breakdownFilter = { breakdown: 'plan', breakdown_type: 'event' }
    expect(await linesOf({ kind: 'TrendsQuery', ...DATES, series: [node('visit')], breakdownFilter })).toEqual([
      'series,2026-03-02,2026-03-03,2026-03-04',
      'pro,1,1,0',
      "'=1+1,0,1,0",
    ])
  })

  test('figures of a site, one column each', async () => {
    const query = { kind: 'WebTrendsQuery', ...DATES, metrics: ['UniqueUsers', 'PageViews'] }
    expect(await linesOf(query)).toEqual([
      'bucket,UniqueUsers,PageViews',
      ...['2026-03-02,0,0', '2026-03-03,0,0', '2026-03-04,0,0'],
    ])
  })

  test('a week by its hours', async () => {
    const series = [node('visit'), node('order')]
    const display = { trendsFilter: { display: 'CalendarHeatmap' } }
    const [head = '', ...week] = await linesOf({ kind: 'TrendsQuery', ...DATES, series, ...display })
    const hours = Array.from({ length: 24 }, (_, hour) => hour)
    expect(head).toBe(['series', 'Day', ...hours, 'All'].join(','))
    expect(week).toHaveLength(16)
    const rest = ['Wednesday', 'Thursday', 'Friday', 'Saturday'].map((day) => [day, 0])
    // The second of March 2026 was a Monday, and weeks begin on Sunday.
    expect(week.map((line) => [line.split(',')[1], Number(line.split(',').at(-1))])).toEqual([
      ...[['Sunday', 0], ['Monday', 1], ['Tuesday', 2], ...rest, ['All', 3]],
      ...[['Sunday', 0], ['Monday', 0], ['Tuesday', 0], ['Wednesday', 1], ...rest.slice(1), ['All', 1]],
    ])
    const alone = await linesOf({ kind: 'CalendarHeatmapQuery', ...DATES, series: [node('visit')] })
    expect(alone).toEqual([head, ...week.slice(0, 8)].map((line) => line.replace(/^(series|visit),/, '')))
  })

  test('steps, cohorts and rows', async () => {
    const [head = '', ...steps] = await linesOf({
      kind: 'FunnelsQuery',
      ...DATES,
      series: [node('visit'), node('order')],
    })
    const at = head.split(',').indexOf('count')
    expect(steps.map((line) => line.split(',')[at])).toEqual(['2', '1'])
    const retentionFilter = {
      totalIntervals: 3,
      targetEntity: { id: 'visit', type: 'events' },
      returningEntity: { id: 'visit', type: 'events' },
    }
    const cohorts = await linesOf({ kind: 'RetentionQuery', ...DATES, retentionFilter })
    expect(cohorts[0]).toBe('cohort,0,1,2')
    expect(cohorts[1]).toMatch(/^2026-03-02.*,1,1,0$/)
    const events = {
      kind: 'EventsQuery',
      select: ['event', 'distinct_id'],
      after: 'all',
      orderBy: ['event', 'distinct_id'],
    }
    expect(await linesOf(events)).toEqual(['event,distinct_id', 'order,ann', 'visit,ann', 'visit,ann', 'visit,ben'])
  })
})

test('a saved insight, under the filters asked for', async () => {
  const query = { kind: 'InsightVizNode', source: { kind: 'TrendsQuery', ...DATES, series: [node('visit')] } }
  const { body } = await app.ask('POST', '/api/projects/1/insights/', { name: 'Visits, daily', query })
  const read = (more = '') => app.ask('GET', `/api/projects/1/insights/${body['id']}/?format=csv${more}`)
  const { status, headers, text } = await read()
  expect([status, headers.get('content-disposition')]).toEqual([
    200,
    "attachment; filename*=UTF-8''Visits%2C%20daily.csv",
  ])
  expect(text).toBe('series,2026-03-02,2026-03-03,2026-03-04\r\nvisit,1,2,0\r\n')
  const later = encodeURIComponent(JSON.stringify({ date_from: '2026-03-03', date_to: '2026-03-03' }))
  expect((await read(`&filters_override=${later}`)).text).toBe('series,2026-03-03\r\nvisit,2\r\n')
  const blind = await app.key(['dashboard:read'])
  expect((await app.ask('GET', `/api/projects/1/insights/${body['id']}/?format=csv`, undefined, blind)).status).toBe(
    403,
  )
  const empty = await app.ask('POST', '/api/projects/1/insights/', { name: 'Nothing' })
  const nothing = await app.ask('GET', `/api/projects/1/insights/${empty.body['id']}/?format=csv`)
  expect([nothing.status, nothing.body['attr']]).toEqual([400, 'query'])
})
