import { isObject, type Json, type JsonObject } from '../lib/json.ts'
import { textOf } from '../lib/lossless.ts'

const quoted = (value: string) => value.replaceAll('"', '\\"').replaceAll('\n', '\\n')

/**
 * Takes the clicked elements out of properties as one text: elements joined by `;`, innermost first, each
 * `tag.class1.class2:attr="value"…` with its attributes sorted.
 */
export function takeElementsChain(properties: JsonObject): string {
  const { $elements_chain: chain, $elements: elements } = properties
  delete properties['$elements_chain']
  delete properties['$elements']
  if (typeof chain === 'string' && chain !== '') return chain
  return Array.isArray(elements) ? elements.filter(isObject).map(elementText).join(';') : ''
}

const MAX_TEXT = 400
const MAX_HREF = 2048
const cut = (value: Json | undefined, most: number) => (typeof value === 'string' ? value.slice(0, most) : value)

function elementText(element: JsonObject): string {
  const classes = classesOf(element['attr__class'])
  const attributes: [string, string][] = []
  const note = (key: string, value: Json | undefined) => {
    if (value !== undefined && value !== null) attributes.push([key, textOf(value)])
  }
  note('text', cut(element['$el_text'], MAX_TEXT))
  note('href', cut(element['attr__href'], MAX_HREF))
  note('attr_id', element['attr__id'])
  note('nth-child', element['nth_child'] ?? 0)
  note('nth-of-type', element['nth_of_type'] ?? 0)
  for (const [key, value] of Object.entries(element)) if (key.startsWith('attr__')) note(key, value)
  attributes.sort(([a], [b]) => (a < b ? -1 : 1))
  const tag = typeof element['tag_name'] === 'string' ? element['tag_name'] : ''
  const text = attributes.map(([key, value]) => `${key}="${quoted(value)}"`).join('')
  return `${tag}${classes.map((name) => `.${name.replaceAll('"', '')}`).join('')}:${text}`
}

function classesOf(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  return (typeof value === 'string' ? value.split(/\s+/) : list).filter((name) => name !== '').sort()
}
