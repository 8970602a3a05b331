import type { CalendarDrawing } from './drawing.ts'
import { compact, exact, short } from './format.ts'
import './calendar-grid.css'

const hourWords = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** When in the week it happens: one hue, darker for more. */
export function CalendarGrid({ drawing }: { drawing: CalendarDrawing }) {
  const { unit, weeks } = drawing
  return (
    // biome-ignore lint/a11y/useSemanticElements: a box of its own, but no landmark
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard
    <div className="calendar" tabIndex={0} role="group" aria-label="By weekday and hour">
      {weeks.map((week) => (
        <table key={week.name}>
          {weeks.length > 1 && <caption>{week.name}</caption>}
          <thead>
            <tr>
              <td />
              {week.hours.map((_, hour) => (
                <th key={hourWords(hour)} scope="col" title={hourWords(hour)}>
                  {hour}
                </th>
              ))}
              <th scope="col">All</th>
            </tr>
          </thead>
          <tbody>
            {week.days.map((day) => (
              <tr key={day.name}>
                <th scope="row">{day.name}</th>
                {day.cells.map(({ value, share }, hour) => (
                  <td key={hourWords(hour)}>
                    <span
                      className="calendar-cell"
                      data-none={value === 0 || undefined}
                      style={{ '--share': share }}
                      title={`${day.name} ${hourWords(hour)}: ${exact(value, unit)}`}
                    >
                      {value === 0 ? '' : short(value, unit)}
                    </span>
                  </td>
                ))}
                <td className="calendar-sum">{compact(day.total, unit)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All</th>
              {week.hours.map((value, hour) => (
                <td key={hourWords(hour)} className="calendar-sum" title={exact(value, unit)}>
                  {value === 0 ? '' : short(value, unit)}
                </td>
              ))}
              <td className="calendar-sum">{compact(week.total, unit)}</td>
            </tr>
          </tfoot>
        </table>
      ))}
    </div>
  )
}
