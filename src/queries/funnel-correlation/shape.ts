import type { FunnelCorrelationQuery } from '../../schema/query/funnel-correlation.ts'
import type { QueryContext } from '../context.ts'
import { type ClickedElement, readElementsChain } from '../elements-chain.ts'
import type { Answers } from '../kind.ts'
import { readRows } from '../rows.ts'
import { unsampled } from '../sample.ts'
import { ELEMENTS_SEPARATOR, PAIR_SEPARATOR, SEPARATOR } from './build.ts'
import { planJourneys } from './journeys.ts'

/** How strongly one name goes with success (above 1) or failure. */
interface Correlation {
  /** `elements` and their `$event_type` are those of a click; of a property of actors, `properties` has it and its value. */
  event: { event: string; properties: Record<string, string>; elements: ClickedElement[] }
  success_count: number
  failure_count: number
  odds_ratio: number
  correlation_type: 'success' | 'failure'
}

export interface CorrelationResult {
  /** `skewed`: one side is so much larger than the other that the ratios say little. */
  results: { events: Correlation[]; skewed: boolean }
}

/** One side is this many times the other. */
const SKEWED = 10

/** The strongest names of success, strongest first, then those of failure. */
export function shapeCorrelation(answers: Answers, node: FunnelCorrelationQuery, ctx: QueryContext): CorrelationResult {
  const { sample } = planJourneys(node, ctx)
  const rows = readRows(answers.get('correlation'))
  const total = rows.find((row) => Number(row['is_total']) === 1)
  const [success, failure] = [Number(total?.['success'] ?? 0), Number(total?.['failure'] ?? 0)]
  if (success === 0 || failure === 0) return { results: { events: [], skewed: true } }
  const found = rows.filter((row) => row !== total).map((row) => correlationOf(row, sample))
  const side = (type: Correlation['correlation_type']) =>
    found.filter(({ correlation_type }) => correlation_type === type)
  return {
    results: {
      events: [...side('success'), ...side('failure')],
      skewed: success > SKEWED * failure || failure > SKEWED * success,
    },
  }
}

function correlationOf(row: Record<string, unknown>, sample: number): Correlation {
  const odds_ratio = Number(row['odds_ratio'])
  return {
    event: eventOf(String(row['name'])),
    success_count: unsampled(Number(row['success']), sample),
    failure_count: unsampled(Number(row['failure']), sample),
    odds_ratio,
    correlation_type: odds_ratio > 1 ? 'success' : 'failure',
  }
}

const CLICK = `$autocapture${SEPARATOR}elements_chain${SEPARATOR}`

function eventOf(name: string): Correlation['event'] {
  const [property = '', value] = name.split(PAIR_SEPARATOR)
  if (value !== undefined)
    return { event: `${property}${SEPARATOR}${value}`, properties: { [property]: value }, elements: [] }
  if (!name.startsWith(CLICK)) return { event: name, properties: {}, elements: [] }
  const [type = '', ...chain] = name.slice(CLICK.length).split(ELEMENTS_SEPARATOR)
  return {
    event: name,
    properties: { $event_type: type },
    elements: readElementsChain(chain.join(ELEMENTS_SEPARATOR)),
  }
}
