import type { Generated } from 'kysely'

export interface EventDefinitionRow {
  id: string
  team_id: number
  name: string
  created_at: Date | null
  last_seen_at: Date | null
  owner_id: number | null
  created_by: number | null
  description: Generated<string | null>
  verified: Generated<boolean>
  verified_at: Date | null
  verified_by: number | null
  hidden: Generated<boolean | null>
  updated_at: Date | null
  updated_by: number | null
  enforcement_mode: Generated<string>
  primary_property: string | null
  default_columns: string[] | null
}

export interface PropertyDefinitionRow {
  id: string
  team_id: number
  name: string
  type: number
  group_type_index: Generated<number>
  is_numerical: Generated<boolean>
  property_type: string | null
  description: Generated<string | null>
  verified: Generated<boolean>
  verified_at: Date | null
  verified_by: number | null
  hidden: Generated<boolean | null>
  updated_at: Date | null
  updated_by: number | null
  /** No list and no object ever came, as far as is known. */
  only_scalars: Generated<boolean>
}

/**
 * A property that will not count as one of scalars only, whenever its definition is made: what it held is forgotten with a
 * deleted definition, or a list or an object came in an event that makes no definitions.
 */
export interface ForgottenPropertyRow {
  team_id: number
  name: string
  type: number
  group_type_index: number
}

export interface EventPropertyRow {
  team_id: number
  event: string
  property: string
}

export interface SchemaPropertyGroupRow {
  id: string
  team_id: number
  name: string
  description: string
  created_at: Date
  updated_at: Date
  created_by: number | null
}

export interface SchemaPropertyRow {
  id: string
  property_group_id: string
  name: string
  property_type: string
  is_required: boolean
  is_optional_in_types: boolean
  description: string
  created_at: Date
  updated_at: Date
}

export interface EventSchemaRow {
  id: string
  event_definition_id: string
  property_group_id: string
  created_at: Date
  updated_at: Date
}

/** What is known about names: events, properties, and the schemas that people give them. */
export interface DefinitionTables {
  event_definition: EventDefinitionRow
  property_definition: PropertyDefinitionRow
  forgotten_property: ForgottenPropertyRow
  event_property: EventPropertyRow
  schema_property_group: SchemaPropertyGroupRow
  schema_property_group_property: SchemaPropertyRow
  event_schema: EventSchemaRow
}
