import type { Interval } from '../api/types.ts'

/** What a chart component draws: plain data, already named, ordered, cut and coloured. */

export interface Unit {
  format: 'numeric' | 'duration' | 'duration_ms' | 'percentage' | 'percentage_scaled' | 'currency'
  prefix: string
  postfix: string
}

export interface DrawnSeries {
  key: string
  name: string
  values: (number | null)[]
  /** Sum over the range, or the server's own total. */
  total: number
  /** 0–7, an index into the series colours; 8 for what was added up into "Other". */
  colour: number
  /** A ninth and later series repeats a colour and is told apart by a dash. */
  dashed: boolean
  /** The compared period: same hue, lighter, dashed. */
  previous: boolean
  days: string[]
}

export interface TimeDrawing {
  kind: 'time'
  shape: 'line' | 'area' | 'bar' | 'stacked-bar'
  interval: Interval
  days: string[]
  labels: string[]
  /** Labels of the compared period, aligned by position. */
  previousLabels: string[]
  series: DrawnSeries[]
  /** The last interval was not over when this was computed. */
  unfinished: boolean
  /** How many series were folded into "Other" or left out. */
  folded: number
  unit: Unit
}

export interface NumberDrawing {
  kind: 'number'
  name: string
  value: number
  previous: number | undefined
  unit: Unit
}

export interface DrawnValue {
  key: string
  name: string
  value: number
  previous: number | undefined
  share: number
  colour: number
}

export interface ValuesDrawing {
  kind: 'values'
  shape: 'pie' | 'bars' | 'table'
  rows: DrawnValue[]
  total: number
  folded: number
  unit: Unit
}

export interface TableDrawing {
  kind: 'table'
  columns: string[]
  rows: (string | number | null)[][]
}

export interface EmptyDrawing {
  kind: 'empty'
  why: 'no-series' | 'no-events' | 'not-computed'
}

export type Drawing = TimeDrawing | NumberDrawing | ValuesDrawing | TableDrawing | EmptyDrawing

export const SERIES_COLOURS = 8
/** The quiet colour of everything that was added up into "Other". */
export const OTHER_COLOUR = 8
