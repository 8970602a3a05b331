import { ZodError } from 'zod'
import { ClickHouseError, STORE_CLOSED, TOO_MANY_QUERIES, UNREACHABLE } from '../clickhouse/clickhouse.ts'
import { HogqlError } from '../hogql/errors.ts'
import type { ErrorCode } from '../http/error-codes.ts'
import { ApiError, closing, invalid, notPersisted } from '../http/errors.ts'
import { issueOf } from '../schema/issue.ts'

/**
 * What a query's failure looks like outside. HogQL errors are ours and shown as they are; of the engine's own only what a
 * person can act on, in our words: its text may name tables, files and other people's values.
 */
export function asApiError(error: unknown): unknown {
  if (error instanceof HogqlError) {
    const at = error.start === undefined ? {} : { start: error.start, end: error.end ?? error.start }
    return new ApiError(400, 'validation_error', error.code, error.message, { extra: at })
  }
  if (error instanceof ZodError) {
    const { detail, field } = issueOf(error)
    return invalid(detail, field)
  }
  return error instanceof ClickHouseError ? engineError(error) : error
}

const FRIENDLY: Record<number, { code: ErrorCode; detail: string }> = {
  1: { code: 'illegal_type_of_argument', detail: 'A function was given an argument of a type it cannot work with.' },
  6: { code: 'cannot_parse_text', detail: 'A text could not be read as the type it is used as.' },
  12: { code: 'argument_out_of_bound', detail: 'A parameter of a function is out of bounds.' },
  25: { code: 'bad_arguments', detail: 'A pattern of LIKE ends with a backslash. Write two for the character itself.' },
  26: { code: 'cannot_parse_text', detail: 'A text could not be read as the type it is used as.' },
  27: { code: 'cannot_parse_text', detail: 'A text could not be read as the type it is used as.' },
  32: { code: 'cannot_parse_text', detail: 'A text could not be read as the type it is used as.' },
  36: { code: 'bad_arguments', detail: 'A function was given arguments it cannot work with.' },
  38: { code: 'cannot_parse_date', detail: 'A text was used as a date but is none. Write it as 2026-01-31.' },
  41: {
    code: 'cannot_parse_datetime',
    detail: 'A text was used as a moment but is none. Write it as 2026-01-31 or 2026-01-31 12:00:00.',
  },
  42: { code: 'number_of_arguments_doesnt_match', detail: 'A function was given the wrong number of arguments.' },
  43: { code: 'illegal_type_of_argument', detail: 'A function was given an argument of a type it cannot work with.' },
  44: { code: 'illegal_column', detail: 'A function needs a constant where it was given a column.' },
  47: { code: 'unknown_identifier', detail: 'A name in the query could not be found.' },
  48: { code: 'cannot_convert_type', detail: 'A value could not be converted to the type it is used as.' },
  50: { code: 'unknown_type', detail: 'A type in the query does not exist.' },
  53: {
    code: 'type_mismatch',
    detail: 'Values of different types were compared or combined. Convert one, for example with toFloat or toString.',
  },
  59: {
    code: 'illegal_type_of_column_for_filter',
    detail: 'A condition of WHERE or HAVING is neither true nor false. Compare the value with something.',
  },
  69: { code: 'argument_out_of_bound', detail: 'An argument is out of bounds.' },
  70: { code: 'cannot_convert_type', detail: 'A value could not be converted to the type it is used as.' },
  72: { code: 'cannot_parse_text', detail: 'A text could not be read as the type it is used as.' },
  117: {
    code: 'incorrect_data',
    detail: 'A text could not be decoded: it is not of the form that the function reads.',
  },
  124: {
    code: 'type_mismatch',
    detail: 'Values of different types were compared or combined. Convert one, for example with toFloat or toString.',
  },
  125: {
    code: 'incorrect_result_of_scalar_subquery',
    detail: 'A subquery that is used as one value gives several rows. Aggregate them, or add LIMIT 1.',
  },
  128: { code: 'too_large_size', detail: 'An array would be too large.' },
  130: { code: 'cannot_parse_text', detail: 'A text could not be read as the type it is used as.' },
  131: { code: 'too_large_size', detail: 'A text would be too large.' },
  153: { code: 'illegal_division', detail: 'Division by zero.' },
  158: { code: 'too_many_rows', detail: 'The query reads too many rows. Shorten its date range or add filters.' },
  170: { code: 'bad_arguments', detail: 'A function was given arguments it cannot work with.' },
  179: { code: 'multiple_expressions_for_alias', detail: 'Two expressions of the query have the same name.' },
  184: { code: 'illegal_aggregation', detail: 'An aggregate function stands inside another one or in WHERE.' },
  190: { code: 'sizes_of_arrays_dont_match', detail: 'Arrays that are used together have different lengths.' },
  215: { code: 'not_an_aggregate', detail: 'A column is neither aggregated nor part of GROUP BY.' },
  241: {
    code: 'memory_limit_exceeded',
    detail: 'The query needs more memory than it may use. Shorten its date range or add filters.',
  },
  258: { code: 'union_all_result_structures_mismatch', detail: 'The queries of a UNION have different columns.' },
  349: { code: 'cannot_insert_null_in_ordinary_column', detail: 'NULL stands where a value is needed.' },
  353: { code: 'argument_out_of_bound', detail: 'An argument is out of bounds.' },
  376: { code: 'cannot_parse_uuid', detail: 'A text was used as a UUID but is not one.' },
  386: {
    code: 'no_common_type',
    detail: 'Values have no common type. Convert one, for example with toFloat or toString.',
  },
  396: { code: 'too_many_rows_or_bytes', detail: 'The result is too large. Add a LIMIT or select fewer columns.' },
  403: { code: 'invalid_join_on_expression', detail: 'The condition of a JOIN cannot be used. Join on equal columns.' },
  407: { code: 'decimal_overflow', detail: 'A number is too large for its type.' },
  427: { code: 'cannot_compile_regexp', detail: 'A regular expression is invalid.' },
  440: { code: 'invalid_limit_expression', detail: 'LIMIT and OFFSET need a whole number that is not negative.' },
  467: { code: 'cannot_parse_text', detail: 'A text could not be read as the type it is used as.' },
  636: { code: 'cannot_extract_table_structure', detail: 'The query cannot be understood.' },
  675: { code: 'cannot_parse_ip', detail: 'A text was used as an IP address but is none.' },
  676: { code: 'cannot_parse_ip', detail: 'A text was used as an IP address but is none.' },
}

