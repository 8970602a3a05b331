import { expect, test } from 'vitest'
import { z } from 'zod'
import { readLenient } from './lenient.ts'

const Inner = z.strictObject({ kind: z.literal('a'), limit: z.number().int().nullish(), on: z.boolean().optional() })
const Schema = z.strictObject({
  name: z.string(),
  share: z.number().max(1).optional(),
  list: z.array(z.discriminatedUnion('kind', [Inner, z.strictObject({ kind: z.literal('b'), text: z.string() })])),
  value: z.union([z.string(), z.number()]).optional(),
})

test('numbers and booleans may come as text where the schema asks for them, however deep', () => {
  const sent = {
    name: '7',
    share: '0.5',
    list: [
      { kind: 'a', limit: '10', on: 'False' },
      { kind: 'b', text: 'true' },
      { kind: 'a', limit: null, on: 1 },
    ],
    value: '5',
  }
  expect(readLenient(Schema, sent)).toEqual({
    name: '7',
    share: 0.5,
    list: [
      { kind: 'a', limit: 10, on: false },
      { kind: 'b', text: 'true' },
      { kind: 'a', limit: null, on: true },
    ],
    value: '5',
  })
  expect(sent.share).toBe('0.5')
})

test.each([
  [{ name: 7, list: [] }, ['name'], 'Invalid input: expected string, received number'],
  [{ name: 'x', share: '2', list: [] }, ['share'], 'Too big: expected number to be <=1'],
  [{ name: 'x', share: 'half', list: [] }, ['share'], 'Invalid input: expected number, received string'],
  [{ name: 'x', share: '', list: [] }, ['share'], 'Invalid input: expected number, received string'],
  [{ name: 'x', share: '0x1', list: [] }, ['share'], 'Invalid input: expected number, received string'],
  [
    { name: 'x', list: [{ kind: 'a', limit: '1.5' }] },
    ['list', 0, 'limit'],
    'Invalid input: expected int, received number',
  ],
  [
    { name: 'x', list: [{ kind: 'a', on: 'maybe' }] },
    ['list', 0, 'on'],
    'Invalid input: expected boolean, received string',
  ],
  [{ name: 'x', list: [{ kind: 'a', limit: '1', more: 1 }] }, ['list', 0], 'Unrecognized key: "more"'],
  [{ name: 7, share: '0.5', list: [] }, ['name'], 'Invalid input: expected string, received number'],
])('%j is refused for what is wrong, not for the texts that can be read', (sent, path, message) => {
  const refused = attempt(() => readLenient(Schema, sent))
  expect(refused instanceof z.ZodError && refused.issues[0]).toMatchObject({ path, message })
})

function attempt(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return error
  }
}
