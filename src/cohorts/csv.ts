import { invalid } from '../http/errors.ts'
import { isUuid } from '../lib/ids.ts'
import type { MembersBy, NamedMembers } from './static-members.ts'

const plain = (header: string) =>
  header
    .trim()
    .toLowerCase()
    .replace(/[\s._-]+/g, '')
const isPersonId = (header: string) => plain(header) === 'personid'
const isDistinctId = (header: string) => plain(header) === 'distinctid'
const isEmail = (header: string) => plain(header) === 'email'

const wrong = (detail: string) => invalid(detail, 'csv')

/**
 * Reads an uploaded sheet: one column of ids, with a header or without, or several columns with a header. Throws 400.
 */
export function readSheet(bytes: Uint8Array): NamedMembers {
  const rows = rowsOf(decoded(bytes)).filter((row) => row.some((cell) => cell.trim() !== ''))
  const [first, ...rest] = rows
  if (!first) throw wrong('CSV file is empty. Please upload a CSV file with at least one row.')
  const { named, column, isHeader } = headerOf(first)
  const ids = (isHeader ? rest : rows).flatMap((row) => {
    const id = row[column]?.trim() ?? ''
    return id === '' || (named.by === 'uuid' && !isUuid(id)) ? [] : [id]
  })
  if (ids.length === 0) throw wrong('No valid ids were found in the rows of the CSV file.')
  return { named, ids: [...new Set(ids)] }
}

function headerOf(first: readonly string[]): { named: MembersBy; column: number; isHeader: boolean } {
  const find = (matches: (header: string) => boolean) => first.findIndex(matches)
  const [person, distinct, email] = [find(isPersonId), find(isDistinctId), find(isEmail)]
  if (person >= 0) return { named: { by: 'uuid' }, column: person, isHeader: true }
  if (first.length === 1 && email < 0) return { named: { by: 'distinct_id' }, column: 0, isHeader: distinct >= 0 }
  if (distinct >= 0) return { named: { by: 'distinct_id' }, column: distinct, isHeader: true }
  if (email >= 0) return { named: { by: 'property', name: first[email]?.trim() ?? '' }, column: email, isHeader: true }
  throw wrong(
    `Multi-column CSV must contain at least one column with a supported ID header: person_id, distinct_id or email. Found columns: ${first.join(', ')}`,
  )
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw wrong('The CSV file must be UTF-8 encoded.')
  }
}

/** Rows and cells; a cell in quotes may hold commas, line ends and doubled quotes. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = []
  const row: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? ''
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[i + 1] === '"') cell += text[++i]
      else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === ',' || sign === '\n') {
      row.push(cell)
      cell = ''
      if (sign === '\n') rows.push(row.splice(0))
    } else if (sign !== '\r') cell += sign
  }
  if (quoted) throw wrong('The CSV file is broken: a quote is not closed.')
  row.push(cell)
  rows.push(row)
  return rows
}
