import { expect, test } from 'vitest'
import type { JsonObject } from '../lib/json.ts'
import { takeElementsChain } from './elements.ts'

test.each<[string, JsonObject, string, JsonObject]>([
  ['the chain as it came', { $elements_chain: 'a:text="1"', $elements: [{ tag_name: 'b' }] }, 'a:text="1"', {}],
  [
    'the list beside an empty chain',
    { $elements_chain: '', $elements: [{ tag_name: 'b', nth_child: 1 }] },
    'b:nth-child="1"nth-of-type="0"',
    {},
  ],
  [
    'long texts cut as PostHog cuts them, but not the attributes themselves',
    { $elements: [{ tag_name: 'a', $el_text: 'x'.repeat(401), attr__href: '/'.repeat(2049) }] },
    `a:attr__href="${'/'.repeat(2049)}"href="${'/'.repeat(2048)}"nth-child="0"nth-of-type="0"text="${'x'.repeat(400)}"`,
    {},
  ],
  ['an empty chain alone', { $elements_chain: '', a: 1 }, '', { a: 1 }],
  ['a chain that is no text', { $elements_chain: 5, $elements: 'b', a: 1 }, '', { a: 1 }],
])('%s', (_, properties, chain, rest) => {
  expect([takeElementsChain(properties), properties]).toEqual([chain, rest])
})
