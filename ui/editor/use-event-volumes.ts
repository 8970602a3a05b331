import { useQuery } from '@tanstack/react-query'
import { eventNamesQuery, PAGE_SIZE, volumeQuery } from '../api/definitions.ts'

/** How often each of the events that were seen last came in 30 days. */
export function useEventVolumes(project: number): ReadonlyMap<string, number> {
  const { data: events } = useQuery(eventNamesQuery(project))
  const names = (events?.results ?? []).slice(0, PAGE_SIZE).map(({ name }) => name)
  const { data: days } = useQuery(volumeQuery(project, names))
  return new Map([...(days ?? [])].map(([name, counts]) => [name, counts.reduce((sum, count) => sum + count, 0)]))
}
