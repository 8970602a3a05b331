import type { Interval } from '../api/types.ts'

/** What a chart component draws: plain data, already named, ordered, cut and coloured. */

export interface Unit {
  format: 'numeric' | 'duration' | 'duration_ms' | 'percentage' | 'percentage_scaled' | 'currency'
  prefix: string
  postfix: string
}

/** Which part of the answer a mark stands for, so that the people behind it can be asked for. */
export interface Point {
  series: number
  breakdown?: unknown
  compare?: 'current' | 'previous'
  /** Of a lifecycle. */
  status?: string
  /** Several values were added up here, in the page: nobody can be asked who stands behind them together. */
  addedUp?: true
}

/** Days that somebody chose on a chart, both included. */
export interface Zoomed {
  from: string
  to: string
}

/** A mark that somebody chose, told as the API's queries for actors want it. */
export type Picked =
  | { kind: 'point'; point: Point; day: string | undefined; words: string }
  | { kind: 'step'; step: number; reached: boolean; breakdown: unknown; words: string }
  /** Of a row, all who began there or those who were there again in a column. */
  | { kind: 'row'; row: number; column?: number; breakdown: unknown; words: string }

export interface DrawnSeries {
  key: string
  point: Point
  name: string
  values: (number | null)[]
  /** Sum over the range, or the server's own total. */
  total: number
  /** Its values are shares, averages or the like: their sum orders the series and is shown to nobody. */
  sumless?: true
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
  /** How many series or values stand behind it: only the first is shown. */
  of: number
  unit: Unit
}

export interface DrawnValue {
  key: string
  point: Point
  name: string
  value: number
  previous: number | undefined
  /** Of all values together; absent where they make no whole, as averages do. */
  share?: number
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

interface TableDrawing {
  kind: 'table'
  columns: string[]
  rows: (string | number | null)[][]
}

export interface DrawnStep {
  name: string
  count: number
  /** Share of those who began, 0 to 1. */
  share: number
  /** Share of those who reached the step before, 0 to 1. */
  stepShare: number
  /** How many of those at the step before did not come here. */
  lost: number
  /** Seconds since the step before: mean and median over those who took it. */
  average: number | null
  median: number | null
}

/** Steps of one funnel, or of one for each value of a breakdown. */
export interface FunnelDrawing {
  kind: 'funnel'
  funnels: DrawnFunnel[]
  /** How many values were added up into "Other" or left out. */
  folded: number
}

export interface DrawnFunnel {
  key: string
  name: string
  colour: number
  breakdown: unknown
  /** Several values were added up here. */
  addedUp: boolean
  steps: DrawnStep[]
}

/** People by when they began (rows) and how long after they came back (columns). */
export interface RetentionDrawing {
  kind: 'retention'
  columns: string[]
  rows: RetentionRow[]
  mean: (number | null)[]
}

interface RetentionRow {
  key: string
  /** The value of a breakdown, if there is one, and the date. */
  name: string
  value?: string
  date: string
  size: number
  index: number
  breakdown: unknown
  cells: RetentionCell[]
}

export interface RetentionCell {
  count: number
  share: number
  /** Not over yet, or still to come. */
  state: 'over' | 'running' | 'future'
}

/** Steps that follow each other; a node is an item at a place in the path. */
export interface PathsDrawing {
  kind: 'paths'
  /** A key is the step, `_` and the item. */
  nodes: { key: string; step: number; total: number }[]
  links: { source: string; target: string; value: number; seconds: number }[]
}

/** A week by its days and hours, one for each series. */
export interface CalendarDrawing {
  kind: 'calendar'
  weeks: {
    name: string
    total: number
    /** All days together. */
    hours: number[]
    days: { name: string; total: number; cells: { value: number; share: number }[] }[]
  }[]
  unit: Unit
}

export interface EmptyDrawing {
  kind: 'empty'
  why: 'no-series' | 'no-action' | 'no-events' | 'no-paths' | 'not-computed'
}

export type Drawing =
  | TimeDrawing
  | NumberDrawing
  | ValuesDrawing
  | FunnelDrawing
  | RetentionDrawing
  | PathsDrawing
  | CalendarDrawing
  | TableDrawing
  | EmptyDrawing

export const SERIES_COLOURS = 8
/** The quiet colour of everything that was added up into "Other". */
export const OTHER_COLOUR = 8
