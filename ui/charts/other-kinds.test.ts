import { describe, expect, it } from 'vitest'
import type { QueryNode } from '../api/types.ts'
import { drawResult, isFlat } from './from-result.ts'
import { tableOf } from './table-of.ts'

const NOW = new Date('2024-03-08T12:00:00Z')
const draw = (query: QueryNode | { kind: string; interval?: string }, results: unknown) =>
  drawResult({ query, results, computedAt: NOW, timezone: 'UTC' })

/** Example F-A of PostHog's funnels: three began, two signed up, both bought. */
const STEPS = [
  {
    name: 'signup',
    order: 1,
    count: 2,
    custom_name: null,
    average_conversion_time: 43275,
    median_conversion_time: 43275,
  },
  {
    name: '$pageview',
    order: 0,
    count: 3,
    custom_name: 'Came',
    average_conversion_time: null,
    median_conversion_time: null,
  },
  {
    name: 'purchase',
    order: 2,
    count: 2,
    custom_name: null,
    average_conversion_time: 128175,
    median_conversion_time: 128175,
  },
]

describe('funnels', () => {
  it('puts the steps in their order, as shares of those who began and of the step before', () => {
    const drawing = draw({ kind: 'FunnelsQuery' }, STEPS)
    if (drawing.kind !== 'funnel') throw new Error(drawing.kind)
    expect(drawing.funnels).toHaveLength(1)
    expect(
      drawing.funnels[0]?.steps.map(({ name, count, share, stepShare }) => [name, count, share, stepShare]),
    ).toEqual([
      ['Came', 3, 1, 1],
      ['signup', 2, 2 / 3, 2 / 3],
      ['purchase', 2, 2 / 3, 1],
    ])
    expect(tableOf(drawing).rows[1]).toEqual(['2. signup', 2, '66.7%', '66.7%', 43275])
  })

  it('tell how many were lost before each step, also where it was everybody', () => {
    const counts = [10, 4, 0, 0]
    const drawing = draw(
      { kind: 'FunnelsQuery' },
      counts.map((count, order) => ({ name: 'step', order, count })),
    )
    if (drawing.kind !== 'funnel') throw new Error(drawing.kind)
    expect(drawing.funnels[0]?.steps.map(({ lost }) => lost)).toEqual([0, 6, 4, 0])
  })

  describe('of many values', () => {
    const of = (value: string, [began, paid]: [number, number]) =>
      [began, paid].map((count, order) => ({ name: 'step', order, count, breakdown_value: [value] }))
    // Ten values of 10 to 1 people of whom one paid, and what the server added up itself.
    const values = [
      ...Array.from({ length: 10 }, (_, index) => of(`v${index}`, [10 - index, 1])),
      of('$$_posthog_breakdown_other_$$', [5, 2]),
    ]
    const funnelsOf = (query: QueryNode | { kind: string }, limit?: number) => {
      const drawing = drawResult({
        query,
        results: values,
        computedAt: NOW,
        timezone: 'UTC',
        ...(limit ? { limit } : {}),
      })
      if (drawing.kind !== 'funnel') throw new Error(drawing.kind)
      return drawing
    }

    it('draws the first eight and adds the others up', () => {
      const { funnels, folded } = funnelsOf({ kind: 'FunnelsQuery' })
      expect(folded).toBe(2)
      expect(funnels.map(({ name }) => name)).toEqual(['v0', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'Other'])
      expect(funnels.at(-1)).toMatchObject({ colour: 8, addedUp: true, breakdown: undefined })
      // v8 began with 2 and v9 with 1, one of each paid; with the server's own 5 and 2.
      expect(funnels.at(-1)?.steps.map(({ count, share }) => [count, share])).toEqual([
        [8, 1],
        [4, 0.5],
      ])
    })

    it('draws all when it is asked to, and the server’s own "Other" leads to people again', () => {
      const { funnels, folded } = funnelsOf({ kind: 'FunnelsQuery' }, 100)
      expect([folded, funnels.length]).toEqual([0, 11])
      expect(funnels.at(-1)).toMatchObject({ name: 'Other', addedUp: false })
    })

    it('adds nothing up where a person may be in several values', () => {
      const query = { kind: 'FunnelsQuery', series: [], funnelsFilter: { breakdownAttributionType: 'all_events' } }
      expect(funnelsOf(query)).toMatchObject({ folded: 2, funnels: { length: 8 } })
    })
  })

  it('draws one funnel for each value of a breakdown', () => {
    const of = (value: string) => STEPS.map((step) => ({ ...step, breakdown_value: [value] }))
    const drawing = draw({ kind: 'FunnelsQuery' }, [of('$$_posthog_breakdown_other_$$'), of('Chrome'), of('')])
    if (drawing.kind !== 'funnel') throw new Error(drawing.kind)
    expect(drawing.funnels.map(({ name, colour, breakdown }) => [name, colour, breakdown])).toEqual([
      ['Chrome', 0, ['Chrome']],
      ['(none)', 1, ['']],
      ['Other', 8, ['$$_posthog_breakdown_other_$$']],
    ])
    expect(isFlat(drawing)).toBe(false)
    expect(
      isFlat(
        draw(
          { kind: 'FunnelsQuery' },
          STEPS.map((step) => ({ ...step, count: 0 })),
        ),
      ),
    ).toBe(true)
  })

  it('draws how long it took as bars, and the rate over time as a line', () => {
    const bins = draw(
      { kind: 'FunnelsQuery' },
      {
        bins: [
          [90300, 1],
          [171450, 0],
          [252600, 1],
        ],
        average_conversion_time: 1,
      },
    )
    expect(bins).toMatchObject({ kind: 'time', shape: 'bar', labels: ['1 d 1 h', '2 d', '2 d 22 h'] })
    const days = ['2024-03-07', '2024-03-08']
    const rate = draw({ kind: 'FunnelsQuery', interval: 'day' }, [{ count: 2, data: [100, 0], days, labels: days }])
    expect(rate).toMatchObject({ kind: 'time', shape: 'line', unfinished: true, unit: { format: 'percentage' } })
  })
})

