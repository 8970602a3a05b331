import createParser, { type HogQLParser } from '@posthog/hogql-parser'
import { isObject, type JsonObject, parseJson } from '../lib/json.ts'
import type { Expr, OrderExpr, Query } from './ast.ts'
import { isQuery } from './ast.ts'
import { HogqlError } from './errors.ts'
import { readExpr, readOrder } from './read-tree.ts'

/**
 * HogQL text → tree. The only file that knows the parser: it is WebAssembly, takes 30 ms to load and 10 to 100 ms per
 * new text, answers JSON text and reports errors as JSON instead of throwing. So trees are kept by their text.
 *
 * Its time grows faster than the nesting (40 nested calls: 2.5 s; 500 NOTs: 20 s; a name of 3,000 parts: minutes), so
 * depth and the length of such runs are bounded before it is asked. A
 * text that exhausts its stack leaves its memory in ruins: that instance is thrown away and a spare one takes over.
 */
export interface Parser {
  query(text: string): Query
  expression(text: string): Expr
  order(text: string): OrderExpr
}

const KEPT_TEXTS = 2_000
const MAX_TEXT_LENGTH = 300_000
const MAX_DEPTH = 30

/** Loads the parser. One per process is enough; it holds no state but its cache. */
export async function openParser(): Promise<Parser> {
  return new CachingParser(await createParser(), await createParser())
}

class CachingParser implements Parser {
  private wasm: HogQLParser
  private spare: HogQLParser | undefined
  private readonly queries = new Map<string, Query>()
  private readonly expressions = new Map<string, Expr>()
  private readonly orders = new Map<string, OrderExpr>()

  constructor(wasm: HogQLParser, spare: HogQLParser) {
    this.wasm = wasm
    this.spare = spare
  }

  query(text: string): Query {
    return cached(this.queries, text, () => {
      const expr = readExpr(this.tree(text, (input) => this.wasm.parseSelect(input)))
      if (!isQuery(expr)) throw new HogqlError('Expected a SELECT query', {}, 'hogql_syntax_error')
      return expr
    })
  }

  expression(text: string): Expr {
    return cached(this.expressions, text, () => readExpr(this.tree(text, (input) => this.wasm.parseExpr(input))))
  }

  order(text: string): OrderExpr {
    return cached(this.orders, text, () => readOrder(this.tree(text, (input) => this.wasm.parseOrderExpr(input))))
  }

  private tree(text: string, parse: (text: string) => string): JsonObject {
    if (text.length > MAX_TEXT_LENGTH || depthOf(text) > MAX_DEPTH || LONG_RUN.test(text)) throw tooComplex()
    const tree = parseJson(keepWideIntegers(this.attempt(() => parse(text))))
    if (!isObject(tree)) throw tooComplex()
    if (tree['error'] === true) throw syntaxError(tree)
    return tree
  }

  private attempt(parse: () => string): string {
    try {
      return parse()
    } catch {
      if (this.spare) this.wasm = this.spare
      this.spare = undefined
      void createParser().then((fresh) => {
        if (this.spare) this.wasm = fresh
        this.spare = fresh
      })
      throw tooComplex()
    }
  }
}

/** A name of many parts, or many prefix operators one after the other. */
const LONG_RUN = /(?:\.\s*[\w$`"]+\s*){30}|(?:\bnot\s*){30}|(?:[-+~!]\s*){30}/i

/** Integers beyond 2^53 as text: `JSON.parse` would round them. Inside a string the key's quotes are escaped. */
const keepWideIntegers = (json: string) =>
  json.replace(/"value":(-?\d{16,})(?=[,}])/g, '"value":"$1","value_type":"number"')

const tooComplex = () => new HogqlError('The query is too long or nested too deeply.', {}, 'hogql_syntax_error')

/** The deepest nesting of brackets and CASEs outside of strings and quoted names. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [token] of text.matchAll(TOKENS)) {
    if (/^[([{]$|^case$/i.test(token)) deepest = Math.max(deepest, ++depth)
    else if (/^[)\]}]$|^end$/i.test(token)) depth--
  }
  return deepest
}

const TOKENS = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|--[^\n]*|[()[\]{}]|\bcase\b|\bend\b/gis

/** Trees are never changed in place, so callers may share them. The oldest text goes first. */
function cached<T>(kept: Map<string, T>, text: string, parse: () => T): T {
  const found = kept.get(text)
  if (found !== undefined) return found
  const tree = parse()
  kept.set(text, tree)
  const oldest = kept.keys().next()
  if (kept.size > KEPT_TEXTS && !oldest.done) kept.delete(oldest.value)
  return tree
}

function syntaxError(tree: JsonObject): HogqlError {
  const start = offset(tree['start'])
  const message = typeof tree['message'] === 'string' ? tree['message'] : 'Syntax error'
  const where = start === undefined ? '' : ` (at position ${start})`
  return new HogqlError(
    message + where,
    { ...at('start', start), ...at('end', offset(tree['end'])) },
    'hogql_syntax_error',
  )
}

const at = (key: 'start' | 'end', value: number | undefined) => (value === undefined ? {} : { [key]: value })

function offset(position: unknown): number | undefined {
  if (!isObject(position)) return undefined
  return typeof position['offset'] === 'number' ? position['offset'] : undefined
}
