import type { Expr } from '../ast.ts'
import { call, field } from '../build.ts'
import { channelType } from './channel-type.ts'

/** Properties of persons that nobody sends: they are worked out of others when they are asked for. */
export const VIRTUAL_PERSON_PROPERTIES: ReadonlyMap<string, (initial: (name: string) => Expr) => Expr> = new Map([
  [
    '$virt_initial_channel_type',
    (initial) =>
      channelType({
        campaign: call('lower', initial('utm_campaign')),
        medium: call('lower', initial('utm_medium')),
        source: call('lower', initial('utm_source')),
        referring_domain: call('lower', initial('referring_domain')),
        gclid: initial('gclid'),
        fbclid: initial('fbclid'),
        gad_source: initial('gad_source'),
      }),
  ],
])

/** What a name like `person.properties.$virt_initial_channel_type` stands for; undefined for any other. */
export function virtualProperty(chain: readonly (string | number)[]): Expr | undefined {
  const virtual = VIRTUAL_PERSON_PROPERTIES.get(String(chain.at(-1)))
  if (!virtual || chain.at(-2) !== 'properties') return undefined
  return virtual((name) => field(...chain.slice(0, -1), `$initial_${name}`))
}
