import { expect, test } from 'vitest'
import { placesFor } from './turns.ts'

test('so many work at once, in the order of asking, and who fails leaves a free place', async () => {
  const inPlace = placesFor(2)
  const began: number[] = []
  let [working, most] = [0, 0]
  const all = Array.from({ length: 7 }, (_, i) =>
    inPlace(async () => {
      began.push(i)
      most = Math.max(most, ++working)
      await new Promise((resolve) => setTimeout(resolve, 3))
      working--
      if (i % 3 === 0) throw new Error('failed')
      return i
    }).catch(() => -1),
  )
  expect(await Promise.all(all)).toEqual([-1, 1, 2, -1, 4, 5, -1])
  expect([began, most]).toEqual([[0, 1, 2, 3, 4, 5, 6], 2])
  expect(await inPlace(async () => 'free')).toBe('free')
})
