import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'

interface Prompt {
  name: string
  title: string
  description: string
  argument: { name: string; description: string }
  text(value: string): string
}

/** Questions that people ask again and again, as the words an agent starts from. */
const PROMPTS: readonly Prompt[] = [
  {
    name: 'weekly-report',
    title: 'Weekly report of a dashboard',
    description: 'What happened on a dashboard in the last seven days, compared with the week before.',
    argument: { name: 'dashboard_id', description: 'Dashboard id' },
    text: (id) =>
      [
        `Write a weekly report of dashboard ${id}.`,
        `1. dashboard-get with id ${id}: what each tile asks.`,
        '2. dashboard-insights-run with filters_override {"date_from": "-7d"}, then with {"date_from": "-14d", "date_to": "-8d"}.',
        '3. For each tile: the total of both weeks and the change in percent, numbers as they were answered. The day that is not over yet is no drop.',
        '4. At most five sentences on what matters, the most important first; then the table. Say which tiles failed.',
      ].join('\n'),
  },
  {
    name: 'explain-event',
    title: 'Explain an event',
    description: 'What an event means, who sends it and what it carries.',
    argument: { name: 'event', description: 'Name of the event' },
    text: (event) =>
      [
        `Explain the event ${JSON.stringify(event)} to somebody who is new to this product.`,
        '1. event-definition-get: its description, owner, tags, and when it was last seen.',
        '2. read-data-schema, kind event_properties, and the values of the two or three that tell most.',
        '3. query-trends over 30 days: how often it happens, and whether that changes.',
        'Say what is known and what is a guess from names and values.',
      ].join('\n'),
  },
]

export const listPrompts = () => ({
  prompts: PROMPTS.map(({ name, title, description, argument }) => ({
    ...{ name, title, description },
    arguments: [{ ...argument, required: true }],
  })),
})

/** The prompt with its argument filled in. Throws a protocol error for another name or without the argument. */
export function getPrompt(name: string, given: Record<string, unknown> | undefined) {
  const prompt = PROMPTS.find((one) => one.name === name)
  if (!prompt) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Prompt ${name} not found`)
  const value = given?.[prompt.argument.name]
  if (typeof value !== 'string' || value.trim() === '')
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `${name} needs ${prompt.argument.name}`)
  const content = { type: 'text' as const, text: prompt.text(value.trim()) }
  return { description: prompt.description, messages: [{ role: 'user' as const, content }] }
}
