import { expect, test } from 'vitest'
import { readElementsChain } from './elements-chain.ts'

test('a chain is read as it was written', () => {
  const [button, form] = readElementsChain('button.a.b:attr__x="1;2:\\"3\\""nth-child="2"text="Go";form:')
  expect(button).toMatchObject({ tag_name: 'button', attr_class: ['a', 'b'], nth_child: 2, text: 'Go', order: 0 })
  expect(button?.attributes).toEqual({ attr__x: '1;2:"3"' })
  expect(form).toMatchObject({ tag_name: 'form', order: 1 })
})

test.each([
  ['a text that never ends', `a:text="${'\\"'.repeat(1_000_000)}`],
  ['a text that ends within an escape', `a:text="${'\\"'.repeat(200_000)}\\`],
  ['one long name', 'a'.repeat(400_000)],
  ['a long key', `a:b="c"${'d'.repeat(400_000)}`],
  ['many megabytes', `a:text="${'b'.repeat(20_000_000)}"`],
])('%s is read in one walk', (_, chain) => {
  const began = performance.now()
  expect(readElementsChain(chain).length).toBe(1)
  expect(performance.now() - began).toBeLessThan(5_000)
})
