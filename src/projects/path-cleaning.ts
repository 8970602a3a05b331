import { type ClickHouse, ClickHouseError } from '../clickhouse/clickhouse.ts'
import { invalid } from '../http/errors.ts'
import type { PathCleaningFilter } from '../schema/path-cleaning.ts'

export interface PathCleaningDeps {
  clickhouse: Pick<ClickHouse, 'rows'>
}

/** An invalid expression; a replacement that names a group which the expression has not. */
const REFUSED = [427, 36]

/**
 * Asks the engine whether it takes the rules: only it knows its expressions, and a rule that it refuses would fail every
 * query that cleans paths. Throws 400 for the first that it does not.
 */
export async function checkPathCleaning(deps: PathCleaningDeps, rules: readonly PathCleaningFilter[]): Promise<void> {
  for (const { regex, alias } of rules) {
    const tried = deps.clickhouse.rows(
      'SELECT replaceRegexpAll(materialize({path:String}), {regex:String}, {alias:String})',
      {
        path: '/',
        regex,
        alias,
      },
    )
    await tried.catch((error: unknown) => {
      if (!(error instanceof ClickHouseError) || !REFUSED.includes(error.code)) throw error
      throw invalid(
        `'${regex}' with the alias '${alias}' is not a regular expression of RE2 and its replacement.`,
        'path_cleaning_filters',
      )
    })
  }
}
