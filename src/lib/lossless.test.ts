import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLossless, parseExact, stringifyLossless } from './lossless.ts'

test('numbers that JavaScript writes itself are read as numbers, all others keep their digits', () => {
  const own = ['0.30000000000000004', '1234567890123456', '-1.7976931348623157e+308', '5e-324', '-2.0000000000000004']
  const others = ['12345678901234567890', '9007199254740993', '0.1234567890123456789', '-0.30000000000000005551']
  const read = parseExact(`{"own":[${own}],"others":[${others}],"text":"[12345678901234567890]"}`)
  expect(read).toMatchObject({ own: own.map(Number), text: '[12345678901234567890]' })
  expect(stringifyLossless(read)).toBe(`{"own":[${own}],"others":[${others}],"text":"[12345678901234567890]"}`)
  expect(parseExact(`[${own}]`)).toEqual(own.map(Number))
  expect(isLossless(parseExact('12345678901234567890'))).toBe(true)
})

test('no number loses a digit', () => {
  const digits = fc.stringMatching(/^[0-9]{1,25}$/)
  const written = fc
    .tuple(fc.constantFrom('', '-'), digits, fc.option(digits), fc.option(fc.integer({ min: -280, max: 280 })))
    .map(([sign, whole, part, exponent]) => {
      const figures = `${sign}${whole.replace(/^0+(?=\d)/, '')}${part === null ? '' : `.${part}`}`
      return exponent === null ? figures : `${figures}e${exponent}`
    })
  const valueOf = (text: string) => {
    const [, sign = '', whole = '', part = '', exponent = '0'] =
      /^(-?)(\d+)(?:\.(\d+))?(?:e\+?(-?\d+))?$/.exec(text) ?? []
    const figures = `${whole}${part}`.replace(/^0+/, '')
    const trimmed = figures.replace(/0+$/, '')
    return trimmed === ''
      ? '0'
      : `${sign}${trimmed}e${Number(exponent) - part.length + figures.length - trimmed.length}`
  }
  fc.assert(
    fc.property(written, (text) => {
      expect(valueOf(stringifyLossless(parseExact(text)))).toBe(valueOf(text))
    }),
  )
})
