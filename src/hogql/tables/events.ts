import { EVENT_HINTS, PERSON_HINTS } from '../../schema/hinted-keys.ts'
import { type ColumnDefinition, type JsonColumn, type Sql, sql, type TableDefinition } from '../sql.ts'

const text = sql.type('string')
const maybeText = sql.type('string', true)
const GROUP_TYPES = [0, 1, 2, 3, 4]

const EVENT_PROPERTIES: JsonColumn = { hints: EVENT_HINTS, residue: 'properties_residue', owner: { kind: 'event' } }

const key =
  (name: string) =>
  (column: (name: string) => Sql): Sql => {
    const properties = column('properties')
    if (properties.node !== 'Column') return properties
    return { node: 'Property', column: properties, path: [name], as: 'text', type: maybeText }
  }

const chain = (name: string, pattern: string) => (column: (name: string) => Sql) =>
  sql.call(name, [column('elements_chain'), sql.text(pattern)], name === 'extract' ? text : sql.type('array'))

const distinct = (compute: (column: (name: string) => Sql) => Sql) => (column: (name: string) => Sql) =>
  sql.call('arrayDistinct', [compute(column)], sql.type('array'))

const sessionUuid = (column: (name: string) => Sql) =>
  sql.call('toUUIDOrNull', [key('$session_id')(column)], sql.type('uuid', true))

const groupColumns: Record<string, ColumnDefinition> = Object.fromEntries(
  GROUP_TYPES.map((index) => {
    const compute = (column: (name: string) => Sql) =>
      sql.call('ifNull', [key(`$group_${index}`)(column), sql.text('')], text)
    return [`$group_${index}`, { type: text, compute }]
  }),
)

export const EVENTS: TableDefinition = {
  name: 'events',
  physical: 'events',
  final: false,
  conditions: [],
  columns: {
    uuid: { type: sql.type('uuid') },
    event: { type: text },
    properties: { type: sql.type('json'), json: EVENT_PROPERTIES },
    timestamp: { type: sql.type('datetime') },
    distinct_id: { type: text },
    elements_chain: { type: text },
    created_at: { type: sql.type('datetime') },
    team_id: { type: sql.type('integer'), hidden: true },
    person_mode: { type: text },
    $session_id: { type: maybeText, compute: key('$session_id') },
    $session_id_uuid: { type: sql.type('uuid', true), hidden: true, compute: sessionUuid },
    $window_id: { type: maybeText, compute: key('$window_id') },
    ...groupColumns,
    elements_chain_href: { type: text, compute: chain('extract', '(?::|")href="(.*?)"') },
    elements_chain_texts: { type: sql.type('array'), compute: distinct(chain('extractAll', '(?::|")text="(.*?)"')) },
    elements_chain_ids: { type: sql.type('array'), compute: distinct(chain('extractAll', '(?::|")attr_id="(.*?)"')) },
    elements_chain_elements: {
      type: sql.type('array'),
      compute: distinct(chain('extractAll', '(?:^|;)(a|button|form|input|select|textarea|label)(?:\\.|$|:)')),
    },
    // What the event knew of its person when it was stored. Reached through `person` and `poe`.
    stored_person_id: { type: sql.type('uuid'), physical: 'person_id', hidden: true },
    person_created_at: { type: sql.type('datetime'), hidden: true },
    person_properties: {
      type: sql.type('json'),
      hidden: true,
      json: { hints: PERSON_HINTS, residue: 'person_properties_residue', owner: { kind: 'person' } },
    },
    inserted_at: { type: sql.type('datetime'), hidden: true },
  },
}
