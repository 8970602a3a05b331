import { z } from 'zod'
import { canonicalUuid } from '../lib/ids.ts'

/** Values that come from a form as text and from JSON as what they are. */

/** The words that PostHog reads. */
const WORDS = { truthy: ['true', 't', 'yes', 'y', 'on', '1'], falsy: ['false', 'f', 'no', 'n', 'off', '0'] }
/** A boolean, or its word in a form. */
export const Flag = z.union([z.boolean(), z.stringbool(WORDS), z.literal([0, 1]).transform((value) => value === 1)], {
  error: 'Must be a valid boolean.',
})

/** Whether a change asks for what was deleted to come back, before the rest of it is checked. */
export const isRestoring = (sent: unknown) => Restoring.safeParse(sent).success
const Restoring = z.looseObject({ deleted: Flag.pipe(z.literal(false)) })

/** Whether a parameter is there and says neither nothing nor no. */
export const isYes = (value: unknown) =>
  value !== undefined && !['', '0', 'false', 'no'].includes(String(value).toLowerCase())

/** A whole number, or its digits in a form. */
export const Integer = z.union(
  [
    z.int(),
    z
      .string()
      .trim()
      .regex(/^-?\d+(\.0*)?$/)
      .transform(Number),
  ],
  { error: 'A valid integer is required.' },
)

/** A whole number that may be left empty: empty text means none. */
export const Whole = z.union([Integer, z.literal('').transform(() => null)], { error: 'A valid integer is required.' })

/**
 * A UUID in any of the forms in which clients write it, read as the stores spell it. What is no text at all is told the same
 * as a text that is none.
 */
export const Uuid = z.preprocess(
  (value) => {
    if (typeof value === 'string') return canonicalUuid(value) ?? value
    return value === undefined || value === null ? value : ''
  },
  z.guid({ error: 'Must be a valid UUID.' }),
)

/** One of these numbers, or its digits in a form. */
export const numberAmong = <const N extends number>(numbers: readonly N[]) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
    z.literal(numbers),
  )

const NO_MOMENT =
  'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].'
const IsoMoment = z.iso.datetime({ offset: true })
/** Seconds and zone may be missing, and people write a space for the `T`. */
const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(?:Z|([+-]\d\d):?(\d\d))?$/

/** A date with its time; in UTC where it says no zone. Years are those that Postgres and PostHog know alike: 1 to 9999. */
export const Moment = z.unknown().transform((value, context): Date => {
  const given = typeof value === 'string' ? WRITTEN.exec(value) : null
  const [, day, time, seconds = ':00', hours = '+00', minutes = '00'] = given ?? []
  const text = IsoMoment.safeParse(`${day}T${time}${seconds}${hours}:${minutes}`).data
  const moment = text === undefined ? undefined : new Date(text)
  const year = moment?.getUTCFullYear() ?? 0
  if (moment && year >= 1 && year <= 9999) return moment
  context.addIssue({ code: 'custom', message: NO_MOMENT, input: value })
  return z.NEVER
})
