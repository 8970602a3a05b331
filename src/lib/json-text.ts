/** About how many characters a part has. Only a text that is longer by itself makes a longer one. */
const PART_CHARACTERS = 2 ** 18
/** How many plain values of a list are written at once. */
const SLICE = 4096
/** What lies deeper is written at once. */
const DEEPEST = 8
/** What has no more characters is written at once: the engine writes many times as fast as what is put together here. */
const SHORT = 2 ** 13

/** The text that `JSON.stringify` gives, in parts: of an answer of 100 MB the whole takes a second, and everybody waits. */
export function* jsonParts(value: unknown): Generator<string> {
  let part = ''
  for (const text of textsOf(value, DEEPEST)) {
    part += text
    if (part.length < PART_CHARACTERS) continue
    yield part
    part = ''
  }
  if (part !== '') yield part
}

function* textsOf(value: unknown, depth: number): Generator<string> {
  if (leftOf(SHORT, value) >= 0) yield JSON.stringify(value) ?? 'null'
  else if (Array.isArray(value)) yield* textsOfList(value, depth)
  else if (isPlain(value) && depth > 0) {
    let before = '{'
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue
      yield `${before}${JSON.stringify(key)}:`
      yield* textsOf(item, depth - 1)
      before = ','
    }
    yield before === '{' ? '{}' : '}'
  } else yield JSON.stringify(value) ?? 'null'
}

function* textsOfList(list: unknown[], depth: number): Generator<string> {
  if (list.length === 0) return yield '[]'
  const [first] = list
  if (depth > 0 && typeof first === 'object' && first !== null) {
    for (const [i, item] of list.entries()) {
      yield i === 0 ? '[' : ','
      yield* textsOf(item, depth - 1)
    }
    return yield ']'
  }
  for (let from = 0; from < list.length; from += SLICE)
    yield `${from === 0 ? '[' : ','}${JSON.stringify(list.slice(from, from + SLICE)).slice(1, -1)}`
  yield ']'
}

/** An object that says itself what it is as JSON, such as a moment, is no plain one. */
const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null && !('toJSON' in value)

/** What is left of so many characters when the text of a value is taken away, about; less than nothing when it is longer. */
function leftOf(characters: number, value: unknown): number {
  if (typeof value === 'string') return characters - value.length
  let left = characters - 8
  if (Array.isArray(value)) for (let i = 0; i < value.length && left >= 0; i++) left = leftOf(left, value[i])
  else if (isPlain(value))
    for (const item of Object.values(value)) {
      if (left < 0) break
      left = leftOf(left - 8, item)
    }
  return left
}
