import { wordsFor } from '../api/client.ts'
import type { QueryNode } from '../api/types.ts'
import type { Drawing } from '../charts/drawing.ts'
import { sourceOf } from '../charts/from-result.ts'
import { fullTime } from '../kit/age.tsx'
import { rangeOfDays } from '../kit/date-range.ts'
import { saveFile } from '../kit/save-file.ts'
import { toast } from '../kit/toast.tsx'
import { isInsightQuery } from './kinds.ts'
import { lineFor } from './sentence.ts'

interface Answered {
  query: QueryNode | null
  last_refresh?: string | null
  timezone?: string | null
  resolved_date_range?: { date_from: string; date_to: string } | null
}

/** What the title does not say of the question already: of an insight without a name of its own, that is the range. */
export function lineBeside(title: string, line: string): string {
  const rest = line === title ? '' : line.startsWith(`${title}, `) ? line.slice(title.length + 2) : line
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** Which days it is about and from when it is, so that the image can stand alone. */
export function footOf({ resolved_date_range: range, last_refresh: at, timezone }: Answered, zone: string): string {
  const there = timezone ?? zone
  return [range ? rangeOfDays(range, there) : '', at ? `as of ${fullTime(at, there)}` : '', there]
    .filter(Boolean)
    .join(' · ')
    .replace(/^as/, 'As')
}

/** Saves a chart as a PNG that carries its title, question and range. What draws it is loaded when it is asked for. */
export async function exportImage(title: string, drawing: Drawing, of: Answered, timezone: string): Promise<void> {
  try {
    const { chartImage } = await import('../charts/image/chart-image.ts')
    const line = isInsightQuery(sourceOf(of.query)) ? lineBeside(title, lineFor(of.query)) : ''
    saveFile(`${title}.png`, await chartImage({ title, line, foot: footOf(of, timezone), drawing }), 'image/png')
  } catch (error) {
    toast(`The image could not be made: ${wordsFor(error)}`, { tone: 'danger' })
  }
}
