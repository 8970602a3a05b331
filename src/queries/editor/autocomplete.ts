import type { Query } from '../../hogql/ast.ts'
import { alias, ascending, call, constant, descending, field, select } from '../../hogql/build.ts'
import { escapeHogqlName } from '../../hogql/escape.ts'
import { functions } from '../../hogql/functions.ts'
import { describeTables, type TableDescription } from '../../hogql/tables/describe.ts'
import { HogQLAutocomplete } from '../../schema/query/editor.ts'
import { compileContext } from '../compile-context.ts'
import type { QueryContext } from '../context.ts'
import { queryKind } from '../kind.ts'
import { readRows } from '../rows.ts'

interface Suggestion {
  label: string
  insertText: string
  detail: string | null
  kind: 'Variable' | 'Folder' | 'Function' | 'Keyword'
  documentation: string | null
}

interface AutocompleteResult {
  suggestions: Suggestion[]
  incomplete_list: boolean
}

const MOST_SUGGESTIONS = 2_000
const MOST_KEYS = 500
const SAMPLE_ROWS = 200

/**
 * What could stand at the cursor, told from the text around it alone: a text that is being written rarely parses. Keys of
 * properties are those of the newest rows.
 */
export const autocompleteKind = queryKind<HogQLAutocomplete, AutocompleteResult>({
  kind: 'HogQLAutocomplete',
  node: HogQLAutocomplete,
  build: (node) => {
    const table = propertiesOf(placeOf(node))
    return table ? [{ name: 'keys', query: newestKeys(table) }] : []
  },
  shape: (answers, node, ctx) => {
    const place = placeOf(node)
    const table = propertiesOf(place)
    const found = table
      ? readRows(answers.get('keys')).map((row) => variable(String(row['key']), 'property'))
      : suggestionsFor(place, ctx)
    return { suggestions: found.slice(0, MOST_SUGGESTIONS), incomplete_list: found.length > MOST_SUGGESTIONS }
  },
  fleeting: true,
  interval: () => 'minute',
})

interface Place {
  /** The names before the last dot: `person.properties.pl` → `person`, `properties`. */
  chain: string[]
  /** What comes next is the name of a table. */
  isTable: boolean
  /** Tables of the text, by the names under which it uses them. */
  sources: Map<string, string>
}

/** A name at the end is looked for no further back: from every letter of a long word it would be looked for anew. */
const LONGEST_CHAIN = 1_000

const NAME = '[\\w$`"]+'

function placeOf({ language, query, startPosition, sourceQuery }: HogQLAutocomplete): Place {
  const before = query.slice(0, startPosition)
  const chain = /([\w$`".]*)$/.exec(before.slice(-LONGEST_CHAIN))?.[1]?.split('.').slice(0, -1) ?? []
  const text = language === 'hogQLExpr' ? String(sourceQuery?.['query'] ?? 'select 1 from events') : query
  const uses = text.matchAll(
    new RegExp(
      `\\b(?:from|join)\\s+(${NAME})(?:\\s+(?:as\\s+)?(?!on\\b|where\\b|join\\b|left\\b|inner\\b|group\\b|order\\b|limit\\b)(${NAME}))?`,
      'gi',
    ),
  )
  return {
    chain: chain.map(bare),
    isTable: /\b(?:from|join)\s+[\w$`"]*$/i.test(before),
    sources: new Map([...uses].map(([, table = '', name]) => [bare(name ?? table), bare(table)])),
  }
}

const bare = (name: string) => name.replace(/[`"]/g, '')

/** The table whose properties are being named, when they are. */
function propertiesOf({ chain, sources }: Place): 'events' | 'persons' | 'groups' | undefined {
  if (chain.at(-1) !== 'properties') return undefined
  const owner = chain.at(-2)
  if (owner === 'person' || owner === 'poe') return 'persons'
  if (owner && /^(group|goe)_\d$/.test(owner)) return 'groups'
  const table = owner ? sources.get(owner) : [...sources.values()][0]
  return table === 'persons' || table === 'groups' ? table : 'events'
}

/** Keys of the newest rows of a table, the most frequent first. */
function newestKeys(table: 'events' | 'persons' | 'groups'): Query {
  const newest = select({
    select: [field('properties')],
    from: table,
    order_by: [descending(field(table === 'events' ? 'timestamp' : 'created_at'))],
    limit: constant(SAMPLE_ROWS),
  })
  const keys = call('arrayJoin', call('JSONExtractKeys', call('toString', field('properties'))))
  return select({
    select: [alias('key', keys), alias('total', call('count'))],
    from: newest,
    as: 'newest',
    group_by: [field('key')],
    order_by: [descending(field('total')), ascending(field('key'))],
    limit: constant(MOST_KEYS),
  })
}

function suggestionsFor({ chain, isTable, sources }: Place, ctx: QueryContext): Suggestion[] {
  const tables = describeTables(compileContext(ctx))
  if (isTable) return tables.map(({ name }) => ({ ...variable(name, 'table'), kind: 'Folder' }))
  const [first, ...rest] = chain
  const used = [...sources.values()].flatMap((name) => tables.filter((table) => table.name === name))
  if (first === undefined) {
    const names = [...sources.keys()].map((name) => ({ ...variable(name, 'table'), kind: 'Folder' as const }))
    return [...used.flatMap(fieldsOf), ...names, ...functionSuggestions(), ...keywords()]
  }
  const named = tables.find(({ name }) => name === sources.get(first))
  const starts = named ? [named] : used.flatMap((table) => joinedTo(table, first, tables))
  return rest.reduce((found, name) => found.flatMap((table) => joinedTo(table, name, tables)), starts).flatMap(fieldsOf)
}

const joinedTo = ({ joins }: TableDescription, name: string, tables: TableDescription[]) =>
  tables.filter((table) => joins.some((join) => join.name === name && join.table === table.name))

const fieldsOf = ({ columns, joins }: TableDescription): Suggestion[] => [
  ...columns.map(({ name, type }) => variable(name, type)),
  ...joins.map(({ name, table }) => ({ ...variable(name, table), kind: 'Folder' as const })),
]

const variable = (name: string, detail: string): Suggestion => ({
  label: name,
  insertText: escapeHogqlName(name),
  detail,
  kind: 'Variable',
  documentation: null,
})

const functionSuggestions = (): Suggestion[] =>
  functions()
    .filter(({ name }) => !name.startsWith('_'))
    .map(({ name }) => ({ label: name, insertText: `${name}()`, detail: null, kind: 'Function', documentation: null }))

const KEYWORDS = [
  'SELECT',
  'FROM',
  'WHERE',
  'GROUP BY',
  'HAVING',
  'ORDER BY',
  'LIMIT',
  'JOIN',
  'LEFT JOIN',
  'AND',
  'OR',
]

const keywords = (): Suggestion[] =>
  KEYWORDS.map((label) => ({ label, insertText: label, detail: null, kind: 'Keyword', documentation: null }))
