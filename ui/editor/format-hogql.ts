/**
 * One long line of HogQL as people would write it: a clause begins a line, columns stand below each other, conditions
 * too, and a query within a query is set in. Nothing but white space is changed, so that what is copied is what ran.
 */

/** Texts and quoted names, words, white space, and every other sign by itself. */
const TOKEN = /'(?:\\.|''|[^'\\])*'|`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\])*"|[A-Za-z_$][\w$]*|\s+|[\s\S]/g
/** Where a clause begins; the compiler writes keywords in capitals, so a column called `limit` is none. */
const CLAUSES = new Set('SELECT FROM WHERE PREWHERE GROUP HAVING WINDOW QUALIFY ORDER LIMIT OFFSET SETTINGS'.split(' '))
const SETS = new Set(['UNION', 'INTERSECT', 'EXCEPT'])
const JOINS = new Set('GLOBAL ANY ALL ASOF SEMI ANTI LEFT RIGHT INNER FULL CROSS OUTER JOIN ARRAY'.split(' '))
const CONDITIONS = new Set(['WHERE', 'PREWHERE', 'HAVING', 'QUALIFY'])

interface Token {
  text: string
  spaced: boolean
}

/** An open bracket, or the whole text. */
interface Frame {
  kind: 'query' | 'group' | 'call'
  indent: number
  clause: string
  /** Its columns stand below each other. */
  many: boolean
  /** A `BETWEEN` whose `AND` has not come yet. */
  between: boolean
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let spaced = false
  for (const [part] of text.trim().matchAll(TOKEN)) {
    if (part.trim() === '') spaced = true
    else {
      tokens.push({ text: part, spaced })
      spaced = false
    }
  }
  return tokens
}

const opens = (text: string) => text === '(' || text === '['
const closes = (text: string) => text === ')' || text === ']'

/** Whether the columns after this `SELECT` are several. */
function hasMany(tokens: readonly Token[], from: number): boolean {
  let depth = 0
  for (const { text } of tokens.slice(from)) {
    if (opens(text)) depth++
    else if (closes(text) && --depth < 0) return false
    else if (depth === 0 && text === ',') return true
    else if (depth === 0 && CLAUSES.has(text)) return false
  }
  return false
}

const line = (indent: number) => `\n${'  '.repeat(indent)}`

class Layout {
  private readonly tokens: readonly Token[]
  private out = ''
  private frames: Frame[] = [{ kind: 'query', indent: 0, clause: '', many: false, between: false }]

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  print(): string {
    for (const [index, token] of this.tokens.entries()) this.put(token, index)
    return this.out.trim()
  }

  private get top(): Frame {
    return this.frames.at(-1) ?? { kind: 'call', indent: 0, clause: '', many: false, between: false }
  }

  private put({ text, spaced }: Token, index: number): void {
    const { top } = this
    const before = this.tokens[index - 1]?.text ?? ''
    if (opens(text)) {
      this.write(text, spaced)
      this.open(text, index, spaced)
    } else if (closes(text)) {
      if (this.frames.length > 1) this.frames.pop()
      if (top.kind === 'query' && this.top !== top) this.out += line(top.indent - 1)
      this.write(text, spaced && top.kind !== 'query')
    } else if (top.kind === 'query' && this.begins(text, before, index)) {
      this.out += line(top.indent) + text
      top.clause = text
      top.many = text === 'SELECT' && hasMany(this.tokens, index + 1)
      if (top.many && this.tokens[index + 1]?.text !== 'DISTINCT') this.out += line(top.indent + 1)
    } else if (text === 'DISTINCT' && before === 'SELECT' && top.many) {
      this.out += ` ${text}${line(top.indent + 1)}`
    } else if (text === ',' && top.kind === 'query' && top.clause === 'SELECT' && top.many) {
      this.out += text + line(top.indent + 1)
    } else if (text === 'AND' || text === 'OR') {
      this.connect(text)
    } else {
      if (text === 'BETWEEN') top.between = true
      this.write(text, spaced)
    }
  }

  /** A space where there was one, but for the beginning of a line. */
  private write(text: string, spaced: boolean): void {
    this.out += spaced && !/\n *$/.test(this.out) ? ` ${text}` : text
  }

  private open(text: string, index: number, spaced: boolean): void {
    const { top } = this
    const next = this.tokens[index + 1]?.text
    const isQuery = text === '(' && (next === 'SELECT' || next === 'WITH')
    const isGroup = text === '(' && (spaced || this.tokens[index - 1]?.text === '(')
    const kind = isQuery ? 'query' : isGroup ? 'group' : 'call'
    this.frames.push({ kind, indent: top.indent + (kind === 'call' ? 0 : 1), clause: '', many: false, between: false })
  }

  private begins(text: string, before: string, index: number): boolean {
    if (CLAUSES.has(text) || SETS.has(text)) return true
    if (!JOINS.has(text) || JOINS.has(before) || SETS.has(before)) return false
    const words = this.tokens.slice(index, index + 5).map((token) => token.text)
    return words
      .slice(
        0,
        words.findIndex((word) => !JOINS.has(word)),
      )
      .includes('JOIN')
  }

  /** A condition of the query itself stands on a line of its own; one inside a function stays where it is. */
  private connect(text: string): void {
    const { top } = this
    const from = this.frames.findLastIndex(({ kind }) => kind === 'query')
    const isPlain = this.frames.slice(from + 1).every(({ kind }) => kind === 'group')
    if (top.between) top.between = false
    else if (isPlain && CONDITIONS.has(this.frames[from]?.clause ?? '')) {
      this.out += line(top.indent + (top.kind === 'query' ? 1 : 0)) + text
      return
    }
    this.write(text, true)
  }
}

export function formatHogql(text: string): string {
  // Somebody has laid it out, or a comment would swallow what follows it on a line.
  if (/\n|--|\/\*/.test(text.trim())) return text
  return new Layout(tokensOf(text)).print()
}
