/** What is told of a property. */
export interface Property {
  name: string
  property_type: string | null
  description?: string | null
}

export const onOneLine = (text: string) => text.replace(/(?<!\s)\s*[\r\n]\s*/g, ' ')

/** One event a line, and where the next page begins. */
export function eventsText(
  events: readonly { name: string; description: string | null | undefined }[],
  { offset, count }: { offset: number; count: number },
): string {
  if (count === 0) return 'No events were sent in the last 30 days.'
  const lines = events.map(({ name, description }) =>
    onOneLine(`- \`${name}\`${description ? ` - ${description}` : ''}`),
  )
  const next = offset + events.length
  const more = next < count ? [`${next} of ${count} events are listed so far: ask for offset ${next} to see more.`] : []
  return ['events:', ...lines, ...more].join('\n')
}

/** Properties by the type of their values, between tags that name it; `Other` is what holds objects, lists or mixed values. */
export function propertiesText(properties: readonly Property[], count: number | undefined, owner: string): string {
  if (properties.length === 0) return `No properties are known of ${owner}.`
  const typeOf = ({ property_type }: Property) => property_type ?? 'Other'
  const parts = [...new Set(properties.map(typeOf))].flatMap((type) => [
    `<${type}>`,
    ...properties
      .filter((property) => typeOf(property) === type)
      .map(({ name, description }) => onOneLine(`- ${name}${description ? ` - ${description}` : ''}`)),
    `</${type}>`,
  ])
  const left = (count ?? 0) - properties.length
  return [...parts, ...(left > 0 ? [`${left} more are not listed.`] : [])].join('\n')
}

/** The most frequent values in one line. */
export function valuesText({ values, different }: { values: string[]; different: number }, quoted: boolean): string {
  if (values.length === 0) return 'The property has no values.'
  const shown = values.map((value) => (quoted ? JSON.stringify(value) : onOneLine(value))).join(', ')
  const more = different - values.length
  return more > 0 ? `${shown} and ${more} more distinct value${more === 1 ? '' : 's'}.` : shown
}
