import { z } from 'zod'

/** Values that come from a form as text and from JSON as what they are. */

/** A boolean, or its word in a form. */
export const Flag = z.union([z.boolean(), z.stringbool(), z.literal([0, 1]).transform((value) => value === 1)], {
  error: 'Must be a valid boolean.',
})

/** A whole number, or its digits in a form. */
export const Integer = z.union(
  [
    z.int(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ],
  { error: 'A valid integer is required.' },
)

/** A whole number that may be left empty: empty text means none. */
export const Whole = z.union([Integer, z.literal('').transform(() => null)], { error: 'A valid integer is required.' })
