/**
 * A chart as an image for a slide: title, question, the whole chart and from when it is. It is drawn from the drawing model
 * and not from the page, so that nothing is cut off that scrolls there, and its size does not follow the window's.
 */
import type { Drawing } from '../drawing.ts'
import { isFlat, NOTHING_BUT_ZEROS } from '../from-result.ts'
import { entriesOf } from '../legend-entries.ts'
import { readPalette } from '../palette.ts'
import { tableOf } from '../table-of.ts'
import { funnelPart } from './funnel-part.ts'
import { calendarPart, retentionPart } from './grid-parts.ts'
import { legendPart } from './legend-part.ts'
import { note, type Part, type Pen, penOn, stacked } from './pen.ts'
import { tablePart } from './table-part.ts'
import { numberPart, valuesPart } from './value-parts.ts'

/** Sharp on the screens that slides are shown on. */
const SCALE = 2
const PADDING = 32
const ROOM = 960 - 2 * PADDING

interface ImageOfChart {
  title: string
  /** The question in words. */
  line: string
  /** From when to when, and as of when. */
  foot: string
  drawing: Drawing
}

async function chartPart(pen: Pen, drawing: Drawing): Promise<Part> {
  switch (drawing.kind) {
    case 'time':
    case 'paths': {
      const { echartsPart } = await import('./echarts-part.ts')
      return echartsPart(pen, drawing, ROOM, SCALE)
    }
    case 'values': {
      if (drawing.shape !== 'pie') return valuesPart(pen, drawing, ROOM)
      const { echartsPart } = await import('./echarts-part.ts')
      return echartsPart(pen, drawing, ROOM, SCALE)
    }
    case 'number':
      return numberPart(pen, drawing)
    case 'funnel':
      return funnelPart(pen, drawing, ROOM)
    case 'retention':
      return retentionPart(pen, drawing, ROOM)
    case 'calendar':
      return calendarPart(pen, drawing, ROOM)
    case 'table':
      return tablePart(pen, tableOf(drawing), ROOM)
    case 'empty':
      return note(pen, 'Nothing to draw')
  }
}

function headPart(pen: Pen, { title, line }: ImageOfChart, room: number): Part {
  const titleType = { size: 22, weight: 600, room } as const
  const lineType = { size: 13, colour: pen.palette.muted, room } as const
  const titles = pen.lines(title, 2, titleType)
  const lines = line ? pen.lines(line, 3, lineType) : []
  return {
    width: 0,
    height: titles.length * 30 + (lines.length > 0 ? 4 + lines.length * 20 : 0),
    draw() {
      for (const [index, words] of titles.entries()) pen.text(words, 0, index * 30 + 15, titleType)
      const top = titles.length * 30 + 4
      for (const [index, words] of lines.entries()) pen.text(words, 0, top + index * 20 + 10, lineType)
    },
  }
}

export async function chartImage(what: ImageOfChart): Promise<Blob> {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser cannot draw an image.')
  await Promise.all([400, 500, 600].map((weight) => document.fonts.load(`${weight} 13px "Inter Variable"`)))
  const palette = readPalette(document.body)
  const pen = penOn(context, palette)
  const chart = await chartPart(pen, what.drawing)
  const entries = entriesOf(what.drawing)
  const room = Math.max(ROOM, chart.width)
  // A pie says only there how much it is of.
  const legend = entries.length > (what.drawing.kind === 'values' ? 0 : 1) ? [legendPart(pen, entries, room)] : []
  const zeros = isFlat(what.drawing) ? [note(pen, NOTHING_BUT_ZEROS)] : []
  const body = stacked(pen, [chart, ...legend, ...zeros], 12)
  const whole = stacked(pen, [headPart(pen, what, room), body, note(pen, what.foot)], 20)
  canvas.width = Math.ceil(room + 2 * PADDING) * SCALE
  canvas.height = Math.ceil(whole.height + 2 * PADDING) * SCALE
  context.scale(SCALE, SCALE)
  pen.box(0, 0, canvas.width, canvas.height, palette.surface)
  pen.at(PADDING, PADDING, whole.draw)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The image is too large.'))), 'image/png'),
  )
}
