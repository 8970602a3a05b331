import { z } from 'zod'

/** Values that come from a form as text and from JSON as what they are. */

/** A boolean, or its word in a form. */
export const Flag = z.union([z.boolean(), z.stringbool(), z.literal([0, 1]).transform((value) => value === 1)], {
  error: 'Must be a valid boolean.',
})

/** A whole number, or its digits in a form; empty text means none. */
export const Whole = z.union(
  [
    z.int(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
    z.literal('').transform(() => null),
  ],
  { error: 'A valid integer is required.' },
)

/** A list of texts; a form that names a key once means a list of one. */
export const Texts = z.preprocess(
  (value) => (typeof value === 'string' && value !== '' && !/^\s*[[{]/.test(value) ? [value] : value),
  z.array(z.string()),
)
