import { expect, test, vi } from 'vitest'
import { textWidth } from './text-width.ts'

test('a text is as wide as a terminal sets it', () => {
  const widths = { paid: 4, Größe: 5, 'Gro\u0308ße': 5, 日本語: 6, ｶﾅ: 2, 'Ａ！': 4, 주문: 4, 한: 2, 𠮷: 2, '🦔 x': 4 }
  for (const [text, width] of Object.entries(widths)) expect([text, textWidth(text)]).toEqual([text, width])
  expect(textWidth('👩‍👩‍👧')).toBe(2)
  expect(textWidth('🇯🇵')).toBe(2)
  expect(textWidth('a\u200bb')).toBe(2)
  expect(textWidth('สวัสดี')).toBe(4)
})

/** The same with signs around it that are looked at one by one, and join nothing. */
const slowly = (text: string) => textWidth(`\u200b${text}\u200b`)

test('what is told by its range is told as it would be sign by sign', () => {
  const wrong: string[] = []
  for (let code = 0x20; code < 0xd800; code++) {
    const between = `語${String.fromCharCode(code)}a`
    if (textWidth(between) !== slowly(between)) wrong.push(code.toString(16))
  }
  for (let code = 0xf900; code <= 0xffff; code++)
    if (textWidth(String.fromCharCode(code)) !== slowly(String.fromCharCode(code))) wrong.push(code.toString(16))
  expect(wrong).toEqual([])
})

test('a text of East Asia is not taken apart', () => {
  const taken = vi.spyOn(Intl.Segmenter.prototype, 'segment')
  expect(textWidth('日本語、주문 Größe Ж')).toBe(8 + 4 + 1 + 5 + 1 + 1)
  expect(taken).not.toHaveBeenCalled()
  taken.mockRestore()
})
