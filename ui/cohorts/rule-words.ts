import { filterWords } from '../editor/filter-words.ts'
import {
  type Amount,
  COUNTS,
  countOf,
  type DeedCriterion,
  isGroup,
  type Rule,
  type RuleItem,
  type Unit,
} from './rule.ts'

/** What ids stand for. */
export interface Names {
  action: (id: number) => string
  cohort: (id: number) => string
}

const one = (amount: Amount | undefined) => Number(amount) === 1
const amountWords = (amount: Amount | undefined) => (amount === '' || amount === null ? '…' : String(amount ?? '…'))

/** `2 weeks`, or `week` alone where one is meant. */
const spanWords = (amount: Amount | undefined, unit: Unit | null | undefined) =>
  one(amount) ? (unit ?? 'day') : `${amountWords(amount)} ${unit ?? 'day'}s`

const timesWords = (amount: Amount | undefined) => (one(amount) ? 'once' : `${amountWords(amount)} times`)

const deedName = (key: string | number | null | undefined, type: string | null | undefined, names: Names) =>
  type === 'actions' ? names.action(Number(key)) : String(key || '…')

const lastWords = (amount: Amount | undefined, unit: Unit | null | undefined) =>
  `in the last ${spanWords(amount, unit)}`

const TOKEN_UNITS: Record<string, string> = { h: 'hour', d: 'day', w: 'week', m: 'month', q: 'quarter', y: 'year' }

/** `-20d` is `20 days ago`; what is a date stays one. */
function momentWords(moment: string): string {
  const [, amount, unit = ''] = /^-(\d+)([hdwmqy])$/.exec(moment) ?? []
  return amount === undefined ? moment : `${amount} ${TOKEN_UNITS[unit]}${amount === '1' ? '' : 's'} ago`
}

function deedWords(deed: DeedCriterion, names: Names): string {
  const filters = (deed.event_filters ?? []).map(filterWords)
  const where = filters.length > 0 ? ` where ${filters.join(' and ')}` : ''
  const what = `${deedName(deed.key, deed.event_type, names)}${where}`
  const did = `${deed.negation ? 'did not do' : 'did'} ${what}`
  const from = deed.explicit_datetime
  const to = deed.explicit_datetime_to
  const since = `since ${momentWords(from ?? '')}`
  const last = from
    ? `${since}${to ? ` until ${momentWords(to)}` : ''}`
    : lastWords(deed.time_value, deed.time_interval)
  const recent = lastWords(deed.seq_time_value, deed.seq_time_interval)
  const count = `${COUNTS.find(({ value }) => value === countOf(deed.operator))?.words ?? deed.operator} ${timesWords(deed.operator_value)}`
  switch (deed.value) {
    case 'performed_event':
      return `${did} ${last}`
    case 'performed_event_multiple':
      return `${did} ${count} ${last}`
    case 'performed_event_first_time':
      return `${did} for the first time ${last}`
    case 'performed_event_regularly': {
      const { time_value, time_interval, min_periods, total_periods } = deed
      const periods = one(time_value)
        ? `${time_interval ?? 'day'}s`
        : `periods of ${spanWords(time_value, time_interval)}`
      return `${did} ${count} in each of ${amountWords(min_periods)} of the last ${amountWords(total_periods)} ${periods}`
    }
    case 'performed_event_sequence': {
      const next = deedName(deed.seq_event, deed.seq_event_type, names)
      const within = `${amountWords(deed.seq_time_value)} ${deed.seq_time_interval ?? 'day'}${one(deed.seq_time_value) ? '' : 's'}`
      return `${did} and then ${next} within ${within}, ${last}`
    }
    case 'stopped_performing_event':
      return `${deed.negation ? 'did not stop' : 'stopped'} doing ${what}: ${last}, but not ${recent}`
    case 'restarted_performing_event':
      return `${deed.negation ? 'did not start' : 'started'} again to do ${what}: ${recent}, but not before that ${last}`
  }
}

function itemWords(item: RuleItem, names: Names): string {
  if (isGroup(item)) return `(${joined(item.type, item.values, names)})`
  switch (item.type) {
    case 'cohort':
      return `who are ${item.negation ? 'not ' : ''}in ${item.value > 0 ? names.cohort(item.value) : '…'}`
    case 'behavioral':
      return `who ${deedWords(item, names)}`
    case 'person':
    case 'person_metadata': {
      const key = item.type === 'person_metadata' ? 'first day' : item.key || '…'
      const words = `whose ${filterWords({ ...item, type: 'person', key })}`
      return item.negation ? `not those ${words}` : words
    }
  }
}

const joined = (type: string, items: RuleItem[], names: Names) =>
  items.map((item) => itemWords(item, names)).join(type === 'AND' ? ' and ' : ' or ')

/** `People who did order paid in the last 30 days and whose plan is pro; or who are in Staff`. */
export function ruleWords(rule: Rule, names: Names): string {
  const groups = rule.values.filter(({ values }) => values.length > 0)
  if (groups.length === 0) return 'Nobody, as long as nothing is asked'
  const join = rule.type === 'AND' ? 'and' : 'or'
  const isFlat = groups.every(({ values }) => values.length === 1)
  return `People ${groups.map(({ type, values }) => joined(type, values, names)).join(`${isFlat ? '' : ';'} ${join} `)}`
}
