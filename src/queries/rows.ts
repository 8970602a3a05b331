import { isMarked, mergeProperties } from '../clickhouse/residue.ts'
import { parseJson } from '../lib/json.ts'
import { parseExact } from '../lib/lossless.ts'
import { takingTurns } from '../lib/turns.ts'
import { withObserved } from '../persons/person-change.ts'
import type { Answer, Answers } from './kind.ts'
import { presenterOf } from './values.ts'

/** The answer to a statement that the kind has asked. */
export function answerTo(answers: Answers, name: string): Answer {
  const answer = answers.get(name)
  if (!answer) throw new Error(`There is no answer to the statement ${name}`)
  return answer
}

/** The engine's type of a column, without how it is encoded; property objects are shown as text. */
export function typeOf(answer: Answer, index: number): string {
  if (answer.columns[index]?.reads === 'properties') return 'String'
  return (answer.types[index]?.type ?? '').replace(/LowCardinality\((Nullable\(String\)|String)\)/g, '$1')
}

/** Rows as JSON: moments in ISO, property objects merged from column and residue. */
export function presentRows(answer: Answer, timezone: string): unknown[][] {
  return answer.rows.map(rowPresenter(answer, timezone, asTheyAre))
}

/** The same for tens of thousands of rows, which would hold the event loop: they are presented in turns. */
export async function presentManyRows(
  answer: Answer,
  timezone: string,
  showProperties: ShowProperties = asTheyAre,
): Promise<unknown[][]> {
  const present = rowPresenter(answer, timezone, showProperties)
  const turn = takingTurns()
  const shown: unknown[][] = []
  for (const row of answer.rows) {
    shown.push(present(row))
    const wait = turn()
    if (wait) await wait
  }
  return shown
}

/** How a merged property object is shown: as an object, or as text. */
type ShowProperties = (properties: object) => unknown

const asTheyAre: ShowProperties = (properties) => properties

function rowPresenter(answer: Answer, timezone: string, showProperties: ShowProperties) {
  const presents = answer.types.map(({ type }, i) =>
    answer.columns[i]?.reads === 'properties' ? merged(showProperties) : presenterOf(type, timezone),
  )
  return (row: unknown[]) => row.map((value, i) => presents[i]?.(value) ?? value)
}

const merged = (show: ShowProperties) => (value: unknown) => {
  if (!Array.isArray(value)) return value
  const [plain, residue] = value.map(String)
  const properties = mergeProperties(plain ?? '', residue ?? '', show === asTheyAre ? parseJson : parseExact)
  return show(isMarked(residue ?? '') ? withObserved(properties) : properties)
}

/** Rows by the names of their columns. */
export function readRows(answer: Answer | undefined): Record<string, unknown>[] {
  if (!answer) return []
  return answer.rows.map((row) => Object.fromEntries(answer.columns.map(({ name }, i) => [name, row[i]])))
}
