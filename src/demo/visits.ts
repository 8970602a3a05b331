import { DAY_MS, HOUR_MS } from '../lib/durations.ts'
import { DAYS, RETENTION } from './company.ts'
import type { Customer, People, Visitor } from './people.ts'
import type { Random, Weighted } from './random.ts'

/** One stay: who, when, and why. Light, so that all of them can be planned and sorted before any event exists. */
export type Visit = { at: number; seed: number } & (
  | { kind: 'browse'; visitor: Visitor }
  | { kind: 'sign up' | 'merge'; customer: Customer }
  /** `introduces`: the app tells again who the person and the company are. */
  | { kind: 'work'; customer: Customer; introduces: boolean }
  | { kind: 'second account'; customer: Customer; id: string }
)

/** Every stay of everybody, in order of time, up to `now`. */
export function planVisits(people: People, random: Random, now: Date): Visit[] {
  const start = Math.floor(now.getTime() / DAY_MS) * DAY_MS - (DAYS - 1) * DAY_MS
  const visits: Visit[] = []
  const seed = () => random.between(0, 2 ** 31)
  for (const visitor of people.visitors)
    for (const day of browsingDays(random, visitor.first_day))
      visits.push({ kind: 'browse', visitor, at: moment(random, start, day, visitor), seed: seed() })
  for (const customer of people.customers) {
    if (customer.kind === 'sign up')
      visits.push({
        kind: 'sign up',
        customer,
        at: moment(random, start, customer.first_day, customer),
        seed: seed(),
      })
    for (const [index, day] of workingDays(random, start, customer).entries()) {
      const introduces = customer.kind === 'established' && (index === 0 || random.chance(0.1))
      visits.push({ kind: 'work', customer, introduces, at: moment(random, start, day, customer), seed: seed() })
    }
    const { second_id: id } = customer
    if (id === undefined) continue
    for (const day of [8, 15, 22, 29, 36])
      visits.push({ kind: 'second account', customer, id, at: moment(random, start, day, customer), seed: seed() })
    visits.push({ kind: 'merge', customer, at: start + MERGE_AT_MS, seed: seed() })
  }
  return visits.filter(({ at }) => at <= now.getTime()).sort((a, b) => a.at - b.at || a.seed - b.seed)
}

/** After every stay of the merge's own day. */
const MERGE_AT_MS = 41 * DAY_MS - HOUR_MS

/** Some look in twice on their first day, so that there are more sessions than visitors, and some come back another day. */
function browsingDays(random: Random, first: number): number[] {
  const twice = random.chance(0.12) ? [first] : []
  const again = random.chance(0.3) ? [first + random.between(1, 9)] : []
  return [first, ...twice, ...again].filter((day) => day < DAYS)
}

/** The days a customer works: of each week they come back in, some; weekends are quiet. */
function workingDays(random: Random, start: number, customer: Customer): number[] {
  const curve = customer.kind === 'established' ? 'established' : customer.activates ? 'active' : 'passive'
  const days: number[] = customer.kind === 'established' ? [customer.first_day] : []
  for (let week = 0; customer.first_day + week * 7 < DAYS; week++) {
    if (!random.chance(RETENTION[curve][week] ?? 0)) continue
    const busy = curve === 'established' ? 0.56 : curve === 'active' ? 0.44 : 0.2
    for (let day = week === 0 ? 1 : 0; day < 7; day++) {
      const at = customer.first_day + week * 7 + day
      if (at < DAYS && random.chance(isWeekend(start + at * DAY_MS) ? busy * 0.25 : busy)) days.push(at)
    }
  }
  return days
}

const isWeekend = (at: number) => [0, 6].includes(new Date(at).getUTCDay())

/** A moment of that day in the person's working hours. */
function moment(random: Random, start: number, day: number, { place }: Visitor): number {
  const hour = random.weighted(HOURS) + random.next()
  const utc = (((hour - place.utc) % 24) + 24) % 24
  return start + day * DAY_MS + Math.floor(utc * HOUR_MS * 0.97)
}

const HOURS: Weighted<number> = [
  ...[7, 8, 9, 10, 11].map((hour) => [hour, hour] as const),
  ...[12, 13, 14, 15, 16, 17].map((hour) => [hour, 9] as const),
  ...[18, 19, 20, 21, 22].map((hour) => [hour, 3] as const),
]
