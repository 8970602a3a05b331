import type { Define } from './function-definition.ts'

/** Every aggregate and window function of HogQL, with the combinators offered for each. */
export function defineAggregateFunctions(define: Define): void {
  const aggregate = { aggregate: true } as const
  const count = { ...aggregate, nullable: 'never', returns: 'integer' } as const
  const unsure = { ...aggregate, nullable: 'always', returns: 'argument' } as const

  combined(define)
  define('count:0+', { ...count, caseless: true })
  define('countIf:1-2 countDistinct=uniqExact:1+ countDistinctIf=uniqExactIf:2+ countState:0-1 countMerge:1', count)
  define('min:1 max:1', { ...unsure, caseless: true })
  define('sum:1 avg:1', { ...aggregate, caseless: true })
  define('minIf:2 maxIf:2 any:1 anyIf:2 anyLast:1 anyLastIf:2 anyHeavy:1 anyHeavyIf:2', unsure)
  define('argMin:2 argMax:2 argMinIf:3 argMaxIf:3', unsure)
  define(
    'sumIf:2 avgIf:2 sumState:1 sumMerge:1 avgState:1 avgMerge:1 minState:1 minMerge:1 maxState:1 maxMerge:1',
    aggregate,
  )

  for (const name of ['stddevPop', 'stddevSamp', 'varPop', 'varSamp', 'skewPop', 'skewSamp', 'kurtPop', 'kurtSamp'])
    define(`${name}:1 ${name}If:2`, aggregate)
  for (const name of [
    'covarPop',
    'covarSamp',
    'corr',
    'avgWeighted',
    'simpleLinearRegression',
    'contingency',
    'cramersV',
  ])
    define(`${name}:2 ${name}If:3`, aggregate)
  define('cramersVBiasCorrected:2 cramersVBiasCorrectedIf:3 theilsU:2 theilsUIf:3', aggregate)

  const optional = { ...aggregate, params: [0, 2], nullable: 'never', returns: 'array' } as const
  define(
    'groupArray:1 groupArrayIf:2 groupUniqArray:1 groupUniqArrayIf:2 groupArrayInsertAt:2 groupArrayInsertAtIf:3',
    optional,
  )
  define('groupUniqArrayArray:1 groupUniqArrayArrayIf:2', optional)
  define('groupArraySample:1 groupArraySampleIf:2', { ...optional, params: [1, 2] })
  define('groupArrayMovingAvg:1 groupArrayMovingAvgIf:2 groupArrayMovingSum:1 groupArrayMovingSumIf:2', optional)
  define('array_agg=groupArray:1', { ...optional, caseless: true })
  define('string_agg:2 json_agg:1', { ...aggregate, nullable: 'never', returns: 'string' })

  quantiles(define)
  // Insights ask these of breakdowns: a number for each bucket, as in `countResample(0, 7, 1)(day)`, and such lists added up.
  define('countResample:1 sumResample:2', { ...optional, params: [3, 3] })
  define('sumForEach:1', { ...aggregate, returns: 'array' })
  for (const name of ['uniq', 'uniqExact', 'uniqHLL12']) define(`${name}:1+ ${name}If:2+`, count)
  // Not every build of the engine has theta sketches; both are estimates.
  define('uniqTheta=uniq:1+ uniqThetaIf=uniqIf:2+', count)
  define('uniqState:1 uniqMerge:1 uniqExactState:1 uniqExactMerge:1', count)
  define('uniqUpToMerge:1', { ...count, params: [1, 1] })

  define('topK:1 topKIf:2', { ...aggregate, params: [1, 3], returns: 'array' })
  for (const name of [
    'groupBitAnd',
    'groupBitOr',
    'groupBitXor',
    'groupBitmap',
    'groupBitmapAnd',
    'groupBitmapOr',
    'groupBitmapXor',
    'sumMap',
    'minMap',
    'maxMap',
    'avgMap',
    'uniqMap',
  ])
    define(`${name}:1-2 ${name}If:2-3`, aggregate)
  define(
    'groupBitmapState:1 groupBitmapMerge:1 deltaSum:1 deltaSumIf:2 deltaSumTimestamp:2 deltaSumTimestampIf:3',
    aggregate,
  )
  define('maxIntersections:2 maxIntersectionsIf:3 maxIntersectionsPosition:2 maxIntersectionsPositionIf:3', aggregate)
  define('windowFunnel:2+', { ...count, params: [1, 4] })
  define('every=min:1', aggregate)

  define('rank:0 dense_rank:0 row_number:0', { nullable: 'never', returns: 'integer', caseless: true })
  define('first_value:1 last_value:1 nth_value:2', { caseless: true, nullable: 'always' })
  define('lagInFrame:1-3 leadInFrame:1-3 lag=lagInFrame:1-3 lead=leadInFrame:1-3', { nullable: 'always' })
}

/**
 * Functions with a combinator, in the order in which they stand below: over the elements of lists; element by element; the
 * type's default or NULL where there are no rows; and, with a second argument, the value where that is least or greatest.
 */
function combined(define: Define): void {
  const bases = { sum: 'sum', avg: 'avg', min: 'min', max: 'max', median: 'median', countDistinct: 'uniqExact' }
  for (const [name, engine] of Object.entries({ ...bases, count: 'count' })) {
    const least = name === 'count' ? 0 : 1
    const each = (form: string, args: number, nullable: 'always' | 'arguments') =>
      define(`${name}${form}=${engine}${form}:${args} ${name}${form}If=${engine}${form}If:${args + 1}`, {
        aggregate: true,
        nullable,
      })
    for (const form of ['Array', 'ForEach']) each(form, 1, 'arguments')
    each('OrDefault', least, 'arguments')
    each('OrNull', least, 'always')
    for (const form of ['ArgMin', 'ArgMax']) each(form, least + 1, 'always')
  }
}

function quantiles(define: Define): void {
  const aggregate = { aggregate: true } as const
  define('avgArray=avgArrayOrNull:1 medianArray=medianArrayOrNull:1', { ...aggregate, nullable: 'always' })
  define('median:1 medianIf:2 medianExact:1 medianExactIf:2', aggregate)
  define('quantile:1 quantileIf:2', { ...aggregate, params: [1, 1] })
  define('quantileState:1 quantileStateIf:2 quantileMerge:1 quantileMergeIf:2', { ...aggregate, params: [1, 1] })
  // Insights use these (`quantileOf`). PostHog offers no such function, but the SQL that an insight shows can be asked by
  // itself.
  for (const form of [':1', 'If:2', 'StateIf:2', 'Merge:1', 'MergeIf:2'])
    define(`quantileExactInclusive${form}`, { ...aggregate, params: [1, 1] })
  define('quantiles:1 quantilesIf:2', { ...aggregate, params: [1, 20] })
}
