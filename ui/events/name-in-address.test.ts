import { expect, test } from 'vitest'
import { nameFromAddress, nameToAddress } from './name-in-address.ts'

test.each([
  ['order paid', 'order paid'],
  ['.', '~.'],
  ['..', '~..'],
  ['~..', '~~..'],
  ['~~.', '~~~.'],
  ['...', '...'],
  ['~', '~'],
  ['~a.', '~a.'],
  ['a/../b', 'a/../b'],
])('%s stands in an address as %s, and is found again', (name, part) => {
  expect(nameToAddress(name)).toBe(part)
  expect(nameFromAddress(part)).toBe(name)
})
