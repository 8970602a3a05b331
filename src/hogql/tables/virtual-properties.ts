import type { Expr } from '../ast.ts'
import { call } from '../build.ts'
import { channelType, domainType } from './channel-type.ts'

/** A property made of others, which are found by the names of the properties of events that they began as. */
type Virtual = (initial: (name: string) => Expr) => Expr

/** What a property says as text, whichever type its definition gives it. */
const text = (value: Expr) => call('toString', value)
const lower = (value: Expr) => call('lower', text(value))

/** Properties of persons that nobody sends: they are worked out of others when they are asked for. */
export const VIRTUAL_PERSON_PROPERTIES: ReadonlyMap<string, Virtual> = new Map<string, Virtual>([
  [
    '$virt_initial_channel_type',
    (initial) =>
      channelType({
        campaign: lower(initial('utm_campaign')),
        medium: lower(initial('utm_medium')),
        source: lower(initial('utm_source')),
        referring_domain: lower(initial('referring_domain')),
        gclid: initial('gclid'),
        fbclid: initial('fbclid'),
        gad_source: text(initial('gad_source')),
      }),
  ],
  ['$virt_initial_referring_domain_type', (initial) => domainType(lower(initial('referring_domain')))],
])
