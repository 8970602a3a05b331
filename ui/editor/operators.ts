export interface Operator {
  value: string
  words: string
  takes: 'list' | 'text' | 'number' | 'date' | 'nothing'
}

export const OPERATORS: Operator[] = [
  { value: 'exact', words: 'is', takes: 'list' },
  { value: 'is_not', words: 'is not', takes: 'list' },
  { value: 'icontains', words: 'contains', takes: 'text' },
  { value: 'not_icontains', words: 'does not contain', takes: 'text' },
  { value: 'regex', words: 'matches', takes: 'text' },
  { value: 'not_regex', words: 'does not match', takes: 'text' },
  { value: 'gt', words: 'is more than', takes: 'number' },
  { value: 'gte', words: 'is at least', takes: 'number' },
  { value: 'lt', words: 'is less than', takes: 'number' },
  { value: 'lte', words: 'is at most', takes: 'number' },
  { value: 'is_set', words: 'is set', takes: 'nothing' },
  { value: 'is_not_set', words: 'is not set', takes: 'nothing' },
  { value: 'is_date_before', words: 'is before', takes: 'date' },
  { value: 'is_date_after', words: 'is after', takes: 'date' },
]

const FIRST: Operator = { value: 'exact', words: 'is', takes: 'list' }

export const operatorOf = (value: string | undefined): Operator =>
  OPERATORS.find((operator) => operator.value === (value ?? 'exact')) ?? { ...FIRST, words: value ?? 'is' }
