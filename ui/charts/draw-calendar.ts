import type { CalendarHeatmap } from '../api/types.ts'
import type { CalendarDrawing, Unit } from './drawing.ts'

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const HOURS = 24

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
        days: WEEKDAYS.map((day, index) => ({
          name: day,
          total: matrix.rowAggregations.find(({ row }) => row === index + 1)?.value ?? 0,
          cells: Array.from({ length: HOURS }, (_, hour) => {
            const value = matrix.data.find(({ row, column }) => row === index + 1 && column === hour)?.value ?? 0
            return { value, share: busiest > 0 ? value / busiest : 0 }
          }),
        })),
      }
    }),
  }
}
