/** Arithmetic between series: letters, numbers, `+ - * /`, parentheses. Division by zero is zero. */
export function evaluate(formula: string, valueOf: (letter: string) => number): number {
  const tokens = formula.toUpperCase().match(/\d+(\.\d+)?|[A-Z]|[-+*/()]/g) ?? []
  let place = 0
  const take = (...wanted: string[]) => (wanted.includes(tokens[place] ?? '') ? tokens[place++] : undefined)
  const atom = (): number => {
    if (take('-')) return -atom()
    if (take('(')) {
      const inner = additions()
      take(')')
      return inner
    }
    const token = tokens[place++] ?? '0'
    return /[A-Z]/.test(token) ? valueOf(token) : Number(token)
  }
  const products = (): number => {
    let left = atom()
    for (let sign = take('*', '/'); sign; sign = take('*', '/')) {
      const right = atom()
      left = sign === '*' ? left * right : right === 0 ? 0 : left / right
    }
    return left
  }
  const additions = (): number => {
    let left = products()
    for (let sign = take('+', '-'); sign; sign = take('+', '-')) left += sign === '+' ? products() : -products()
    return left
  }
  return additions()
}
