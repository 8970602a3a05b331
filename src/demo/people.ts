import * as company from './company.ts'
import type { Random } from './random.ts'

/** A customer company: a group. */
export interface Company {
  key: string
  name: string
  industry: string
  employees: number
  plan: company.Plan
}

/** Somebody who comes to the site. */
export interface Visitor {
  /** Known only by what the browser keeps. */
  anonymous_id: string
  device: company.Device
  place: company.Place
  ip: string
  arrival: company.Arrival
  /** The day of the first visit, counted from the first day of the demo. */
  first_day: number
}

/** Somebody with an account. */
export interface Customer extends Visitor {
  kind: 'sign up' | 'established'
  distinct_id: string
  email: string
  role: string
  company: Company
  activates: boolean
  invites: boolean
  subscribes: boolean
  /** The second account that turns out to be the same person's. */
  second_id?: string
}

export interface People {
  companies: Company[]
  visitors: Visitor[]
  customers: Customer[]
}

/** Everybody who appears in the demo, or a share of them. */
export function makePeople(random: Random, share = 1): People {
  const part = (count: number) => Math.round(count * share)
  const established = part(company.ESTABLISHED)
  const companies = Array.from({ length: part(company.COMPANIES) }, (_, index) => makeCompany(random, index))
  const visitors = Array.from({ length: part(company.VISITORS) }, () => makeVisitor(random, growingDay(random)))
  const customers = Array.from({ length: part(company.SIGN_UPS) + established }, (_, index) => {
    const isEstablished = index < established
    return makeCustomer(random, index, isEstablished ? 'established' : 'sign up', companies)
  })
  for (const [index, customer] of customers.slice(0, company.SECOND_ACCOUNTS).entries())
    customer.second_id = `user_${9001 + index}`
  return { companies, visitors, customers }
}

function makeCompany(random: Random, index: number): Company {
  const name = company.companyName(index)
  return {
    key: name.toLowerCase().replaceAll(' ', '-'),
    name,
    industry: random.pick(company.INDUSTRIES),
    employees: random.weighted([
      [random.between(2, 9), 50],
      [random.between(10, 49), 38],
      [random.between(50, 240), 12],
    ]),
    plan: random.weighted<company.Plan>([
      ['free', 50],
      ['team', 36],
      ['business', 14],
    ]),
  }
}

/** More people come every week. */
const growingDay = (random: Random) => Math.floor(random.next() ** 0.75 * (company.LAST_SIGN_UP_DAY + 1))

function makeVisitor(random: Random, firstDay: number): Visitor {
  const arrivals = company.ARRIVALS.filter(([{ days }]) => !days || (firstDay >= days[0] && firstDay <= days[1]))
  return {
    anonymous_id: random.uuid(random.between(1.6e12, 1.7e12)),
    device: random.weighted(company.DEVICES),
    place: random.weighted(company.PLACES),
    // Of the blocks that are kept for documentation, so that nobody's address is shown.
    ip: `${random.pick(['203.0.113', '198.51.100', '192.0.2'])}.${random.between(1, 254)}`,
    arrival: random.weighted(arrivals),
    first_day: firstDay,
  }
}

function makeCustomer(random: Random, index: number, kind: Customer['kind'], companies: Company[]): Customer {
  const firstDay = kind === 'established' ? random.between(0, 6) : growingDay(random)
  const itsCompany = random.pick(companies)
  const role = random.pick(company.ROLES)
  const activates = kind === 'established' || random.chance(company.ACTIVATION)
  const invites = activates && random.chance(company.INVITATION)
  return {
    ...makeVisitor(random, firstDay),
    kind,
    distinct_id: `user_${1001 + index}`,
    email: `${role}-${1001 + index}@${itsCompany.key}.example`,
    role,
    company: itsCompany,
    activates,
    invites,
    subscribes: invites && random.chance(company.SUBSCRIPTION),
  }
}
