import createParser, { type HogQLParser } from '@posthog/hogql-parser'
import { isObject, type JsonObject, parseJson } from '../lib/json.ts'
import { Lru } from '../lib/lru.ts'
import { type Expr, isQuery, type OrderExpr, type Query } from './ast.ts'
import { HogqlError } from './errors.ts'
import { type ParseMethod, ParsingThread, tooComplex, Unparsed } from './parse-apart.ts'
import { readExpr, readOrder } from './read-tree.ts'

/**
 * HogQL text → tree. The only file that knows the parser: it is WebAssembly, takes 30 ms to load and 10 to 100 ms per
 * new text, answers JSON text and reports errors as JSON instead of throwing. So trees are kept by their text.
 *
 * Its time grows with every token (a column of two calls: 10 ms) and faster than the nesting (40 nested calls: 2.5 s;
 * 500 NOTs: 20 s; a name of 3,000 parts: minutes), so tokens, depth and the length of such runs are bounded before it is
 * asked; what is large but allowed is parsed on a thread of its own (`parse-apart.ts`).
 *
 * A statement is given to it in brackets: without them it reads ahead through the whole text to tell one SELECT from a
 * UNION, and again at every level, so the time doubles with each (8 nested calls: 9 s; in brackets: 0.2 s).
 * A text that exhausts its stack damages its memory: that instance is thrown away and a spare one takes over. So it is
 * after so many tokens, because the parser remembers whatever it has met, which 4,000 odd statements brought to 600 MB.
 */
export interface Parser {
  query(text: string): Query
  expression(text: string): Expr
  order(text: string): OrderExpr
  /** Parses a text on a thread of its own, so that it is there when its reader begins again. Throws `HogqlError`. */
  prepare(wanted: Unparsed): Promise<void>
}

/**
 * Reads what needs parsed texts. Where one is too large to be parsed while everybody waits, it is parsed apart, and
 * `read` begins again.
 */
export async function afterParsing<T>(parser: Parser, read: () => T | Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Unparsed)) throw error
      await parser.prepare(error)
    }
  }
}

/** A tree takes some 16 bytes for each character of its text. */
const KEPT_CHARACTERS = 1_000_000
/** What the thread has parsed waits for its reader, who may never come. */
const WAITING_CHARACTERS = 32_000_000
const MAX_TEXT_LENGTH = 300_000
const MAX_DEPTH = 30
/** Room for 300 columns or an IN list of 2,000 values. */
const MAX_TOKENS = 5_000
/** The depths of all brackets together: 300 columns of three calls in each other come to 1,800. */
const MAX_NESTING = 2_000

/** Up to here a text is parsed at once, on the thread that serves; beyond, on a thread of its own. */
const QUICK_TOKENS = 150
const QUICK_NESTING = 40

/** At worst some 200 MB of what the parser remembers; short expressions come to eight thousand until then. */
const TOKENS_PER_PARSER = 40_000

/** Loads the parser. One per process is enough; it holds no state but its cache. */
export async function openParser(): Promise<Parser> {
  return new CachingParser(await createParser(), await createParser())
}

class CachingParser implements Parser {
  private wasm: HogQLParser
  private spare: HogQLParser | undefined
  /** How many tokens this one has parsed. */
  private tokens = 0
  private readonly queries = keptTrees<Query>()
  private readonly expressions = keptTrees<Expr>()
  private readonly orders = keptTrees<OrderExpr>()
  private readonly thread = new ParsingThread()
  private readonly running = new Map<string, Promise<string>>()
  private readonly parsed = new Lru<string, string>(WAITING_CHARACTERS, (json) => json.length)

  constructor(wasm: HogQLParser, spare: HogQLParser) {
    this.wasm = wasm
    this.spare = spare
  }

  query(text: string): Query {
    return cached(this.queries, text, () => {
      const expr = readExpr(this.statement(text))
      if (!isQuery(expr)) throw new HogqlError('Expected a SELECT query', {}, SYNTAX)
      return expr
    })
  }

  expression(text: string): Expr {
    return cached(this.expressions, text, () => readExpr(this.tree('parseExpr', text, text)))
  }

  order(text: string): OrderExpr {
    return cached(this.orders, text, () => {
      const tree = this.tree('parseOrderExpr', text, text)
      requireEnd(text, offset(tree['end']))
      return readOrder(tree)
    })
  }

  async prepare({ method, text }: Unparsed): Promise<void> {
    const key = `${method} ${text}`
    const running = this.running.get(key) ?? this.thread.parse(method, text)
    this.running.set(key, running)
    try {
      this.parsed.set(key, await running)
    } finally {
      this.running.delete(key)
    }
  }

