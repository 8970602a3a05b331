import { expect, test } from 'vitest'
import { textWidth } from './text-width.ts'

test('a text is as wide as a terminal sets it', () => {
  const widths = { paid: 4, Größe: 5, 'Gro\u0308ße': 5, 日本語: 6, ｶﾅ: 2, 'Ａ！': 4, 주문: 4, 한: 2, 𠮷: 2, '🦔 x': 4 }
  for (const [text, width] of Object.entries(widths)) expect([text, textWidth(text)]).toEqual([text, width])
  expect(textWidth('👩‍👩‍👧')).toBe(2)
  expect(textWidth('🇯🇵')).toBe(2)
  expect(textWidth('a\u200bb')).toBe(2)
  expect(textWidth('สวัสดี')).toBe(4)
})
