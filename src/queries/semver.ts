import type { CompareOp, Expr } from '../hogql/ast.ts'
import { and, call, compare, constant, equals } from '../hogql/build.ts'
import { HogqlError } from '../hogql/errors.ts'
import type { PropertyOperator } from '../schema/filters.ts'

const COMPARISONS: Partial<Record<PropertyOperator, CompareOp>> = {
  semver_eq: '==',
  semver_neq: '!=',
  semver_gt: '>',
  semver_gte: '>=',
  semver_lt: '<',
  semver_lte: '<=',
}

const RANGES: Partial<Record<PropertyOperator, (parts: number[]) => [number[], number[]]>> = {
  /** `~1.2.3` leaves the last number free, `~1` all but the first. */
  semver_tilde: ([major = 0, minor, patch = 0]) =>
    minor === undefined
      ? [[major], [major + 1]]
      : [
          [major, minor, patch],
          [major, minor + 1],
        ],
  /** `^1.2.3` leaves free what is behind the first number that is not 0. */
  semver_caret: ([major = 0, minor = 0, patch = 0]) => [
    [major, minor, patch],
    major > 0 ? [major + 1] : minor > 0 ? [0, minor + 1] : [0, 0, patch + 1],
  ],
  /** `1.2.*` are all that begin so. */
  semver_wildcard: (parts) => [parts, [...parts.slice(0, -1), (parts.at(-1) ?? 0) + 1]],
}

/** A condition on a version, such as 1.10.0, which is later than 1.9.0; what is no version fulfils none. */
export function semverCondition(
  subject: Expr,
  operator: PropertyOperator,
  value: unknown,
  name: string,
): Expr | undefined {
  const version = call('sortableSemver', subject)
  const op = COMPARISONS[operator]
  const isVersion = (list: Expr) => equals(call('length', list), constant(3))
  const holds = (op: CompareOp, text: string) => {
    const other = call('sortableSemver', constant(text))
    return and(isVersion(version), isVersion(other), compare(op, version, other))
  }
  if (op) return holds(op, String(value))
  const range = RANGES[operator]
  if (!range) return undefined
  const [low, high] = range(numbersOf(value, operator, name))
  return and(holds('>=', versionOf(low)), holds('<', versionOf(high)))
}

const LONGEST = 200

function numbersOf(value: unknown, operator: string, name: string): number[] {
  // No version is so long, and the patterns would walk a long run of dots or signs once for each of them.
  const text = String(value ?? '').slice(0, LONGEST)
  const parts = (operator === 'semver_wildcard' ? text.replace(/[.*]+$/, '') : text).replace(/^v|[-+].*$/g, '')
  if (/^\d+(\.\d+){0,2}$/.test(parts)) return parts.split('.').map(Number)
  const detail = `Operator '${operator}' of the ${name} needs a version, such as 1.2.3`
  throw new HogqlError(detail, {}, 'invalid_property_filter')
}

const versionOf = ([major = 0, minor = 0, patch = 0]: number[]) => `${major}.${minor}.${patch}`
