import { constant, equals, field } from '../../hogql/build.ts'
import { invalid } from '../../http/errors.ts'
import { ActorsPropertyTaxonomyQuery } from '../../schema/query/taxonomy.ts'
import { queryKind } from '../kind.ts'
import { readRows } from '../rows.ts'
import { DEFAULT_VALUES, frequentValues, type Samples, samplesOf } from './samples.ts'

/** The most frequent values of properties of persons or groups, in the order asked. */
export const actorsTaxonomyKind = queryKind<ActorsPropertyTaxonomyQuery, { results: Samples | Samples[] }>({
  kind: 'ActorsPropertyTaxonomyQuery',
  node: ActorsPropertyTaxonomyQuery,
  build: (node) => {
    const { groupTypeIndex: index } = node
    const isGroup = typeof index === 'number'
    const where = isGroup ? equals(field('index'), constant(index)) : constant(true)
    const most = node.maxPropertyValues ?? DEFAULT_VALUES
    return [{ name: 'values', query: frequentValues(isGroup ? 'groups' : 'persons', where, namesOf(node), most) }]
  },
  shape: (answers, node) => {
    const rows = new Map(readRows(answers.get('values')).map((row) => [String(row['property']), row]))
    const found = namesOf(node).map((name) => samplesOf(rows.get(name)))
    return { results: node.properties ? found : (found[0] ?? samplesOf(undefined)) }
  },
  interval: () => 'day',
})

function namesOf({ properties, property }: ActorsPropertyTaxonomyQuery): string[] {
  const names = properties ?? (property ? [property] : [])
  if (names.length === 0) throw invalid('At least one property is required.', 'properties')
  return names
}
