import { type DateRange, previousRange, type Range, readRange } from './calendar.ts'
import {
  type Deed,
  deeds,
  distinct,
  type Filter,
  groupBy,
  passes,
  sum,
  textOf,
  type Value,
  type World,
} from './world.ts'

interface WebNode {
  dateRange: DateRange
  properties: Filter[]
  compareFilter?: { compare: boolean }
  conversionGoal?: { customEventName: string } | null
}

export interface OverviewNode extends WebNode {
  kind: 'WebOverviewQuery'
}

export interface StatsNode extends WebNode {
  kind: 'WebStatsTableQuery'
  breakdownBy: 'Page' | 'InitialPage' | 'ExitPage' | 'Browser' | 'InitialUTMSource'
  includeBounceRate: boolean
}

/** A session that counts: it began in the period, and something that is asked for happened in it. */
interface Visit {
  actor: string
  views: Deed[]
  conversions: Deed[]
  /** Of all its events, whatever is asked for. */
  seconds: number
  /** Whether somebody saw one page, clicked nothing and was gone within ten seconds; nothing is known without a page. */
  bounced: boolean | undefined
  entry: string | undefined
  exit: string | undefined
  source: string | undefined
}

type Period = 'current' | 'previous'

const mean = (numbers: readonly number[]) => (numbers.length === 0 ? null : sum(numbers) / numbers.length)
const filled = (value: Value | undefined) => textOf(value) || undefined
const pathOf = ({ properties }: Deed) => filled(properties['$pathname'])

function visitsOf(node: WebNode, world: World): Record<Period, Visit[] | undefined> {
  const current = readRange(node.dateRange, 'day', world, world.now)
  const previous = node.compareFilter?.compare ? previousRange(current, world, node.dateRange) : undefined
  const periods = [current, ...(previous ? [previous] : [])]
  const asked = (deed: Deed) => periods.some((range) => range.holds(deed.at)) && passes(deed, node.properties)
  const sessions = groupBy(deeds(world), ({ properties }) => textOf(properties['$session_id']) ?? '')
  sessions.delete('')
  const visits = [...sessions.values()].flatMap((all): (Visit & { start: number })[] => {
    const [first, last] = [all[0], all.at(-1)]
    const views = all.filter((deed) => ['$pageview', '$screen'].includes(deed.event) && asked(deed))
    const conversions = all.filter((deed) => deed.event === node.conversionGoal?.customEventName && asked(deed))
    if (!first || !last || views.length + conversions.length === 0) return []
    const seconds = Math.floor(last.at / 1000) - Math.floor(first.at / 1000)
    const count = (event: string) => all.filter((deed) => deed.event === event).length
    const pages = all.flatMap((deed) => pathOf(deed) ?? [])
    const bounced = count('$pageview') === 1 && count('$autocapture') === 0 && seconds < 10
    return [
      {
        ...{ start: first.at, actor: first.actor, views, conversions, seconds },
        ...{ entry: pages[0], exit: pages.at(-1), source: filled(first.session['$entry_utm_source']) },
        bounced: count('$pageview') === 0 ? undefined : bounced,
      },
    ]
  })
  const within = (range: Range) => visits.filter(({ start }) => range.holds(start))
  return { current: within(current), previous: previous && within(previous) }
}

const peopleOf = (visits: readonly { actor: string }[]) => distinct(visits.map(({ actor }) => actor)).length
const bouncesOf = (visits: readonly Visit[]) =>
  mean(visits.flatMap(({ bounced }) => (bounced === undefined ? [] : Number(bounced))))
const percent = (share: number | null) => (share === null ? null : share * 100)

export function webOverview(node: OverviewNode, world: World) {
  const visits = visitsOf(node, world)
  const figures: Record<string, (of: Visit[]) => number | null> = node.conversionGoal
    ? {
        visitors: peopleOf,
        'total conversions': (of) => sum(of.map(({ conversions }) => conversions.length)),
        'unique conversions': (of) => peopleOf(of.filter(({ conversions }) => conversions.length > 0)),
        'conversion rate': (of) =>
          of.length === 0
            ? null
            : (100 * peopleOf(of.filter(({ conversions }) => conversions.length > 0))) / peopleOf(of),
      }
    : {
        visitors: peopleOf,
        views: (of) => sum(of.map(({ views }) => views.length)),
        sessions: (of) => of.length,
        'session duration': (of) => mean(of.map(({ seconds }) => seconds)),
        'bounce rate': (of) => percent(bouncesOf(of)),
      }
  return Object.entries(figures).map(([key, of]) => {
    const [value, previous] = [of(visits.current ?? []), visits.previous ? of(visits.previous) : null]
    const changeFromPreviousPct =
      value !== null && previous ? Math.round(Number((((value - previous) / previous) * 100).toFixed(6))) : null
    return { key, value, previous, changeFromPreviousPct }
  })
}

/** What of a visit belongs to which value: of events each has its own, of the session all have one. */
function valuesOf({ breakdownBy }: StatsNode, visit: Visit): Map<string | undefined, Visit> {
  const own = { InitialPage: visit.entry, ExitPage: visit.exit, InitialUTMSource: visit.source }
  if (breakdownBy !== 'Page' && breakdownBy !== 'Browser') return new Map([[own[breakdownBy], visit]])
  const valueOf = (deed: Deed) => (breakdownBy === 'Page' ? pathOf(deed) : filled(deed.properties['$browser']))
  const values = distinct([...visit.views, ...visit.conversions].map(valueOf))
  const of = (value: string | undefined) => (deed: Deed) => valueOf(deed) === value
  return new Map(
    values.map((value) => [
      value,
      { ...visit, views: visit.views.filter(of(value)), conversions: visit.conversions.filter(of(value)) },
    ]),
  )
}

/** Rows of a value and pairs of numbers, now and before. */
export function webStats(node: StatsNode, world: World): unknown[] {
  const visits = visitsOf(node, world)
  const parts = (['current', 'previous'] as const).flatMap((period) =>
    (visits[period] ?? []).flatMap((visit) =>
      [...valuesOf(node, visit)].map(([value, part]) => ({ value, period, part })),
    ),
  )
  const converted = (of: Visit[]) => of.filter(({ conversions }) => conversions.length > 0)
  const figures: ((of: Visit[], value: string | undefined) => number | null)[] = node.conversionGoal
    ? [
        peopleOf,
        (of) => sum(of.map(({ conversions }) => conversions.length)),
        (of) => peopleOf(converted(of)),
        (of) => (of.length === 0 ? null : peopleOf(converted(of)) / peopleOf(of)),
      ]
    : [
        peopleOf,
        (of) => sum(of.map(({ views }) => views.length)),
        // A page bounces those who came in by it.
        ...(node.includeBounceRate
          ? [
              (of: Visit[], value: string | undefined) =>
                bouncesOf(node.breakdownBy === 'Page' ? of.filter(({ entry }) => entry === value) : of),
            ]
          : []),
      ]
  const isShown = (value: string | undefined) =>
    node.breakdownBy !== 'Page' || !node.includeBounceRate || node.conversionGoal || value !== undefined
  return distinct(parts.map(({ value }) => value))
    .filter(isShown)
    .map((value) => [
      value ?? null,
      ...figures.map((figure) =>
        (['current', 'previous'] as const).map((period) =>
          visits[period]
            ? figure(
                parts.flatMap((one) => (one.value === value && one.period === period ? one.part : [])),
                value,
              )
            : null,
        ),
      ),
    ])
}
