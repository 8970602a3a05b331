import { text } from 'node:stream/consumers'
import { csvLine } from '../lib/csv.ts'
import { type Json, objectOr } from '../lib/json.ts'
import { UsageError } from '../lib/usage-error.ts'
import { askProject, CONNECTION_FLAGS, connectionOf } from './connection.ts'
import { readFlags } from './flags.ts'
import { textWidth } from './text-width.ts'

const FLAGS = { ...CONNECTION_FLAGS, format: { type: 'string' } } as const

interface Answer {
  columns: string[]
  rows: Json[][]
}

const FORMATS: Record<string, (answer: Answer) => string> = {
  table,
  csv: ({ columns, rows }) => [columns, ...rows].map(csvLine).join(''),
  json: ({ columns, rows }) => `${JSON.stringify({ columns, results: rows })}\n`,
}

/** `hoglet query <sql>`: the rows of a HogQL question, which may also come on standard input. */
export async function query(args: string[]): Promise<void> {
  const { values, positionals } = readFlags({
    args: args.filter((arg) => !beginsWithComment(arg)),
    options: FLAGS,
    allowPositionals: true,
  })
  const [given, more] = [...positionals, ...args.filter(beginsWithComment)]
  if (more !== undefined) throw new UsageError('The question is one argument: put it in quotes.')
  const name = values.format ?? 'table'
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined
  if (!format) throw new UsageError(`--format must be table, csv or json, not "${values.format}".`)
  const sql = given ?? (process.stdin.isTTY ? '' : await text(process.stdin))
  if (!sql.trim()) throw new UsageError('Use: hoglet query "select event, count() from events group by event"')
  const answer = objectOr(
    await askProject(connectionOf(values), 'query/', { query: { kind: 'HogQLQuery', query: sql } }),
  )
  const [columns, rows] = [answer['columns'], answer['results']]
  if (!Array.isArray(columns) || !Array.isArray(rows)) throw new UsageError('The server did not answer with rows.')
  process.stdout.write(format({ columns: columns.map(String), rows: rows.filter(Array.isArray) }))
  if (answer['hasMore'] === true)
    process.stderr.write('There are more rows. Ask for them with LIMIT, or with OFFSET.\n')
}

/** A question may begin with `-- a comment`. No option has a blank or a line end in its name. */
const beginsWithComment = (arg: string) => /^--[^=\s]*\s/.test(arg)

/** Columns as wide as what is in them; numbers to the right. */
function table({ columns, rows }: Answer): string {
  const lines = [columns.map(shown), ...rows.map((row) => row.map(shown))].map((cells) =>
    columns.map((_, i) => ({ text: cells[i] ?? '', width: textWidth(cells[i] ?? '') })),
  )
  const widths = columns.map((_, i) => lines.reduce((most, cells) => Math.max(most, cells[i]?.width ?? 0), 0))
  const isNumber = columns.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number'))
  const line = (cells: { text: string; width: number }[]) =>
    cells
      .map(({ text, width }, i) => {
        const padding = ' '.repeat((widths[i] ?? 0) - width)
        return isNumber[i] ? padding + text : text + padding
      })
      .join('  ')
      .trimEnd()
  const [header = [], ...body] = lines
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return `${[line(header), rule, ...body.map(line)].join('\n')}\n`
}

/** A value in one line. Whoever has the public key chooses names: no sign in them may steer the terminal or turn a line. */
function shown(value: Json): string {
  const said = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)
  return said.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ')
}
