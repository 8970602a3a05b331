import { expect, test, vi } from 'vitest'
import { fromWall, toWall } from './time-zone.ts'

const ZONE = 'Europe/Berlin'
const wall = (text: string) => new Date(`${text}Z`)

test('a wall clock far from a change of clocks is asked of the zone twice: long ranges have very many', () => {
  const asked = vi.spyOn(Date, 'UTC')
  try {
    expect(fromWall(wall('2024-07-01T12:00:00'), ZONE)).toEqual(new Date('2024-07-01T10:00:00Z'))
    expect(asked).toHaveBeenCalledTimes(2)
  } finally {
    asked.mockRestore()
  }
})

test('a skipped hour is the moment after it, a repeated one its first', () => {
  expect(fromWall(wall('2024-03-31T02:30:00'), ZONE)).toEqual(new Date('2024-03-31T01:30:00Z'))
  expect(fromWall(wall('2024-10-27T02:30:00'), ZONE)).toEqual(new Date('2024-10-27T00:30:00Z'))
  expect(toWall(new Date('2024-03-31T01:30:00Z'), ZONE)).toEqual(wall('2024-03-31T03:30:00'))
})
