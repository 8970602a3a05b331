import type { Palette } from '../palette.ts'

export interface Type {
  size?: number
  weight?: 400 | 500 | 600
  colour?: string
  align?: 'left' | 'center' | 'right'
  /** Longer words are cut, with an ellipsis. */
  room?: number
}

/** Behind a space, and behind the letters and stops of a script that sets none. */
const BREAK = /(?<=\s)|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。！？])(?!\p{P})/u

/** Words in lines that fit; the last of `most` lines holds the rest. */
export function broken(words: string, most: number, fits: (line: string) => boolean): string[] {
  const lines: string[] = []
  for (const part of words.replaceAll(/\s+/g, ' ').split(BREAK)) {
    const last = lines.at(-1)
    const joined = `${last ?? ''}${part}`
    if (last !== undefined && lines.length < most && !fits(joined.trimEnd())) lines.push(part)
    else lines.splice(-1, 1, joined)
  }
  return lines.map((line) => line.trim())
}

/** Draws on a canvas with the type and the colours of the page. Words stand on the middle of their line. */
export type Pen = ReturnType<typeof penOn>

/** From one slanting line to the next, along the edge. */
const HATCH = 11
const FAMILY = '"Inter Variable", system-ui, sans-serif'

export function penOn(canvas: CanvasRenderingContext2D, palette: Palette) {
  const take = ({ size = 13, weight = 400, colour = palette.text, align = 'left' }: Type) => {
    canvas.font = `${weight} ${size}px ${FAMILY}`
    canvas.fillStyle = colour
    canvas.textAlign = align
    canvas.textBaseline = 'middle'
  }
  const width = (words: string, type: Type = {}) => {
    take(type)
    return canvas.measureText(words).width
  }
  const cut = (words: string, type: Type): string => {
    if (type.room === undefined || width(words, type) <= type.room) return words
    const letters = [...words]
    let [fits, most] = [0, letters.length]
    while (fits < most) {
      const middle = Math.ceil((fits + most) / 2)
      if (width(`${letters.slice(0, middle).join('')}…`, type) <= type.room) fits = middle
      else most = middle - 1
    }
    return `${letters.slice(0, fits).join('').trimEnd()}…`
  }
  return {
    palette,
    width,
    text(words: string, x: number, y: number, type: Type = {}) {
      const fitting = cut(words, type)
      take(type)
      canvas.fillText(fitting, x, y)
    },
    /** Words broken into lines that fit; the last of `most` lines holds the rest and is cut. */
    lines: (words: string, most: number, type: Type & { room: number }): string[] =>
      broken(words, most, (line) => width(line, type) <= type.room),
    box(x: number, y: number, w: number, h: number, colour: string, radius: number | number[] = 0) {
      canvas.fillStyle = colour
      canvas.beginPath()
      canvas.roundRect(x, y, Math.max(0, w), Math.max(0, h), radius)
      canvas.fill()
    },
    /** Slanting lines: not over yet, or not reached. */
    hatch(x: number, y: number, w: number, h: number, colour: string, radius: number) {
      canvas.save()
      canvas.beginPath()
      canvas.roundRect(x, y, w, h, radius)
      canvas.clip()
      canvas.strokeStyle = colour
      canvas.lineWidth = 4
      canvas.beginPath()
      for (let left = x - h; left < x + w; left += HATCH) {
        canvas.moveTo(left, y + h)
        canvas.lineTo(left + h, y)
      }
      canvas.stroke()
      canvas.restore()
    },
    /** A short line, as a legend shows it. */
    stroke(x: number, y: number, length: number, colour: string, dash: number[]) {
      canvas.strokeStyle = colour
      canvas.lineWidth = 3
      canvas.setLineDash(dash)
      canvas.beginPath()
      canvas.moveTo(x, y)
      canvas.lineTo(x + length, y)
      canvas.stroke()
      canvas.setLineDash([])
    },
    paste(picture: CanvasImageSource, x: number, y: number, w: number, h: number) {
      canvas.drawImage(picture, x, y, w, h)
    },
    at<Drawn>(x: number, y: number, draw: () => Drawn): Drawn {
      canvas.save()
      canvas.translate(x, y)
      const drawn = draw()
      canvas.restore()
      return drawn
    },
  }
}

/** A part of an image: how much room it takes, and how it is drawn from its upper left corner. */
export interface Part {
  width: number
  height: number
  draw: () => void
}

/** As much of a colour over the ground as the page's own grids mix. */
export const mixed = (colour: string, percent: number, ground: string) =>
  `color-mix(in oklab, ${colour} ${percent}%, ${ground})`

/** Parts below each other. */
export function stacked(pen: Pen, parts: readonly Part[], gap: number): Part {
  return {
    width: Math.max(0, ...parts.map((part) => part.width)),
    height: parts.reduce((sum, part) => sum + part.height, Math.max(0, parts.length - 1) * gap),
    draw() {
      let y = 0
      for (const part of parts) {
        pen.at(0, y, part.draw)
        y += part.height + gap
      }
    },
  }
}

export const note = (pen: Pen, words: string): Part => ({
  width: pen.width(words, { size: 12 }),
  height: 20,
  draw: () => pen.text(words, 0, 10, { size: 12, colour: pen.palette.muted }),
})
