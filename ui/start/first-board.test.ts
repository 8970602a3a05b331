import { expect, it } from 'vitest'
import { firstBoardTemplates } from './first-board.ts'
import { snippets } from './snippets.ts'

const namesOf = (names: string[]) => firstBoardTemplates(names).map(({ name }) => name)

it('makes a board from the names that exist', () => {
  expect(namesOf(['$pageview', '$autocapture', 'signed_up'])).toEqual([
    'People',
    'Page views',
    'People a day',
    'What they do',
    'Browsers',
  ])
  expect(namesOf(['signed_up', 'paid'])).toEqual(['People', 'signed_up', 'People a day', 'What they do'])
  expect(namesOf(['$identify'])).toEqual(['People', '$identify', 'People a day'])
  expect(namesOf([])).toEqual([])
})

it('fills in key and address everywhere', () => {
  for (const { code } of snippets('phc_1', 'https://hoglet.test')) {
    expect(code).toContain('phc_1')
    expect(code).toContain('https://hoglet.test')
  }
})
