import { expect, test } from 'vitest'
import { type ActiveHour, silentSince } from './silence.ts'

const MONDAY = Date.parse('2026-03-02T00:00:00Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Hours that are active from their fifth to their fifty-fifth minute, given in hours after a Monday's midnight. */
const active = (hours: number[]): ActiveHour[] =>
  hours.map((hour) => ({
    first: new Date(MONDAY + hour * HOUR + 5 * 60_000),
    last: new Date(MONDAY + hour * HOUR + 55 * 60_000),
  }))
const single = (hours: number[]): ActiveHour[] =>
  hours.map((hour) => ({ first: new Date(MONDAY + hour * HOUR), last: new Date(MONDAY + hour * HOUR) }))
const range = (count: number, of: (i: number) => number) => Array.from({ length: count }, (_, i) => of(i))

/** Nine to five from Monday to Friday, for three weeks. */
const office = range(3 * 5 * 8, (i) => Math.floor(i / 40) * 168 + (Math.floor(i / 8) % 5) * 24 + 9 + (i % 8))

test.each([
  // Pauses of ten minutes: an hour of silence is remarkable, anything less is not.
  ['a steady stream, 59 minutes later', active(range(48, (i) => i)), 48 * HOUR - 5 * 60_000 + 59 * 60_000, false],
  ['a steady stream, 61 minutes later', active(range(48, (i) => i)), 48 * HOUR - 5 * 60_000 + 61 * 60_000, true],
  ['a nightly job, the next day', single(range(10, (i) => i * 24)), 10 * DAY, false],
  ['a nightly job, two nights missing', single(range(10, (i) => i * 24)), 11 * DAY + HOUR, true],
  // From Friday 16:55 to Monday 9:05 are 64 h 10 min; the last event is of Friday in the third week, 16:55.
  ['office hours, the Monday after', active(office), 21 * DAY + 9 * HOUR, false],
  ['office hours, the Thursday after', active(office), 24 * DAY + 9 * HOUR, true],
  ['a monthly bill, six weeks later', single([0, 720, 1440]), 60 * DAY + 42 * DAY, false],
  ['a monthly bill, nine weeks later', single([0, 720, 1440]), 60 * DAY + 63 * DAY, true],
  // One outage of five days among daily events: the second longest pause, a day, counts.
  ['daily after an outage, at two days', single([0, 24, 48, 168, 192, 216]), 9 * DAY + 47 * HOUR, false],
  ['daily after an outage, beyond two days', single([0, 24, 48, 168, 192, 216]), 9 * DAY + 49 * HOUR, true],
  ['two events a day apart, two days later', single([0, 24]), 3 * DAY, false],
  ['two events a day apart, three days later', single([0, 24]), 4 * DAY, true],
  ['a single event says nothing of a rhythm', single([0]), 80 * DAY, false],
  ['no event', [], 80 * DAY, false],
])('%s', (_, hours, at, isSilent) => {
  expect(silentSince(hours, new Date(MONDAY + at))).toEqual(isSilent ? hours.at(-1)?.last : undefined)
})
