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
  { value: 'avg_count_per_actor', words: 'Average per user', phrase: 'Average per user of' },
  { value: 'median_count_per_actor', words: 'Median per user', phrase: 'Median per user of' },
  { value: 'p90_count_per_actor', words: '90th percentile per user', phrase: '90th percentile per user of' },
  { value: 'max_count_per_actor', words: 'Most by one user', phrase: 'Most by one user of' },
  { value: 'sum', words: 'Sum of property', phrase: 'Sum', needsProperty: true },
  { value: 'avg', words: 'Average of property', phrase: 'Average', needsProperty: true },
  { value: 'min', words: 'Minimum of property', phrase: 'Minimum', needsProperty: true },
  { value: 'max', words: 'Maximum of property', phrase: 'Maximum', needsProperty: true },
  { value: 'median', words: 'Median of property', phrase: 'Median', needsProperty: true },
  { value: 'p75', words: '75th percentile of property', phrase: '75th percentile of', needsProperty: true },
  { value: 'p90', words: '90th percentile of property', phrase: '90th percentile of', needsProperty: true },
  { value: 'p95', words: '95th percentile of property', phrase: '95th percentile of', needsProperty: true },
  { value: 'p99', words: '99th percentile of property', phrase: '99th percentile of', needsProperty: true },
  { value: 'hogql', words: 'SQL expression', phrase: 'An expression over' },
]

/** What only a question from elsewhere asks for: named where it is met, and not offered. */
const ELSEWHERE: Math[] = [
  { value: 'unique_group', words: 'Unique groups', phrase: 'Unique groups with' },
  { value: 'first_matching_event_for_user', words: 'First matching events', phrase: 'First matching events of' },
  { value: 'first_time_for_user_with_filters', words: 'First-time users', phrase: 'First-time users of' },
  { value: 'min_count_per_actor', words: 'Fewest by one user', phrase: 'Fewest by one user of' },
  { value: 'p75_count_per_actor', words: '75th percentile per user', phrase: '75th percentile per user of' },
  { value: 'p95_count_per_actor', words: '95th percentile per user', phrase: '95th percentile per user of' },
  { value: 'p99_count_per_actor', words: '99th percentile per user', phrase: '99th percentile per user of' },
]

const EVERY = [...MATHS, ...ELSEWHERE]
const FIRST: Math = { value: 'total', words: 'Total count', phrase: 'Count of' }

/** An unknown way of counting is named as it is: another's name over a number would be a lie. */
export const mathOf = (value: string | undefined): Math =>
  EVERY.find((math) => math.value === (value ?? FIRST.value)) ??
  (value === undefined ? FIRST : { value, words: value, phrase: `${value} of` })
export const needsProperty = (value: string | undefined) => mathOf(value).needsProperty === true
