import { HogqlError } from '../hogql/errors.ts'

/** Arithmetic between series: letters name them by position. */
export type Formula = (values: (position: number) => number) => number

type Token = { kind: 'number'; value: number } | { kind: 'letter'; position: number } | { kind: 'sign'; sign: string }

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|(\*\*|[-+*/%()]))/y

/** Reads a formula over `count` series. Division and modulo by zero are 0, as is a missing operand. */
export function parseFormula(text: string, count: number): Formula {
  const tokens = tokensOf(text, count)
  let at = 0
  const peek = () => {
    const token = tokens[at]
    return token?.kind === 'sign' ? token.sign : undefined
  }
  const take = (...signs: string[]) => {
    const sign = peek()
    if (sign === undefined || !signs.includes(sign)) return undefined
    at++
    return sign
  }
  const sum = (): Formula => chain(product, ['+', '-'])
  const product = (): Formula => chain(signed, ['*', '/', '%'])
  const chain = (operand: () => Formula, signs: string[]): Formula => {
    let left = operand()
    for (let sign = take(...signs); sign; sign = take(...signs)) left = binary(sign, left, operand())
    return left
  }
  const signed = (): Formula => {
    const sign = take('+', '-')
    if (!sign) return powered()
    const operand = signed()
    return sign === '-' ? (values) => -operand(values) : operand
  }
  const powered = (): Formula => {
    const base = atom()
    return take('**') ? binary('**', base, signed()) : base
  }
  const atom = (): Formula => {
    const token = tokens[at++]
    if (token?.kind === 'number') return () => token.value
    if (token?.kind === 'letter') return (values) => values(token.position)
    if (token?.kind !== 'sign' || token.sign !== '(') throw wrong(text)
    const inner = sum()
    if (!take(')')) throw wrong(text)
    return inner
  }
  const formula = sum()
  if (at < tokens.length) throw wrong(text)
  return formula
}

function binary(sign: string, left: Formula, right: Formula): Formula {
  const compute = OPERATIONS[sign] ?? (() => 0)
  return (values) => {
    const result = compute(left(values), right(values))
    return Number.isFinite(result) ? result : 0
  }
}

const OPERATIONS: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? 0 : a / b),
  '%': (a, b) => (b === 0 ? 0 : modulo(a, b)),
  '**': (a, b) => a ** b,
}

/** What is left has the sign of the divisor, as in Python. */
function modulo(a: number, b: number): number {
  const rest = a % b
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest
}

function tokensOf(text: string, count: number): Token[] {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text)
    if (!match) throw wrong(text)
    const [, number, word, sign] = match
    if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) })
    else if (word !== undefined) tokens.push({ kind: 'letter', position: positionOf(word, text, count) })
    else if (sign !== undefined) tokens.push({ kind: 'sign', sign })
  }
  if (tokens.length === 0 || tokens.length > 1000) throw wrong(text)
  return tokens
}

function positionOf(word: string, text: string, count: number): number {
  if (word.length > 1) throw wrong(text)
  const letter = word.toUpperCase()
  const position = letter.charCodeAt(0) - 65
  if (position < 0 || position >= count) {
    const known = Array.from({ length: count }, (_, i) => String.fromCharCode(65 + i)).join(', ')
    const series = count === 1 ? 'series is' : 'series are'
    throw new HogqlError(`Formula references series ${letter}, but only ${count} ${series} defined (${known})`)
  }
  return position
}

const wrong = (text: string) =>
  new HogqlError(
    `Formulas only support arithmetic between series, such as A / B or (A + B) * 100. Could not read: ${text}`,
  )
