import { afterEach, expect, test, vi } from 'vitest'
import { createLog } from './log.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('an error that comes again and again is written once, and then how often it came', () => {
  vi.useFakeTimers()
  const lines: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line).trimEnd()) > 0)
  const log = createLog('info', () => new Date('2024-03-04T12:00:00Z'))
  const away = () => new Error('the store is away')
  for (let i = 0; i < 5; i++) log.error('capture failed', away())
  log.error('capture failed', new Error('the disk is full'))
  log.error('stopped')
  expect(lines.map((line) => line.split('\n')[0])).toEqual([
    '2024-03-04T12:00:00.000Z error capture failed: Error: the store is away',
    '2024-03-04T12:00:00.000Z error capture failed: Error: the disk is full',
    '2024-03-04T12:00:00.000Z error stopped',
  ])
  expect(lines[0]).toContain('log.test.ts')
  vi.advanceTimersByTime(10_000)
  expect(lines.slice(3)).toEqual([
    '2024-03-04T12:00:00.000Z error capture failed: Error: the store is away (4 more in 10 s)',
  ])
  log.error('capture failed', away())
  expect(lines.length).toBe(5)
})
