import { isValidElement, type ReactNode } from 'react'
import { expect, it } from 'vitest'
import type { Picked, RetentionDrawing } from './drawing.ts'
import { RetentionGrid } from './retention-grid.tsx'

/** What the buttons and cells of a part do, in their order. */
function clicks(node: ReactNode): (() => void)[] {
  if (Array.isArray(node)) return node.flatMap(clicks)
  if (!isValidElement<{ children?: ReactNode; onClick?: () => void; onPick?: () => void }>(node)) return []
  const { children, onClick, onPick = onClick } = node.props
  return [...(onPick ? [onPick] : []), ...clicks(children)]
}

it('asks for the people of a row under its own name, whichever value of a breakdown it is of', () => {
  const row = (value: string, index: number): RetentionDrawing['rows'][number] => ({
    key: `${value} ${index}`,
    name: `${value}, day ${index}`,
    value,
    date: `day ${index}`,
    size: 1,
    index,
    breakdown: value,
    cells: [
      { count: 1, share: 1, state: 'over' },
      { count: 1, share: 1, state: 'running' },
    ],
  })
  const rows = [row('alpha', 0), row('alpha', 1), row('beta', 0), row('beta', 1)]
  const picked: Picked[] = []
  const grid = RetentionGrid({
    drawing: { kind: 'retention', columns: ['Day 0', 'Day 1'], mean: [], rows },
    onPick: (one) => picked.push(one),
  })
  for (const click of clicks(grid)) click()
  expect(picked).toEqual(
    rows.flatMap(({ index, breakdown, name }) => {
      const row = { kind: 'row', row: index, breakdown, words: `Began ${name}` }
      const cells = [0, 1].map((column) => ({ ...row, column, words: `Began ${name}, there in Day ${column}` }))
      return [row, ...cells]
    }),
  )
})
