import { afterEach, expect, test, vi } from 'vitest'
import { limitsFor } from './limits.ts'

afterEach(() => vi.restoreAllMocks())

test('the store takes half of what a container allows, however much the machine has', () => {
  vi.spyOn(process, 'constrainedMemory').mockReturnValue(2 ** 30)
  expect(limitsFor().server_memory_bytes).toBe(2 ** 29)
})

test('without a limit, or with one that nothing could reach, the machine counts', () => {
  const limit = vi.spyOn(process, 'constrainedMemory').mockReturnValue(0)
  const unlimited = limitsFor()
  limit.mockReturnValue(2 ** 63)
  expect(limitsFor()).toEqual(unlimited)
})
