import { expect, test } from 'vitest'
import { isFaithful } from './faithful.ts'

const FACTS = [
  'Top 10 pages, /a|b',
  'total 1234 -> 2468 (+100%), mostly pro 0 -> 2, within ordinary variation',
  'Time to pay',
  'average time to convert 3m 20s -> 2m 5s',
  'Signups',
  'total 12.5 -> 9 (-28%); 2026-03-07 has 9, usual is 10 to 15',
  '3',
].join('\n')

test.each([
  'Top 10 pages doubled from 1,234 to 2,468 (+100%).',
  'Top 10 pages rose by 100 percent to 2468.',
  'Top 10 pages rose by 100 % to 2468.',
  'It takes 2 minutes and 5 seconds now, not 3m 20s.',
  'Signups fell 28% from 12.50 to 9 on March 7, 2026.',
  'On the 7th there were 9: usual is 10 – 15.',
  'And three more. One of them is new, often the first.',
  '- Signups: 12.5 → 9 (−28%)',
  '-9 is how a list without a space begins'.replace('-9', '- 9'),
])('nothing is made up in: %s', (text) => {
  expect(isFaithful(text, FACTS)).toBe(true)
})

test.each([
  'Signups fell to 8.',
  'Signups rose by 100.',
  'Signups fell (+28%).',
  'Signups reached 9k.',
  'Signups reached 9 million.',
  'Signups fell by 28.0001%.',
  'Signups: 12,5.',
  'Signups fell to 9.1.',
  'Signups: 12.500.001',
  'Signups tripled.',
  'Signups grew by seventeen.',
  'Signups grew by dozens.',
  'Signups grew ½.',
  'Signups: ٩',
  'Signups: x77',
  'It takes 3h.',
  'It takes 20m.',
])('something is made up in: %s', (text) => {
  expect(isFaithful(text, FACTS)).toBe(false)
})
