import { queryOptions } from '@tanstack/react-query'
import { ask } from './query.ts'
import type { GivenVariables, OtherQuery } from './types.ts'

/** A table of HogQL with its columns, for the side of the editor. */
interface SqlTable {
  name: string
  fields: { name: string; type: string }[]
}

interface SqlNotice {
  message: string
  start: number | null
  end: number | null
}

export interface SqlSuggestion {
  label: string
  insertText: string
  detail: string | null
  kind: 'Variable' | 'Folder' | 'Function' | 'Keyword'
}

export const schemaQuery = (project: number) =>
  queryOptions({
    queryKey: ['sql-schema', project],
    queryFn: async ({ signal }): Promise<SqlTable[]> => {
      interface Wire {
        tables: Record<string, { name: string; fields: Record<string, { name: string; type: string }> }>
      }
      const { tables } = await ask<Wire>(project, { kind: 'DatabaseSchemaQuery' }, { signal })
      return Object.values(tables).map(({ name, fields }) => ({ name, fields: Object.values(fields) }))
    },
    staleTime: 10 * 60_000,
  })

export const checkSql = async (project: number, text: string, variables: GivenVariables): Promise<SqlNotice[]> => {
  const query = { kind: 'HogQLMetadata', language: 'hogQL', query: text, variables }
  return (await ask<{ errors: SqlNotice[] }>(project, query)).errors
}

export const completeSql = async (project: number, text: string, at: number): Promise<SqlSuggestion[]> => {
  const query = { kind: 'HogQLAutocomplete', language: 'hogQL', query: text, startPosition: at, endPosition: at }
  return (await ask<{ suggestions: SqlSuggestion[] }>(project, query)).suggestions
}

/** `asked` is a `HogQLQuery`. Aborting it, by leaving or by Stop, ends it in the engine. */
export const runSql = (project: number, asked: OtherQuery, signal: AbortSignal) =>
  ask(project, asked, { refresh: 'force_blocking', signal })