describe('retention', () => {
  // Recurring retention of F1 by day, 4 to 8 March, seen at noon of the 8th: 8 March is running, later days are to come.
  const row = (day: number, counts: number[]) => ({
    label: `Day ${day - 4}`,
    date: `2024-03-0${day}T00:00:00Z`,
    values: counts.map((count, i) => ({ count, label: `Day ${i}` })),
    breakdown_value: null,
  })
  const drawing = draw({ kind: 'RetentionQuery' }, [row(4, [2, 1, 0]), row(7, [1, 0, 0]), row(8, [0, 0, 0])])
  if (drawing.kind !== 'retention') throw new Error(drawing.kind)

  it('knows what is over, running and still to come', () => {
    expect(drawing.rows.map(({ cells }) => cells.map(({ state }) => state))).toEqual([
      ['over', 'over', 'over'],
      ['over', 'running', 'future'],
      ['running', 'future', 'future'],
    ])
  })

  it('knows it of columns of several days', () => {
    const wide = (day: number) => {
      const labels = ['Day 0', 'Day 1-3', 'Day 4-6']
      return { ...row(day, []), values: labels.map((label) => ({ count: 0, label })) }
    }
    const brackets = draw({ kind: 'RetentionQuery' }, [wide(4), wide(7)])
    if (brackets.kind !== 'retention') throw new Error(brackets.kind)
    expect(brackets.columns).toEqual(['Day 0', 'Day 1-3', 'Day 4-6'])
    // After the 4th: 5 to 7 March are over, 8 to 10 have begun. After the 7th: 8 to 10 have begun, 11 has not.
    expect(brackets.rows.map(({ cells }) => cells.map(({ state }) => state))).toEqual([
      ['over', 'over', 'running'],
      ['over', 'running', 'future'],
    ])
  })

  it('weighs the mean by people and leaves out what is not over', () => {
    // Column 1 is over in the first row only: 1 of 2. Column 0: 3 of 3.
    expect(drawing.mean).toEqual([1, 0.5, 0])
    expect(tableOf(drawing).rows[1]).toEqual(['7 Mar', 1, 1, 0, null])
  })
})