  private statement(text: string): JsonObject {
    const bare = withoutSemicolon(text)
    refuseLostOrder(bare)
    return this.tree('parseSelect', bare, `(${bare}\n)`, (json) => unbracketed(json, bare))
  }

  private tree(method: ParseMethod, text: string, input: string, unwrap = (json: string) => json): JsonObject {
    const tokens = quickTokens(text)
    const json = tokens === undefined ? this.parsedApart(method, input) : this.attempt(method, input, tokens)
    const tree = parseJson(keepWideIntegers(unwrap(json)))
    if (!isObject(tree)) throw tooComplex()
    if (tree['error'] === true) throw syntaxError(tree)
    return tree
  }

  /**
   * What the thread made of a text. It is taken once, because from then on the tree is kept. Throws {@link Unparsed}
   * before.
   */
  private parsedApart(method: ParseMethod, text: string): string {
    const key = `${method} ${text}`
    const json = this.parsed.get(key)
    if (json === undefined) throw new Unparsed(method, text)
    this.parsed.delete(key)
    return json
  }

  private attempt(method: ParseMethod, input: string, tokens: number): string {
    this.tokens += tokens
    if (this.tokens > TOKENS_PER_PARSER && this.spare) this.replace()
    try {
      return this.wasm[method](input)
    } catch {
      this.replace()
      throw tooComplex()
    }
  }

  /** The spare one takes over, and another one is made. Where two break at once, the second lacks a spare and waits for one. */
  private replace(): void {
    if (this.spare) this.wasm = this.spare
    this.spare = undefined
    this.tokens = 0
    void createParser().then((fresh) => {
      if (this.spare) this.wasm = fresh
      this.spare = fresh
    })
  }
}

