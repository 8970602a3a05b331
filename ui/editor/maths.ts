export interface Math {
  value: string
  words: string
  /** How it reads in a sentence: "Unique users of …". */
  phrase: string
  needsProperty?: true
}

export const MATHS: Math[] = [
  { value: 'total', words: 'Total count', phrase: 'Count of' },
  { value: 'dau', words: 'Unique users', phrase: 'Unique users of' },
  { value: 'weekly_active', words: 'Weekly active users', phrase: 'Weekly active users of' },
  { value: 'monthly_active', words: 'Monthly active users', phrase: 'Monthly active users of' },
  { value: 'unique_session', words: 'Unique sessions', phrase: 'Sessions with' },
  { value: 'first_time_for_user', words: 'First-time users', phrase: 'First-time users of' },
  { value: 'sum', words: 'Sum of property', phrase: 'Sum', needsProperty: true },
  { value: 'avg', words: 'Average of property', phrase: 'Average', needsProperty: true },
  { value: 'min', words: 'Minimum of property', phrase: 'Minimum', needsProperty: true },
  { value: 'max', words: 'Maximum of property', phrase: 'Maximum', needsProperty: true },
  { value: 'median', words: 'Median of property', phrase: 'Median', needsProperty: true },
  { value: 'p90', words: '90th percentile of property', phrase: '90th percentile of', needsProperty: true },
  { value: 'p95', words: '95th percentile of property', phrase: '95th percentile of', needsProperty: true },
  { value: 'p99', words: '99th percentile of property', phrase: '99th percentile of', needsProperty: true },
]

const FIRST: Math = { value: 'total', words: 'Total count', phrase: 'Count of' }

export const mathOf = (value: string | undefined): Math => MATHS.find((math) => math.value === value) ?? FIRST
export const needsProperty = (value: string | undefined) => mathOf(value).needsProperty === true
