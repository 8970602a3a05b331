import { HogqlError } from './errors.ts'

const inRegex = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** A tag at the start of the chain or of an element. */
export const tagPattern = (tag: string): string => `(^|;)${inRegex(tag)}(\\.|$|;|:)`

/**
 * A CSS selector as a regular expression over `elements_chain`, which goes from the innermost element outwards:
 * `tag.class1.class2:attr="v"nth-child="1"…;parent…`. Tags, `.class`, `#id`, `[attr="v"]`, `:nth-child(n)`, descendants
 * and `>`; anything else is refused.
 */
export function selectorPattern(selector: string): string {
  const parts = selector
    .trim()
    .replace(/(?<!\s)\s*>\s*/g, ' > ')
    .split(/\s+/)
  let pattern = ''
  let direct = false
  for (const part of parts.reverse()) {
    if (part === '>') {
      direct = true
      continue
    }
    const element = elementPattern(part)
    pattern += pattern === '' ? `(^|;)${element}` : direct ? `[^;]*;${element}` : `[^;]*;([^;]*;)*${element}`
    direct = false
  }
  return pattern
}

const PIECE = /^(?:([a-zA-Z][\w-]*|\*)|\.([\w-]+)|#([\w-]+)|\[([\w-]+)=["']?([^"'\]]*)["']?\]|:nth-child\((\d+)\))/

function elementPattern(part: string): string {
  let rest = part
  let tag = '[a-zA-Z][^.:;]*'
  const classes: string[] = []
  const attributes: string[] = []
  while (rest !== '') {
    const match = PIECE.exec(rest)
    if (!match) throw new HogqlError(`Unsupported selector: ${part}`, {}, 'invalid_property_filter')
    const [whole, name, className, id, attribute, value = '', nth] = match
    if (name && name !== '*') tag = inRegex(name)
    if (className) classes.push(className)
    if (id) attributes.push(`attr_id="${id}"`)
    if (attribute) attributes.push(`${ATTRIBUTES[attribute] ?? `attr__${attribute}`}="${value}"`)
    if (nth) attributes.push(`nth-child="${nth}"`)
    rest = rest.slice(whole.length)
  }
  const withClasses =
    tag +
    classes
      .sort()
      .map((name) => `[^;:]*?\\.${inRegex(name)}`)
      .join('')
  // Capture writes the attributes of an element in alphabetical order.
  const withAttributes = attributes.sort().map((attribute) => `[^;]*?${inRegex(attribute)}`)
  return withClasses + withAttributes.join('')
}

const ATTRIBUTES: Record<string, string> = { href: 'href', id: 'attr_id', text: 'text' }
