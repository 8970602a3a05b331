import type { CalendarHeatmap } from '../api/types.ts'
import type { CalendarDrawing, Unit } from './drawing.ts'

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((name, index) => ({ name, row: index + 1 }))
const HOURS = 24

/** The days in the order of the project's weeks. */
const daysFrom = (start: 0 | 1 | undefined) => (start === 0 ? [...DAYS.slice(-1), ...DAYS.slice(0, -1)] : DAYS)

/** A week by its days and hours; a share of 1 is the busiest hour of that series. */
export function drawCalendar(items: { name: string; matrix: CalendarHeatmap }[], unit: Unit): CalendarDrawing {
  return {
    kind: 'calendar',
    unit,
    weeks: items.map(({ name, matrix }) => {
      const busiest = Math.max(...matrix.data.map(({ value }) => value), 0)
      return {
        name,
        total: matrix.allAggregations,
        hours: Array.from(
          { length: HOURS },
          (_, hour) => matrix.columnAggregations.find(({ column }) => column === hour)?.value ?? 0,
        ),
        days: daysFrom(matrix.weekStartDay).map(({ name: day, row: at }) => ({
          name: day,
          total: matrix.rowAggregations.find(({ row }) => row === at)?.value ?? 0,
          cells: Array.from({ length: HOURS }, (_, hour) => {
            const value = matrix.data.find(({ row, column }) => row === at && column === hour)?.value ?? 0
            return { value, share: busiest > 0 ? value / busiest : 0 }
          }),
        })),
      }
    }),
  }
}
