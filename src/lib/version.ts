import { readFileSync } from 'node:fs'
import { objectOr, parseJson } from './json.ts'

/** The version of the package, which lies two folders above this file in `src/` and in `dist/` alike. */
export const VERSION = String(
  objectOr(parseJson(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))['version'],
)
