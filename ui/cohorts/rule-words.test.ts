import { describe, expect, it } from 'vitest'
import {
  type DeedCriterion,
  EMPTY_RULE,
  filtersOf,
  finishedRule,
  isRuleFinished,
  isSameRule,
  isShown,
  missingOf,
  newDeed,
  newMembership,
  newProperty,
  type Rule,
  type RuleItem,
  ruleOf,
  withBehaviour,
} from './rule.ts'
import { ruleWords } from './rule-words.ts'

const names = { action: (id: number) => `Paid (${id})`, cohort: (id: number) => `Staff (${id})` }
const words = (...values: RuleItem[]) => ruleWords({ type: 'OR', values: [{ type: 'AND', values }] }, names)
const login: DeedCriterion = { ...newDeed(), key: 'login' }
const pro = { ...newProperty('plan'), value: ['pro', 'team'] }
const staff = { ...newMembership(), value: 7 }

describe('a rule in words', () => {
  it('says what was done, how often and when', () => {
    expect(words(login)).toBe('People who did login in the last 30 days')
    expect(words({ ...login, negation: true, time_value: 1, time_interval: 'week' })).toBe(
      'People who did not do login in the last week',
    )
    const often = withBehaviour(login, 'performed_event_multiple', false)
    expect(words(often)).toBe('People who did login at least 3 times in the last 30 days')
    expect(words({ ...often, operator: null, operator_value: '1' })).toBe(
      'People who did login exactly once in the last 30 days',
    )
    expect(words(withBehaviour(login, 'performed_event_first_time', false))).toBe(
      'People who did login for the first time in the last 30 days',
    )
    expect(words(withBehaviour(login, 'performed_event_regularly', false))).toBe(
      'People who did login at least once in each of 3 of the last 4 weeks',
    )
    const action: DeedCriterion = { ...login, event_type: 'actions', key: 4 }
    expect(words({ ...withBehaviour(action, 'performed_event_sequence', false), seq_event: 'buy' })).toBe(
      'People who did Paid (4) and then buy within 1 day, in the last 30 days',
    )
    expect(words(withBehaviour(login, 'stopped_performing_event', false))).toBe(
      'People who stopped doing login: in the last 30 days, but not in the last 7 days',
    )
    const amount = { type: 'event' as const, key: 'amount', operator: 'gt', value: '10' }
    expect(words({ ...login, event_filters: [amount] })).toBe(
      'People who did login where amount is more than 10 in the last 30 days',
    )
  })

  it('says from when on, where that is a moment', () => {
    expect(words({ ...login, explicit_datetime: '-20d' })).toBe('People who did login since 20 days ago')
    expect(words({ ...login, explicit_datetime: '2024-03-01', explicit_datetime_to: '2024-03-02' })).toBe(
      'People who did login since 2024-03-01 until 2024-03-02',
    )
  })

  it('says what people are and where they belong', () => {
    expect(words(pro, staff)).toBe('People whose plan is pro or team and who are in Staff (7)')
    expect(words({ ...staff, negation: true })).toBe('People who are not in Staff (7)')
    expect(words({ type: 'person_metadata', key: 'created_at', operator: 'is_date_after', value: '2024-01-01' })).toBe(
      'People whose first day is after 2024-01-01',
    )
  })

  it('keeps groups apart', () => {
    expect(ruleWords(EMPTY_RULE, names)).toBe('Nobody, as long as nothing is asked')
    const rule: Rule = {
      type: 'OR',
      values: [
        { type: 'AND', values: [login, pro] },
        { type: 'OR', values: [staff] },
      ],
    }
    expect(ruleWords(rule, names)).toBe(
      'People who did login in the last 30 days and whose plan is pro or team; or who are in Staff (7)',
    )
    const flat: Rule = {
      type: 'AND',
      values: [
        { type: 'OR', values: [pro] },
        { type: 'AND', values: [staff] },
      ],
    }
    expect(ruleWords(flat, names)).toBe('People whose plan is pro or team and who are in Staff (7)')
  })
})

describe('what the editor shows and sends', () => {
  it('puts a criterion that stands alone into a group, and changes nothing else', () => {
    const deep: RuleItem = { type: 'AND', values: [{ type: 'OR', values: [pro, staff] }] }
    expect(ruleOf({ properties: { type: 'OR', values: [pro, deep] } })).toEqual({
      type: 'OR',
      values: [{ type: 'AND', values: [pro] }, deep],
    })
    expect(ruleOf({ properties: {} })).toEqual(EMPTY_RULE)
    expect(finishedRule(ruleOf({ properties: { type: 'OR', values: [deep] } })).values).toEqual([deep])
  })

  it('leaves alone what it has no fields for', () => {
    expect([login, pro, staff].every(isShown)).toBe(true)
    expect(isShown({ ...login, explicit_datetime: '-3d' })).toBe(false)
    expect(isShown({ ...login, event_filters: [{ type: 'hogql', key: '1' }] })).toBe(false)
    expect(isShown({ ...pro, negation: true })).toBe(false)
    expect(isShown({ ...pro, operator: 'is_date_after', value: '-30d' })).toBe(false)
    expect(isShown({ type: 'AND', values: [pro] })).toBe(false)
  })

  it('knows what is not said yet', () => {
    expect(missingOf(newDeed())).toBe('Choose an event or an action.')
    expect(missingOf({ ...login, time_value: '' })).toBe('Say how many.')
    expect(missingOf(newProperty('plan'))).toBe('Say which value.')
    expect(missingOf({ ...newProperty('plan'), operator: 'is_set', value: null })).toBeUndefined()
    expect(missingOf(newMembership())).toBe('Choose a cohort.')
    const regularly = withBehaviour(login, 'performed_event_regularly', false)
    expect(missingOf({ ...regularly, min_periods: 5 })).toBe('There are fewer periods than that.')
    expect(isRuleFinished(EMPTY_RULE)).toBe(false)
    expect(isRuleFinished({ type: 'OR', values: [{ type: 'AND', values: [login] }] })).toBe(true)
  })

  it('sends numbers as numbers and counts as changed only what would be saved differently', () => {
    const rule: Rule = { type: 'OR', values: [{ type: 'AND', values: [{ ...login, time_value: '7' }] }] }
    expect(finishedRule(rule).values[0]?.values[0]).toMatchObject({ time_value: 7 })
    expect(isSameRule(rule, { ...rule, values: [...rule.values, { type: 'AND', values: [] }] })).toBe(true)
    expect(isSameRule(rule, { ...rule, type: 'AND' })).toBe(false)
  })

  it('can be counted before it is saved when it asks nothing of events', () => {
    const group = { type: 'AND' as const, values: [pro, { ...staff, negation: true }] }
    expect(filtersOf(group)).toEqual({
      type: 'AND',
      values: [pro, { type: 'cohort', key: 'id', value: 7, operator: 'not_in' }],
    })
    expect(filtersOf({ type: 'AND', values: [pro, login] })).toBeUndefined()
  })
})