/** A name of many parts, or many prefix operators one after the other. */
const LONG_RUN = /(?:\.\s*[\w$`"]+\s*){30}|(?:\bnot\s*){30}|(?:[-+~!]\s*){30}/i

/**
 * The parser's JSON with integers beyond 2^53 as texts, because `JSON.parse` would round them. What a user wrote is never
 * taken for such a key: inside a string its quotes are escaped.
 */
const keepWideIntegers = (json: string) =>
  json.replace(/"value":(-?\d{16,})(?=[,}])/g, '"value":"$1","value_type":"number"')

/**
 * The tree of a text that was parsed in brackets, with the positions that it has without them. An error at the closing
 * bracket means that the text ends too early.
 */
function unbracketed(json: string, text: string): string {
  const shifted = json.replace(/"offset":(\d+)/g, (_, at) => `"offset":${Math.min(Math.max(at - 1, 0), text.length)}`)
  const wrong = parseError(json)
  const isEnd = wrong !== undefined && (offset(wrong['start']) ?? 0) > text.length
  return isEnd ? shifted.replace(/"message":"(?:[^"\\]|\\.)*"/, '"message":"the query ends too early"') : shifted
}

function parseError(json: string): JsonObject | undefined {
  if (!json.includes('"error":true')) return undefined
  const tree = parseJson(json)
  return isObject(tree) && tree['error'] === true ? tree : undefined
}

/**
 * How many tokens a text has; undefined where it would take more than a few tens of milliseconds to parse, judged by these and
 * by how deep its brackets and CASEs are nested. Strings, quoted names and comments are one token each. Throws
 * {@link HogqlError} for a text that is too large at all.
 */
function quickTokens(text: string): number | undefined {
  if (text.length > MAX_TEXT_LENGTH || LONG_RUN.test(text)) throw tooComplex()
  const isTemplate = /\bf['"]/i.test(text)
  if (isTemplate && bracesIn(text) > MAX_DEPTH) throw tooComplex()
  let depth = 0
  let nesting = 0
  let tokens = 0
  for (const [token, index] of tokensOf(text)) {
    if (/^[([{]$|^case$/i.test(token)) nesting += ++depth
    else if (/^[)\]}]$|^end$/i.test(token)) depth--
    if (++tokens > MAX_TOKENS || depth > MAX_DEPTH || nesting > MAX_NESTING) throw tooComplex()
    // The brackets that are put around the text would close it: so it is refused here.
    if (depth < 0 && token === ')')
      throw new HogqlError(`extraneous input ')' (at position ${index})`, { start: index, end: index + 1 }, SYNTAX)
  }
  return !isTemplate && tokens <= QUICK_TOKENS && nesting <= QUICK_NESTING ? tokens : undefined
}

/** How deep braces go wherever they stand: those of a template are read by the parser, though they stand in a string. */
function bracesIn(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [brace] of text.matchAll(/[{}]/g)) {
    depth = Math.max(0, depth + (brace === '{' ? 1 : -1))
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/**
 * Of an entry of ORDER BY the parser reads what it understands and ignores the rest, which is refused here. `end` counts
 * characters.
 */
function requireEnd(text: string, end = 0): void {
  const rest = [...text].slice(end).join('').trim()
  if (rest === '') return
  const start = text.lastIndexOf(rest)
  const detail = `'${rest}' is not understood: after what is ordered by stands ASC, DESC or nothing`
  throw new HogqlError(detail, { start, end: start + rest.length }, SYNTAX)
}

/**
 * An ORDER BY behind a SELECT in brackets, alone or in a UNION, is dropped by the parser: the rows would come in any order,
 * and of those behind a LIMIT it would be chance which. The engine does not know it either.
 */
function refuseLostOrder(text: string): void {
  // Of each bracket that is open, whether a statement or a part of one is in it.
  const open: boolean[] = []
  let before: string[] = []
  let closed = false
  for (const [token, start] of tokensOf(text)) {
    if (isComment(token)) continue
    const word = token.toUpperCase()
    if (closed && word === 'ORDER')
      throw new HogqlError(
        'ORDER BY cannot stand behind a SELECT in brackets: write SELECT * FROM (…) ORDER BY …',
        { start, end: text.length },
        SYNTAX,
      )
    closed = word === ')' && open.pop() === true
    if (word === '(') open.push(beginsStatement(before))
    before = [before.at(-1) ?? '', word]
  }
}

/** Whether what stands before a bracket lets a statement follow that is no value and no table. */
const beginsStatement = ([first = '', last = '']: string[]) =>
  /^(?:|\(|UNION|EXCEPT|INTERSECT)$/.test(last) ||
  (/^(?:ALL|DISTINCT)$/.test(last) && /^(?:UNION|EXCEPT|INTERSECT)$/.test(first))

/** A statement may end with a semicolon, but not within the brackets in which it is parsed. */
function withoutSemicolon(text: string): string {
  if (!text.includes(';')) return text
  const [token, index] = [...tokensOf(text)].findLast(([token]) => !isComment(token)) ?? []
  return token === ';' ? text.slice(0, index) : text
}

const SYNTAX = 'hogql_syntax_error'
const TOKENS =
  /'(?:[^'\\]|\\.|'')*('|\\?$)|"(?:[^"\\]|\\.)*("|\\?$)|`(?:[^`\\]|\\.)*(`|\\?$)|\/\*.*?(\*\/|$)|(?:--|\/\/|#)[^\n\r]*|\w+|\S/gs

const isComment = (token: string) => /^(?:--|\/\/|#|\/\*)/.test(token)

/**
 * The tokens of a text, and where each begins. Behind a quote or a comment that is never closed nothing is in quotes any
 * more: to look there for other strings would mean to walk to the end of the text from each of its quotes.
 */
function* tokensOf(text: string): Generator<[token: string, index: number]> {
  for (const { 0: token, 1: single, 2: double, 3: back, 4: comment, index } of text.matchAll(TOKENS)) {
    const end = single ?? double ?? back ?? comment
    if (end === undefined || /['"`/]/.test(end)) yield [token, index]
    else for (const bare of token.matchAll(/\w+|\S/g)) yield [bare[0], index + bare.index]
  }
}

interface Kept<T> {
  tree: T
  characters: number
}

const keptTrees = <T>() => new Lru<string, Kept<T>>(KEPT_CHARACTERS, ({ characters }) => characters)

/** Trees are never changed in place, so callers may share them. */
function cached<T>(kept: Lru<string, Kept<T>>, text: string, parse: () => T): T {
  const found = kept.get(text)
  if (found) return found.tree
  const tree = parse()
  kept.set(text, { tree, characters: text.length })
  return tree
}

function syntaxError(tree: JsonObject): HogqlError {
  const start = offset(tree['start'])
  const message = typeof tree['message'] === 'string' ? tree['message'] : 'Syntax error'
  const where = start === undefined ? '' : ` (at position ${start})`
  return new HogqlError(message + where, { ...at('start', start), ...at('end', offset(tree['end'])) }, SYNTAX)
}

const at = (key: 'start' | 'end', value: number | undefined) => (value === undefined ? {} : { [key]: value })

function offset(position: unknown): number | undefined {
  if (!isObject(position)) return undefined
  return typeof position['offset'] === 'number' ? position['offset'] : undefined
}