const TIMEOUTS = [159, 160]

function engineError(error: ClickHouseError): ApiError {
  if (TIMEOUTS.includes(error.code)) {
    return new ApiError(
      504,
      'server_error',
      'timeout',
      'The query took too long. Shorten its date range or add filters.',
    )
  }
  if (error.code === TOO_MANY_QUERIES) {
    const detail = 'Too many queries run at once. Try again in a few seconds.'
    return new ApiError(429, 'throttled_error', 'throttled', detail, { headers: { 'retry-after': '5' } })
  }
  if (error.code === STORE_CLOSED) return closing()
  if (error.code === UNREACHABLE) return notPersisted('The event store does not answer. Try again.', error)
  const known = isTooLong(error) ? TOO_LONG : FRIENDLY[isTypeText(error) ? UNKNOWN_TYPE : error.code]
  if (known) return new ApiError(400, 'validation_error', known.code, `${known.detail}${patternOf(error)}`)
  return new ApiError(500, 'server_error', 'error', 'ClickHouse error while executing query.', { cause: error })
}

const UNKNOWN_TYPE = 50
const SYNTAX = 62
const BAD_PATTERN = 427

/** A type is a text in `JSONExtract(x, 'Array(')`, or in `…, '')`: what does not parse there is not our statement. */
const isTypeText = ({ code, message }: ClickHouseError) => code === SYNTAX && /\(data type\)|Empty query/.test(message)

/** Texts are parameters; what makes a statement long are names and conditions. */
const isTooLong = ({ code, message }: ClickHouseError) => code === SYNTAX && message.includes('Max query size exceeded')
const TOO_LONG = {
  code: 'too_large_size',
  detail: 'The query is too long. Use fewer or shorter names and conditions.',
} as const

/** The pattern that does not compile, and why: it is the asker's own. */
function patternOf({ code, message }: ClickHouseError): string {
  const [, pattern, reason] =
    (code === BAD_PATTERN && /cannot compile re2: (.*?), error: ([^.\n]*)/s.exec(message)) || []
  return pattern === undefined ? '' : ` ${JSON.stringify(pattern)}: ${reason}.`
}
