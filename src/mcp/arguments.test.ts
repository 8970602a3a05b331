import { expect, test } from 'vitest'
import { isObject, type Json, objectOr } from '../lib/json.ts'
import { publishedSchema } from './arguments.ts'
import { TOOLS } from './catalogue.ts'

/** The arguments that a schema does not describe, at any depth. */
function undescribed(schema: Json | undefined, at: string): string[] {
  const { properties, items } = objectOr(schema)
  const own = Object.entries(objectOr(properties)).flatMap(([name, one]) => [
    ...(isObject(one) && !one['description'] ? [`${at} ${name}`] : []),
    ...undescribed(one, `${at} ${name}`),
  ])
  return items === undefined ? own : [...own, ...undescribed(items, at)]
}

test('every argument of every tool says what it is', () => {
  expect(TOOLS.flatMap((tool) => undescribed(publishedSchema(tool), tool.name))).toEqual([])
  // No schema refers to what is not there.
  expect(JSON.stringify(TOOLS.map(publishedSchema))).not.toContain('$ref')
})
