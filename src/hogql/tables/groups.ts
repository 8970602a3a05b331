import { sql } from '../sql.ts'
import type { TableDefinition } from './table.ts'

/** Groups; `index` is set when the properties of one group type are wanted with their definitions. */
export const groupsTable = (index?: number): TableDefinition => ({
  name: 'groups',
  physical: 'groups',
  final: true,
  conditions: [],
  columns: {
    index: { type: sql.type('integer'), physical: 'group_type_index' },
    key: { type: sql.type('string'), physical: 'group_key' },
    created_at: { type: sql.type('datetime') },
    updated_at: { type: sql.type('datetime') },
    properties: {
      type: sql.type('json'),
      physical: 'group_properties',
      json: { hints: new Set(), residue: 'group_properties_residue', owner: { kind: 'group', index } },
    },
    team_id: { type: sql.type('integer'), hidden: true },
  },
})
