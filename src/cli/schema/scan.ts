import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../lib/usage-error.ts'

/** A place in the code that sends an event. */
export interface Call {
  path: string
  line: number
  /** Undefined where the name is worked out when the program runs. */
  event: string | undefined
}

const SCRIPT = /\.(?:[cm]?[jt]sx?|vue|svelte)$/
const PYTHON = /\.py$/
/** The head of typed code, wherever an earlier pull has put it: what it sends is what the schema says. */
const GENERATED = /Typed events for this project\. Generated file, do not edit\./
const SKIPPED = new Set(['node_modules', 'dist', 'build', 'out', 'coverage', 'vendor', 'venv', 'site-packages'])

/** Every `capture(…)` of the TypeScript, JavaScript and Python files below these folders, in order of path and line. */
export function scanFolders(folders: readonly string[], skip: ReadonlySet<string>): Call[] {
  const missing = folders.find((folder) => !existsSync(folder) || !statSync(folder).isDirectory())
  if (missing !== undefined) throw new UsageError(`--src ${missing}: there is no such folder.`)
  return folders.flatMap((folder) => filesOf(folder)).flatMap((path) => (skip.has(path) ? [] : callsOf(path)))
}

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name.startsWith('.') || SKIPPED.has(entry.name) ? [] : filesOf(path)
    return entry.isFile() && (SCRIPT.test(entry.name) || PYTHON.test(entry.name)) ? [path] : []
  })
}

function callsOf(path: string): Call[] {
  const text = readFileSync(path, 'utf8')
  if (!text.includes('capture') || GENERATED.test(text.slice(0, 200))) return []
  return scanText(text, PYTHON.test(path) ? 'python' : 'script').map((call) => ({ path, ...call }))
}

/** A piece of code: a string with its value, a comment, or anything else, one character at a time. */
const PIECES = {
  script: /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`/g,
  python:
    /#[^\n]*|(?<!\w)[rbuf]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?'''|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*")/gi,
}

/** `capture(`, or `['capture'](`, where the string in the brackets is told by its number. */
const CALL = /(?:(?<![\w$])capture\s*(?:<[^()]*>)?|\[\s*\ue000(\d+)\ue001\s*\]\s*)\(/g

type Found = Omit<Call, 'path'>

/**
 * Finds the calls in one text, and in the expressions of its templates. Strings are replaced by their numbers first, so
 * that what stands in a string or a comment is never taken for code.
 */
export function scanText(text: string, language: 'script' | 'python'): Found[] {
  const strings: string[] = []
  const calls: Found[] = []
  const code = text.replace(PIECES[language], (piece: string, offset: number) => {
    const lines = '\n'.repeat(piece.split('\n').length - 1)
    if (/^(?:\/\/|\/\*|#)/.test(piece)) return lines
    strings.push(piece)
    if (piece.startsWith('`')) calls.push(...below(text, offset, scanTemplate(piece)))
    return `\ue000${strings.length - 1}\ue001${lines}`
  })
  for (const match of code.matchAll(CALL)) {
    const name = match[1] === undefined ? 'capture' : valueOf(strings[Number(match[1])] ?? '')
    if (name !== 'capture' || /\b(?:def|function)\s+$/.test(code.slice(0, match.index))) continue
    const args = argumentsAt(code, match.index + match[0].length)
    const literal = language === 'python' ? pythonEvent(args) : scriptEvent(args, strings)
    if (literal === undefined) continue
    const event = literal === DYNAMIC ? undefined : valueOf(strings[literal] ?? '')
    calls.push(...below(code, match.index, [{ line: 1, event }]))
  }
  return calls.sort((a, b) => a.line - b.line)
}

/** The calls in the expressions of a template. */
function scanTemplate(template: string): Found[] {
  return [...template.matchAll(/\$\{/g)].flatMap(({ index }) =>
    below(template, index, scanText(argumentsAt(template, index + 2).join(','), 'script')),
  )
}

/** Calls in a part of a text, by their lines in the whole. */
function below(text: string, offset: number, calls: readonly Found[]): Found[] {
  const above = text.slice(0, offset).split('\n').length - 1
  return calls.map((call) => ({ ...call, line: call.line + above }))
}

const DYNAMIC = -1
const LITERAL = /^\s*\ue000(\d+)\ue001\s*$/

/** The number of a string that is the whole argument; otherwise the name is made at run time. */
const literalOf = (argument: string) => {
  const found = LITERAL.exec(argument)
  return found ? Number(found[1]) : DYNAMIC
}

const keyOf = (field: string) => field.slice(0, Math.max(0, field.indexOf(':')))

/** `capture('name', …)` of the browser, `capture({ event: 'name' })` of the server. Undefined: no event at all. */
function scriptEvent(args: readonly string[], strings: readonly string[]): number | undefined {
  const [first] = args
  if (first === undefined || first.trim() === '') return undefined
  if (!first.trim().startsWith('{')) return literalOf(first)
  const isEvent = (part: string) =>
    /^\s*event\b/.test(part) || valueOf(strings[literalOf(keyOf(part))] ?? '') === 'event'
  const field = parts(first.trim().slice(1, -1)).find(isEvent)
  if (field === undefined) return undefined
  const colon = field.indexOf(':')
  return colon < 0 ? DYNAMIC : literalOf(field.slice(colon + 1))
}

/** `capture('name', …)`, `capture(event='name')`, and the older `capture('person', 'name')`. */
function pythonEvent(args: readonly string[]): number | undefined {
  const named = args.find((part) => /^\s*event\s*=/.test(part))
  if (named) return literalOf(named.slice(named.indexOf('=') + 1))
  const positional = args.filter((part) => part.trim() !== '' && !/^\s*(?:\w+\s*=(?!=)|\*)/.test(part))
  const [first, second] = positional
  if (first === undefined) return undefined
  return literalOf(second !== undefined && literalOf(second) !== DYNAMIC ? second : first)
}

/** The arguments of the call whose bracket has just opened. */
function argumentsAt(code: string, start: number): string[] {
  let depth = 1
  for (let i = start; i < code.length; i++) {
    const character = code[i] ?? ''
    if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character) && --depth === 0) return parts(code.slice(start, i))
  }
  return []
}

/** Cuts at the commas that stand in no bracket. */
function parts(code: string): string[] {
  const result: string[] = []
  let [depth, from] = [0, 0]
  for (let i = 0; i < code.length; i++) {
    const character = code[i] ?? ''
    if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth--
    else if (character === ',' && depth === 0) {
      result.push(code.slice(from, i))
      from = i + 1
    }
  }
  return [...result, code.slice(from)]
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' }

/** What a literal holds; undefined for a template or an f-string with something in it. */
function valueOf(literal: string): string | undefined {
  const [, prefix = '', quote = ''] = /^([a-z]*)("""|'''|["'`])/i.exec(literal) ?? []
  const inner = literal.slice(prefix.length + quote.length, literal.length - quote.length)
  if (quote === '`' && inner.includes('${')) return undefined
  if (/f/i.test(prefix) && inner.includes('{')) return undefined
  if (/r/i.test(prefix)) return inner
  return inner.replace(/\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g, (_, ...found) => {
    const [braced, four, two, plain] = found
    const code = braced ?? four ?? two
    if (typeof code === 'string') return String.fromCodePoint(Number.parseInt(code, 16))
    return plain === '\n' ? '' : (ESCAPES[String(plain)] ?? String(plain))
  })
}
