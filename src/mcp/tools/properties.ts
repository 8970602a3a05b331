import { z } from 'zod'
import { type JsonObject, objectsOf } from '../../lib/json.ts'
import { without } from '../answer.ts'
import { ArgumentError } from '../arguments.ts'
import { type Tool, type ToolCall, tool } from '../tool.ts'
import { asBody, said } from './fields.ts'

const PropertyChange = z.looseObject({
  ...said,
  property_type: z
    .enum(['DateTime', 'String', 'Numeric', 'Boolean', 'Duration'])
    .optional()
    .describe('What its values are read as'),
})

/** The one definition of exactly this name: the list is searched by parts of names. */
async function propertyNamed(
  { rest, project }: Pick<ToolCall, 'rest' | 'project'>,
  name: string,
  query: { type: string; group_type_index: number | undefined },
): Promise<JsonObject> {
  // The list of names is cut at commas.
  const wanted = name.includes(',') ? { search: name } : { properties: name }
  const answer = await rest.get(`${project.api}/property_definitions/`, { ...query, ...wanted, limit: 500 })
  const found = objectsOf(answer['results']).find((row) => row['name'] === name)
  if (!found) throw new ArgumentError('Invalid arguments: propertyName: no such property; read-data-schema lists them')
  return found
}

export const propertyTools: Tool[] = [
  tool({
    name: 'property-definition-update',
    title: 'Update property definition',
    description: 'Changes the description, tags (all of them), type, verified or hidden of a property.',
    feature: 'events',
    scopes: ['property_definition:write'],
    hints: 'I',
    input: z.object({
      propertyName: z.string().min(1).describe('Exact property name'),
      type: z.enum(['event', 'person', 'group', 'session']).default('event').describe('Whose property'),
      groupTypeIndex: z.int().min(0).max(4).optional().describe('Needed for type group'),
      data: PropertyChange.describe('What changes'),
    }),
    run: async (call) => {
      const { propertyName, type, groupTypeIndex, data } = call.args
      if (type === 'group' && groupTypeIndex === undefined)
        throw new ArgumentError('Invalid arguments: groupTypeIndex: needed for type group')
      const found = await propertyNamed(call, propertyName, { type, group_type_index: groupTypeIndex })
      const path = `${call.project.api}/property_definitions/${String(found['id'])}/`
      const changed = await call.rest.send('PATCH', path, asBody(data))
      return { value: without(changed, []), url: `${call.project.page}/events` }
    },
  }),
]
