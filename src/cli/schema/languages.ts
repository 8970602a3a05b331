import { existsSync } from 'node:fs'
import { UsageError } from '../../lib/usage-error.ts'

export const LANGUAGES = ['typescript', 'golang', 'python'] as const
export type Language = (typeof LANGUAGES)[number]

/** The file a language's code goes to when nobody names one. */
export const DEFAULT_FILE: Record<Language, string> = {
  typescript: 'posthog-typed.ts',
  golang: 'posthog-typed.go',
  python: 'posthog_typed.py',
}

/** Files by which a project shows what it is written in. */
const SIGNS: Record<Language, string[]> = {
  typescript: ['tsconfig.json', 'package.json'],
  golang: ['go.mod'],
  python: ['pyproject.toml', 'requirements.txt', 'setup.py'],
}

export function languageOf(text: string): Language {
  const found = LANGUAGES.find((language) => language === text)
  if (!found) throw new UsageError(`--language must be ${LANGUAGES.join(', ')}, not "${text}".`)
  return found
}

/** What the project in this folder seems to be written in. Throws when it does not show. */
export function guessLanguages(): Language[] {
  const found = LANGUAGES.filter((language) => SIGNS[language].some((file) => existsSync(file)))
  if (found.length === 0)
    throw new UsageError(`Name what the code is to be written in: --language ${LANGUAGES.join('|')}.`)
  return found
}
