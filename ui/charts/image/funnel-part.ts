import type { DrawnStep, FunnelDrawing } from '../drawing.ts'
import { duration, exact, percent } from '../format.ts'
import { mixed, type Part, type Pen, stacked } from './pen.ts'

const NAME = 32
const BAR = 260
const GAP = 16
const LEAST_BAR = 48
const LEAST_STEP = 150

/** Steps side by side, each with the bars of its values and the numbers below them. */
export function funnelPart(pen: Pen, { funnels }: FunnelDrawing, room: number): Part {
  const { series, muted, surface, text } = pen.palette
  const names = funnels[0]?.steps.map(({ name }) => name) ?? []
  const several = funnels.length > 1
  const least = Math.max(LEAST_STEP, funnels.length * LEAST_BAR)
  const step = Math.max(least, (room + GAP) / names.length - GAP)
  const bar = (step + 6) / funnels.length - 6
  const words = (one: DrawnStep, index: number) => [
    index === 0 ? 'began' : one.lost > 0 ? `−${exact(one.lost)} here` : 'nobody lost',
    ...(one.median === null ? [] : [`after ${duration(one.median)}`]),
  ]
  const one = (at: number, value: number) => {
    const drawn = funnels[value]?.steps[at]
    if (!drawn) return
    const colour = series[several ? (funnels[value]?.colour ?? 0) : 0] ?? text
    const full = drawn.count > 0 ? Math.max(2, BAR * drawn.share) : 0
    pen.hatch(0, 0, bar, BAR, mixed(text, 5, surface), 6)
    pen.box(0, BAR - full, bar, full, colour, full > 8 ? [4, 4, 6, 6] : 0)
    pen.text(percent(drawn.share), 0, BAR + 18, { weight: 600, room: bar })
    pen.text(exact(drawn.count), 0, BAR + 38, { room: bar })
    if (several) return
    pen.text(words(drawn, at).join(', '), 0, BAR + 58, { size: 12, colour: muted, room: bar })
  }
  const steps: Part = {
    width: names.length * (step + GAP) - GAP,
    height: NAME + BAR + (several ? 50 : 70),
    draw() {
      for (const [at, name] of names.entries()) {
        const x = at * (step + GAP)
        pen.text(`${at + 1}. ${name}`, x, NAME / 2 - 2, { weight: 500, room: step })
        for (let value = 0; value < funnels.length; value++) pen.at(x + value * (bar + 6), NAME, () => one(at, value))
      }
    },
  }
  return several ? stacked(pen, [steps, legend(pen, funnels, steps.width)], 12) : steps
}

function legend(pen: Pen, funnels: FunnelDrawing['funnels'], room: number): Part {
  let [x, y] = [0, 0]
  const placed = funnels.map(({ name, colour, steps }) => {
    const share = percent(steps.at(-1)?.share ?? 0)
    const named = Math.min(220, pen.width(name, { size: 12 }))
    const length = 16 + named + 6 + pen.width(share, { size: 12 }) + 18
    if (x > 0 && x + length > room) [x, y] = [0, y + 24]
    const place = { x, y, name, named, share, colour: pen.palette.series[colour] ?? pen.palette.muted }
    x += length
    return place
  })
  return {
    width: room,
    height: y + 24,
    draw() {
      for (const { x, y, name, named, share, colour } of placed) {
        pen.box(x, y + 7, 10, 10, colour, 3)
        pen.text(name, x + 16, y + 12, { size: 12, room: named + 1 })
        pen.text(share, x + 22 + named, y + 12, { size: 12, colour: pen.palette.muted })
      }
    },
  }
}
