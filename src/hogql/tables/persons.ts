import { PERSON_HINTS } from '../../schema/hinted-keys.ts'
import { sql, type TableDefinition } from '../sql.ts'

const ALIVE = [{ column: 'is_deleted', value: 0 }]
const uuid = sql.type('uuid')
const text = sql.type('string')
const integer = sql.type('integer')
const team_id = { type: integer, hidden: true } as const

export const PERSONS: TableDefinition = {
  name: 'persons',
  physical: 'person',
  final: true,
  conditions: ALIVE,
  columns: {
    id: { type: uuid },
    created_at: { type: sql.type('datetime') },
    team_id,
    properties: {
      type: sql.type('json'),
      json: { hints: PERSON_HINTS, residue: 'properties_residue', owner: { kind: 'person' } },
    },
    is_identified: { type: integer },
  },
}

export const PERSON_DISTINCT_IDS: TableDefinition = {
  name: 'person_distinct_ids',
  physical: 'person_distinct_id2',
  final: true,
  conditions: ALIVE,
  columns: { distinct_id: { type: text }, person_id: { type: uuid }, team_id },
}

export const PERSON_DISTINCT_ID_OVERRIDES: TableDefinition = {
  name: 'person_distinct_id_overrides',
  physical: 'person_distinct_id_overrides',
  final: true,
  conditions: ALIVE,
  columns: { distinct_id: { type: text }, person_id: { type: uuid }, team_id },
}
