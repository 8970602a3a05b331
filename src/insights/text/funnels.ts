import { type JsonObject, objectOr, objectsOf } from '../../lib/json.ts'
import { breakdownText, duration, NO_DATA, percent, period, type Told, table } from './cells.ts'
import { bucketTable, listOf } from './series.ts'

export function funnelsText(query: JsonObject, told: Told): string {
  const filter = objectOr(query['funnelsFilter'])
  if (filter['funnelVizType'] === 'time_to_convert') return timeToConvert(query, told)
  if (filter['funnelVizType'] === 'trends') return rates(query, told)
  return steps(query, told)
}

const rangeLine = (told: Told) => {
  const range = period(told)
  return range ? [`Date range: ${range.from} to ${range.to}`] : []
}

/** The steps of each value of a breakdown; one list of steps without one. */
export function stepGroups(result: unknown): { value: string | undefined; steps: JsonObject[] }[] {
  const groups = listOf(result)
  if (groups.some(Array.isArray))
    return groups.map(objectsOf).map((group) => ({ value: breakdownText(group[0]?.['breakdown']), steps: group }))
  const all = objectsOf(result)
  return all.length === 0 ? [] : [{ value: undefined, steps: all }]
}

function steps(query: JsonObject, told: Told): string {
  const groups = stepGroups(told.result)
  if (groups.length === 0) return NO_DATA
  const toPrevious = objectOr(query['funnelsFilter'])['funnelStepReference'] === 'previous'
  const who = typeof query['aggregation_group_type_index'] === 'number' ? 'group' : 'person'
  const blocks = groups.map(({ value, steps: group }) => {
    const block = stepTable(group, toPrevious, who)
    return value === undefined ? block : `---${value}\n${block}`
  })
  const note = `Conversion and dropoff rates are relative to the ${toPrevious ? 'previous' : 'first'} step.`
  return [...rangeLine(told), ...blocks, note].join('\n\n')
}

function stepTable(group: JsonObject[], toPrevious: boolean, who: string): string {
  const counts = group.map((step) => Number(step['count'] ?? 0))
  const shares = counts.map((count, i) => {
    const base = counts[toPrevious ? i - 1 : 0]
    return i === 0 ? 1 : base ? count / base : 0
  })
  const times = (key: string) =>
    group.map((step, i) => (i > 0 && typeof step[key] === 'number' ? duration(step[key]) : '-'))
  return table([
    ['Metric', ...group.map(stepName)],
    [`Total ${who} count`, ...counts.map(String)],
    ['Conversion rate', ...shares.map(percent)],
    ['Dropoff rate', ...shares.map((share) => percent(1 - share))],
    ['Average conversion time', ...times('average_conversion_time')],
    ['Median conversion time', ...times('median_conversion_time')],
  ])
}

/** The event and, when somebody gave one, the name they gave it. */
export const stepName = ({ name, custom_name }: JsonObject): string => `${name}${custom_name ? ` ${custom_name}` : ''}`

/** `A -> B`: the first and the last step that count. */
function ends(query: JsonObject): string {
  const { funnelFromStep, funnelToStep } = objectOr(query['funnelsFilter'])
  const series = objectsOf(query['series'])
  const at = (index: unknown, otherwise: number) => {
    const { kind, id, event, name, custom_name, nodes } = series[typeof index === 'number' ? index : otherwise] ?? {}
    const several = objectsOf(nodes).map((node) => node['event'] || node['name'] || 'All events')
    if (kind === 'GroupNode') return stepName({ name: several.join(', '), custom_name })
    const plain = kind === 'ActionsNode' ? (name ?? `Action ${String(id)}`) : event || name || 'All events'
    return stepName({ name: plain, custom_name })
  }
  return `${at(funnelFromStep, 0)} -> ${at(funnelToStep, series.length - 1)}`
}

function timeToConvert(query: JsonObject, told: Told): string {
  const bins = listOf(objectOr(told.result)['bins']).map((bin) => listOf(bin).map(Number))
  const total = bins.reduce((sum, [, count = 0]) => sum + count, 0)
  if (total === 0) return NO_DATA
  const rows = bins.map(([start = 0, count = 0]) => [duration(start), percent(count / total)])
  const distribution = table([['Average time to convert', 'User distribution'], ...rows])
  return [...rangeLine(told), `Events: ${ends(query)}\n${distribution}`].join('\n\n')
}

function rates(query: JsonObject, told: Told): string {
  const name = ends(query)
  const columns = objectsOf(told.result).flatMap((item) => {
    const value = item['breakdown_value']
    const of = value === undefined ? '' : ` breakdown for the value \`${breakdownText(value)}\``
    const [days, data] = [listOf(item['days']), listOf(item['data']).map(Number)]
    const shown = (share: number) => percent(share / 100)
    return [
      { label: `${name} conversion${of}`, days, data: data.map(shown) },
      { label: `${name} drop-off${of}`, days, data: data.map((share) => shown(100 - share)) },
    ]
  })
  return bucketTable('Date', columns, String)
}
