import type { JsonObject } from '../lib/json.ts'

/** One clicked element or a parent of it, as clients read it. */
export interface ClickedElement {
  text: string | null
  tag_name: string | null
  attr_class: string[] | null
  href: string | null
  attr_id: string | null
  nth_child: number | null
  nth_of_type: number | null
  attributes: JsonObject
  order: number
}

/** Strangers write chains. What never ends, ends with the chain, and no run of signs is walked from each of its signs. */
const ELEMENTS = /(?:[^;"]|"(?:\\.?|[^"\\])*(?:"|$))+/gs
const ATTRIBUTE = /(?<![^=":])([^=":]+)="((?:\\.?|[^"\\])*)(?:"|$)/gs
/** Patterns run out of stack on the several megabytes that a chain may have. */
const LONGEST = 1_000_000

/** `elements_chain` as a list, the innermost element first: the inverse of how capture writes it. */
export function readElementsChain(chain: string): ClickedElement[] {
  return (chain.slice(0, LONGEST).match(ELEMENTS) ?? []).map((text, order) => elementOf(text, order))
}

function elementOf(text: string, order: number): ClickedElement {
  const start = /^([^:"]*?)(?::(?=[^=":]+=")|:?$)/.exec(text)
  const name = start?.[1] ?? ''
  const attributes: Record<string, string> = {}
  for (const [, key = '', value = ''] of text.slice(start?.[0].length ?? 0).matchAll(ATTRIBUTE))
    attributes[key] = value.replaceAll('\\"', '"').replaceAll('\\n', '\n')
  const [tag = '', ...classes] = name.split('.')
  const own = Object.entries(attributes).filter(([key]) => key.startsWith('attr__'))
  const numberOf = (key: string) => (attributes[key] === undefined ? null : Number(attributes[key]))
  return {
    text: attributes['text'] ?? null,
    tag_name: tag || null,
    attr_class: classes.length > 0 ? classes : null,
    href: attributes['href'] ?? null,
    attr_id: attributes['attr_id'] ?? null,
    nth_child: numberOf('nth-child'),
    nth_of_type: numberOf('nth-of-type'),
    attributes: Object.fromEntries(own),
    order,
  }
}
