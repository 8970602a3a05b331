import type { SamplingRate, WebQuery } from '../../schema/query/web.ts'

/**
 * The share of persons that is read: the one that `sampling` demands, else `samplingFactor`. Sampling that is only
 * enabled leaves the share to the server: this one reads everything.
 */
export function samplingRate({ sampling, samplingFactor }: WebQuery): SamplingRate | null {
  if (sampling?.enabled) return sampling.forceSamplingRate ?? { numerator: 1 }
  return samplingFactor ? { numerator: samplingFactor } : null
}

export function shareOf(node: WebQuery): number {
  const rate = samplingRate(node)
  return rate ? rate.numerator / (rate.denominator ?? 1) : 1
}
