import type { ZodError, z } from 'zod'

type Issue = z.core.$ZodIssue

/** What is wrong with a value, in a sentence that names the place, and the field that is at fault. */
export function issueOf(error: ZodError): { detail: string; field: string | null } {
  const issue = tellingIssue(error)
  if (!issue) return { detail: 'Invalid query', field: null }
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `'${[...path, key].join('.')}'`).join(', ')
    return { detail: `Unknown field ${names}`, field: issue.keys[0] ?? null }
  }
  const where = path.join('.')
  return { detail: where ? `${where}: ${issue.message}` : issue.message, field: path[0] ?? null }
}

/** The first thing that is wrong. */
export function tellingIssue({ issues: [first] }: ZodError): Issue | undefined {
  return first && telling(first)
}

/**
 * Where a value may be one of several things and is none, "invalid" helps nobody: what counts is what is wrong with the
 * one it comes closest to. That is the one whose fault lies deepest, or which has the fewest.
 */
function telling(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const options = issue.errors.flatMap(([first, ...more]) =>
    first ? [{ at: telling({ ...first, path: [...issue.path, ...first.path] }), faults: more.length }] : [],
  )
  const [closest] = options.sort((a, b) => b.at.path.length - a.at.path.length || a.faults - b.faults)
  return closest?.at ?? issue
}