it('draws a lifecycle around the line: who is gone counts below it', () => {
  const days = ['2024-03-04', '2024-03-05']
  const item = (status: string, data: number[]) => ({
    status,
    data,
    days,
    labels: days,
    count: 0,
    label: `x - ${status}`,
  })
  const drawing = draw({ kind: 'LifecycleQuery', interval: 'day' }, [item('new', [2, 0]), item('dormant', [0, -1])])
  expect(drawing).toMatchObject({
    kind: 'time',
    shape: 'stacked-bar',
    series: [
      { name: 'New', values: [2, 0], point: { series: 0, status: 'new' } },
      { name: 'Dormant', values: [0, -1], colour: 1 },
    ],
  })
})

it('draws stickiness over numbers of days', () => {
  const results = [
    { label: '$pageview', data: [2, 0, 1], days: [1, 2, 3], labels: ['1 day', '2 days', '3 days'], count: 3 },
  ]
  expect(draw({ kind: 'StickinessQuery' }, results)).toMatchObject({
    kind: 'time',
    shape: 'bar',
    days: ['1', '2', '3'],
  })
})

it('draws paths as items at their step', () => {
  const drawing = draw({ kind: 'PathsQuery' }, [
    { source: '1_/', target: '2_/pricing', value: 3, average_conversion_time: 60000 },
    { source: '1_/', target: '2_/docs', value: 1, average_conversion_time: 1000 },
  ])
  expect(drawing).toMatchObject({
    kind: 'paths',
    nodes: [
      { key: '1_/', step: 1, total: 4 },
      { key: '2_/pricing', step: 2, total: 3 },
      { key: '2_/docs', step: 2, total: 1 },
    ],
    links: [{ seconds: 60 }, { seconds: 1 }],
  })
})

describe('by weekday and hour', () => {
  const query = {
    kind: 'TrendsQuery',
    series: [{ kind: 'EventsNode', event: 'visit' }],
    trendsFilter: { display: 'CalendarHeatmap' },
  }
  const matrix = {
    data: [
      { row: 6, column: 10, value: 4 },
      { row: 7, column: 15, value: 1 },
    ],
    rowAggregations: [
      { row: 6, value: 4 },
      { row: 7, value: 1 },
    ],
    columnAggregations: [
      { column: 10, value: 4 },
      { column: 15, value: 1 },
    ],
    allAggregations: 5,
  }

  it('is a week of seven days from Monday, its busiest hour the darkest', () => {
    const drawing = draw(query, [{ label: 'visit', calendar_heatmap_data: matrix }])
    if (drawing.kind !== 'calendar') throw new Error(`drawn as ${drawing.kind}`)
    const [week] = drawing.weeks
    expect(week?.days.map(({ name, total }) => [name, total])).toEqual([
      ...['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].map((name) => [name, 0]),
      ['Sat', 4],
      ['Sun', 1],
    ])
    expect(week?.days[5]?.cells[10]).toEqual({ value: 4, share: 1 })
    expect(week?.days[6]?.cells[15]).toEqual({ value: 1, share: 0.25 })
    expect(week?.hours[10]).toBe(4)
    expect(isFlat(drawing)).toBe(false)
    const table = tableOf(drawing)
    expect(table.rows.map((row) => row.at(-1))).toEqual([0, 0, 0, 0, 0, 4, 1, 5])
  })

  it('begins on Sunday where the weeks of the project do', () => {
    const sunday = { ...matrix, weekStartDay: 0 }
    const drawing = draw(query, [{ label: 'visit', calendar_heatmap_data: sunday }])
    if (drawing.kind !== 'calendar') throw new Error(`drawn as ${drawing.kind}`)
    const days = drawing.weeks[0]?.days.map(({ name, total }) => [name, total])
    expect([days?.slice(0, 2), days?.at(-1)]).toEqual([
      [
        ['Sun', 1],
        ['Mon', 0],
      ],
      ['Sat', 4],
    ])
  })

  it('of nothing is flat', () => {
    const none = { data: [], rowAggregations: [], columnAggregations: [], allAggregations: 0 }
    expect(isFlat(draw(query, [{ label: 'visit', calendar_heatmap_data: none }]))).toBe(true)
  })
})
