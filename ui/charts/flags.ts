import { fullTime } from '../kit/age.tsx'
import type { TimeDrawing } from './drawing.ts'
import { endOf, localText } from './interval.ts'

/** A note on a moment, as a chart shows it. */
export interface Note {
  id: number
  at: string
  words: string
  by: string
}

/** Notes for a chart, and what to do when one is chosen, or a day without one. */
export interface Noted {
  notes: readonly Note[]
  timezone: string
  onOpen: (notes: readonly Note[]) => void
  /** Somebody wants a note there: the local text of the moment an interval begins. */
  onAdd: (day: string) => void
}

/** All notes of one interval: they share a flag. */
export interface Flag {
  index: number
  notes: Note[]
}

const DATE = /^\d{4}-\d{2}-\d{2}/
const full = (day: string) => (day.length === 10 ? `${day} 00:00:00` : day.replace('T', ' ').slice(0, 19))

/** Whether its places are moments at all: stickiness counts days, spans of time have no date. */
export const hasDates = ({ days }: TimeDrawing): boolean => days.length > 0 && days.every((day) => DATE.test(day))

/** Where notes stand on the axis: in the interval during which their moment was, in the zone of the chart. */
export function flagsOf(drawing: TimeDrawing, notes: readonly Note[], timezone: string): Flag[] {
  if (!hasDates(drawing)) return []
  const byPlace = new Map<number, Note[]>()
  for (const note of notes.toSorted((a, b) => a.at.localeCompare(b.at))) {
    const at = localText(new Date(note.at), timezone)
    const index = drawing.days.findIndex((day) => full(day) <= at && at < endOf(full(day), drawing.interval))
    if (index >= 0) byPlace.set(index, [...(byPlace.get(index) ?? []), note])
  }
  return [...byPlace].map(([index, noted]) => ({ index, notes: noted })).toSorted((a, b) => a.index - b.index)
}

/** When it was: the day, and the time of day where somebody gave one. */
export function whenWords(at: string, timezone: string): string {
  const words = fullTime(at, timezone).slice(0, -':00'.length)
  return words.replace(/, 00:00$/, '')
}

/** The moment that a clock of this zone shows as `2024-03-04 13:00`. */
export function momentOf(local: string, timezone: string): Date {
  const asUtc = new Date(`${full(local).slice(0, 16).replace(' ', 'T')}:00Z`)
  const ahead = (moment: Date) => Date.parse(`${localText(moment, timezone).replace(' ', 'T')}Z`) - moment.getTime()
  // Twice, because the clock may be turned between the guess and the moment.
  const guess = new Date(asUtc.getTime() - ahead(asUtc))
  return new Date(asUtc.getTime() - ahead(guess))
}
