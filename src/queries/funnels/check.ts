import { invalid } from '../../http/errors.ts'
import { canonicalJson } from '../../lib/json.ts'
import type { SeriesNode } from '../../schema/query/common.ts'
import type { FunnelExclusion, FunnelsFilter, FunnelsQuery } from '../../schema/query/funnels.ts'
import { entitiesOf, entityId } from '../series.ts'

const MOST_STEPS = 30

/** What makes a funnel meaningless, told before anything is asked. */
export function checkFunnel(node: FunnelsQuery): void {
  const filter = node.funnelsFilter ?? {}
  const steps = node.series.length
  if (steps < 2) throw invalid('Funnels require at least two steps.', 'series', 'funnels_require_at_least_two_steps')
  if (steps > MOST_STEPS) throw invalid(`Funnels support at most ${MOST_STEPS} steps.`, 'series')
  checkRange(filter, steps)
  checkExclusions(node.series, filter)
  checkOptional(node.series, filter)
  const { breakdownAttributionType: type, breakdownAttributionValue: value } = filter
  if (type !== 'step') return
  if (filter.funnelOrderType === 'unordered' && (value ?? 0) !== 0)
    throw invalid('Unordered funnels can only attribute breakdowns to step 0.', 'breakdownAttributionValue')
  if ((value ?? 0) >= steps)
    throw invalid('breakdownAttributionValue is beyond the last step.', 'breakdownAttributionValue')
}

function checkRange({ funnelFromStep, funnelToStep }: FunnelsFilter, steps: number): void {
  const from = funnelFromStep ?? 0
  const to = funnelToStep ?? steps - 1
  const code = 'funnel_step_range_invalid'
  if (from < 0 || from > steps - 2)
    throw invalid(`funnelFromStep is out of bounds. It must be between 0 and ${steps - 2}.`, 'funnelFromStep', code)
  if (to < 1 || to > steps - 1)
    throw invalid(`funnelToStep is out of bounds. It must be between 1 and ${steps - 1}.`, 'funnelToStep', code)
  if (from >= to)
    throw invalid(
      'Funnel step range is invalid. funnelToStep should be greater than funnelFromStep.',
      'funnelToStep',
      code,
    )
}

function checkExclusions(series: SeriesNode[], { exclusions, funnelOrderType }: FunnelsFilter): void {
  const wrong = (detail: string) => invalid(detail, 'exclusions', 'funnel_exclusions_invalid')
  for (const exclusion of exclusions ?? []) {
    const { funnelFromStep: from, funnelToStep: to } = exclusion
    if (to <= from) throw wrong('Exclusion event range is invalid. End of range should be greater than start.')
    if (from < 0 || from >= series.length - 1)
      throw wrong('Exclusion event range is invalid. Start of range is greater than number of steps.')
    if (to > series.length - 1)
      throw wrong('Exclusion event range is invalid. End of range is greater than number of steps.')
    if (series.slice(from, to + 1).some((step) => entitiesOf(step).some((entity) => isSame(entity, exclusion))))
      throw wrong("Exclusion steps cannot contain an event that's part of funnel steps.")
    if (funnelOrderType === 'unordered' && (from !== 0 || to !== series.length - 1))
      throw wrong('Partial Exclusions not allowed in unordered funnels')
  }
}

/** The same event or action under the same filters: names do not matter. */
export function isSame(a: SeriesNode | FunnelExclusion, b: SeriesNode | FunnelExclusion): boolean {
  return identity(a) === identity(b)
}

const identity = (node: SeriesNode | FunnelExclusion): string =>
  canonicalJson({
    subject: node.kind === 'GroupNode' ? node.nodes.map(identity) : entityId(node),
    properties: [...(node.properties ?? []), ...(node.fixedProperties ?? [])],
    math: node.math && node.math !== 'total' ? node.math : null,
  })

function checkOptional(series: SeriesNode[], { funnelOrderType, funnelVizType }: FunnelsFilter): void {
  const wrong = (detail: string) => invalid(detail, 'series', 'funnel_optional_steps_invalid')
  if (!series.some(({ optionalInFunnel }) => optionalInFunnel)) return
  if (series[0]?.optionalInFunnel) throw wrong('The first step of a funnel cannot be optional.')
  if (funnelOrderType === 'unordered') throw wrong('Optional steps are only supported in ordered and strict funnels.')
  if (funnelVizType && funnelVizType !== 'steps')
    throw wrong('Optional steps are only supported in funnels shown as steps.')
  series.forEach((step, i) => {
    if (!step.optionalInFunnel) return
    const next = series.slice(i + 1).find(({ optionalInFunnel }) => !optionalInFunnel)
    if (next && isSame(step, next)) throw wrong('An optional step cannot be the same as the following required step.')
  })
}
