import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClickHouse } from '../../src/clickhouse/clickhouse.ts'
import { openTestClickHouse } from '../support/stores.ts'
import { places, worldsAt } from './chance.ts'
import { prove } from './prove.ts'
import { wide } from './wide.ts'
import { type Deed, deeds, numberOf, textOf, type World } from './world.ts'

/**
 * Conditions in SQL, where something may be missing: every comparison is true or false, also one with nothing. What is not
 * equal, not like or not among others may be missing.
 */

let clickhouse: ClickHouse
beforeAll(async () => {
  clickhouse = await openTestClickHouse()
})
afterAll(() => clickhouse.close())

/** A piece of SQL and what it says of an event. */
interface Piece<T> {
  sql: string
  of(deed: Deed): T
}
type Text = Piece<string | undefined>
type Num = Piece<number | undefined>
type Condition = Piece<boolean>

const texts = fc.constantFrom<Text[]>(
  { sql: 'properties.k', of: ({ properties }) => textOf(properties['k']) },
  { sql: "properties['utm_source']", of: ({ properties }) => textOf(properties['utm_source']) },
  { sql: 'person.properties.plan', of: ({ person_properties }) => textOf(person_properties['plan']) },
  { sql: 'group_0.properties.size', of: ({ group }) => textOf(group['size']) },
  { sql: 'session.$entry_utm_source', of: ({ session }) => textOf(session['$entry_utm_source']) },
  { sql: 'event', of: ({ event }) => event },
  { sql: "nullIf(distinct_id, 'ann')", of: ({ distinct_id }) => (distinct_id === 'ann' ? undefined : distinct_id) },
  { sql: 'lower(properties.k)', of: ({ properties }) => textOf(properties['k'])?.toLowerCase() },
)
const words = fc.constantFrom<string[]>('a', 'A', '5', 'ads', 'pro', 'open', 'dan', '')
const word = words.map((text): Text => ({ sql: `'${text}'`, of: () => text }))
const numbers = fc.constantFrom<Num[]>(
  { sql: 'toFloat(properties.n)', of: ({ properties }) => numberOf(properties['n']) },
  { sql: 'toFloat(person.properties.age)', of: ({ person_properties }) => numberOf(person_properties['age']) },
  { sql: 'session.$session_duration', of: ({ session }) => numberOf(session['$session_duration']) },
  { sql: 'length(event)', of: ({ event }) => event.length },
)
const figure = fc.constantFrom(2, 2.5, 5, 20).map((number): Num => ({ sql: `${number}`, of: () => number }))

const compared = <T>(left: Piece<T>, operator: string, right: Piece<T>, meets: (a: T, b: T) => boolean): Condition => ({
  sql: `${left.sql} ${operator} ${right.sql}`,
  of: (deed) => meets(left.of(deed), right.of(deed)),
})

const EQUAL = { '=': true, '!=': false, '<>': false, '==': true }
const equality = <T>(sides: fc.Arbitrary<Piece<T>>, constants: fc.Arbitrary<Piece<T>>) =>
  fc
    .tuple(sides, fc.constantFrom<(keyof typeof EQUAL)[]>('=', '!=', '<>', '=='), fc.oneof(sides, constants))
    .map(([left, operator, right]) => compared(left, operator, right, (a, b) => (a === b) === EQUAL[operator]))

const ORDERS: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}
const order = fc
  .tuple(numbers, fc.constantFrom(...Object.keys(ORDERS)), fc.oneof(numbers, figure))
  .map(([left, operator, right]) =>
    compared(left, operator, right, (a, b) => a !== undefined && b !== undefined && ORDERS[operator]?.(a, b) === true),
  )

const PATTERNS: Record<string, RegExp> = { 'a%': /^a.*$/, '%o%': /^.*o.*$/, _: /^.$/, '%': /^.*$/, '': /^$/ }
const like = fc
  .tuple(texts, fc.boolean(), fc.boolean(), fc.constantFrom(...Object.keys(PATTERNS)))
  .map(([text, isNot, anyCase, pattern]): Condition => {
    const regex = new RegExp(PATTERNS[pattern] ?? '', anyCase ? 'i' : '')
    const matches = (value: string | undefined) => value !== undefined && regex.test(value)
    return {
      sql: `${text.sql} ${isNot ? 'not ' : ''}${anyCase ? 'ilike' : 'like'} '${pattern}'`,
      of: (deed) => matches(text.of(deed)) !== isNot,
    }
  })

const match = fc
  .tuple(texts, fc.constantFrom('=~', '!~', '=~*', '!~*'), fc.constantFrom('^a', 'o', '^$', '5|d'))
  .map(([text, operator, pattern]): Condition => {
    const regex = new RegExp(pattern, operator.endsWith('*') ? 'i' : '')
    const matches = (value: string | undefined) => value !== undefined && regex.test(value)
    return {
      sql: `${text.sql} ${operator} '${pattern}'`,
      of: (deed) => matches(text.of(deed)) === operator.startsWith('='),
    }
  })

const among = fc
  .tuple(texts, fc.boolean(), fc.uniqueArray(words, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([text, isNot, list, withNull]): Condition => {
    const all = [...list.map((one) => `'${one}'`), ...(withNull ? ['null'] : [])]
    const holds = (value: string | undefined) => (value === undefined ? withNull : list.includes(value))
    return {
      sql: `${text.sql} ${isNot ? 'not in' : 'in'} (${all.join(', ')})`,
      of: (deed) => holds(text.of(deed)) !== isNot,
    }
  })

const missing = fc
  .tuple(
    fc.oneof<fc.Arbitrary<Piece<unknown>>[]>(texts, numbers),
    fc.constantFrom('is null', 'is not null', '= null', '!= null'),
  )
  .map(([piece, test]): Condition => {
    const isMissing = test === 'is null' || test === '= null'
    return { sql: `${piece.sql} ${test}`, of: (deed) => (piece.of(deed) === undefined) === isMissing }
  })

const { condition } = fc.letrec<{ condition: Condition; leaf: Condition; both: Condition; not: Condition }>((tie) => ({
  leaf: fc.oneof(equality(texts, word), equality(numbers, figure), order, like, match, among, missing),
  not: tie('condition').map(({ sql, of }) => ({ sql: `not (${sql})`, of: (deed) => !of(deed) })),
  both: fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map(([left, word, right]) => ({
    sql: `(${left.sql} ${word} ${right.sql})`,
    of: (deed) => (word === 'and' ? left.of(deed) && right.of(deed) : left.of(deed) || right.of(deed)),
  })),
  condition: fc.oneof({ maxDepth: 3, depthSize: 'small' }, tie('leaf'), tie('not'), tie('both')),
}))

test('a condition says the same of each event, wherever it stands', async () => {
  const meanings = new Map<string, Condition>()
  const cases = places.chain((place) =>
    fc.record({
      world: worldsAt(place, { days: 3, most: 20, apart: true, ...wide }).map((world) => ({ ...world, types: {} })),
      node: condition.map((one) => {
        const rows = `select if(${one.sql}, 1, 0), (select count() from events where ${one.sql})`
        const query = `${rows} from events order by timestamp`
        meanings.set(query, one)
        return { kind: 'HogQLQuery', query }
      }),
    }),
  )
  const oracle = ({ query }: { query: string }, world: World) => {
    const said = deeds(world).map((deed) => (meanings.get(query)?.of(deed) ? 1 : 0))
    const total = said.filter((one) => one === 1).length
    return said.map((one) => [one, total])
  }
  await prove(clickhouse, { cases, oracle, engine: (results) => results })
  expect.assertions(0)
}, 120_000)
