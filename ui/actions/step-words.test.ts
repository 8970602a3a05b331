import { describe, expect, it } from 'vitest'
import { changeOf, draftOf, EMPTY_STEP, finishedSteps, isSame, saysNothing } from './draft.ts'
import { stepsWords, stepWords } from './step-words.ts'

describe('a step in words', () => {
  it('says the event and everything that is asked of it', () => {
    expect(stepWords(EMPTY_STEP)).toBe('Any event')
    expect(stepWords({ ...EMPTY_STEP, event: 'order paid' })).toBe('order paid')
    expect(stepWords({ ...EMPTY_STEP, url: '/pricing' })).toBe('Any event where the URL contains “/pricing”')
    const click = { ...EMPTY_STEP, event: '$autocapture', text: 'Buy', href: '^/pay', href_matching: 'regex' as const }
    expect(
      stepWords({ ...click, properties: [{ type: 'event', key: 'plan', operator: 'exact', value: ['pro'] }] }),
    ).toBe('$autocapture where the text is “Buy”, the link matches “^/pay” and plan is pro')
  })

  it('joins steps of which any is enough', () => {
    expect(stepsWords([])).toBe('Any event')
    expect(
      stepsWords([
        { ...EMPTY_STEP, event: 'a' },
        { ...EMPTY_STEP, tag_name: 'form' },
      ]),
    ).toBe('a, or Any event where the tag is “form”')
  })
})

describe('what is sent of a draft', () => {
  const filter = { type: 'event' as const, key: 'plan', operator: 'exact', value: [] }

  it('leaves out what nothing was typed into, and keeps spaces that mean something', () => {
    const steps = [{ ...EMPTY_STEP, event: 'test ', url: '', text: ' Buy', properties: [filter] }]
    expect(finishedSteps(steps)).toEqual([{ ...EMPTY_STEP, event: 'test ', text: ' Buy' }])
    const set = { ...filter, operator: 'is_set', value: null }
    expect(finishedSteps([{ ...EMPTY_STEP, properties: [set, filter] }])[0]?.properties).toEqual([set])
  })

  it('trims names and reads tags', () => {
    const draft = { name: ' Paid ', description: '', tags: 'Money, money , ,web', steps: [] }
    expect(changeOf(draft)).toEqual({ name: 'Paid', description: '', tags: ['money', 'web'], steps: [] })
  })

  it('counts as changed only when it would be saved differently', () => {
    const fresh = draftOf(undefined)
    expect(isSame(fresh, { ...fresh, steps: [{ ...EMPTY_STEP, url: '' }] })).toBe(true)
    expect(isSame(fresh, { ...fresh, name: 'x' })).toBe(false)
  })

  it('knows a step that says nothing', () => {
    expect(saysNothing({ ...EMPTY_STEP, url: '' })).toBe(true)
    expect(saysNothing({ ...EMPTY_STEP, selector: 'a' })).toBe(false)
  })
})
