import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const THEMES = ['light', 'dark'] as const
type Rgb = [number, number, number]

function token(name: string, theme: (typeof THEMES)[number]): Rgb {
  const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css)
  const hex = found?.[theme === 'light' ? 1 : 2]
  if (!hex) throw new Error(`no token --${name}`)
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255
  return [channel(1), channel(3), channel(5)]
}

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
const luminance = (colour: Rgb) => {
  const [r, g, b] = colour.map(linear)
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
function contrast(a: Rgb, b: Rgb) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high! + 0.05) / (low! + 0.05)
}

/** Machado, Oliveira and Fernandes (2009), full severity, applied to linear light. */
const SIGHT = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function lab(colour: Rgb, sight: keyof typeof SIGHT): Rgb {
  const light = colour.map(linear)
  const [r, g, b] = SIGHT[sight].map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((total, weight, at) => total + weight * light[at]!, 0),
      ),
    ),
  )
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116)
  const x = f((0.4124 * r! + 0.3576 * g! + 0.1805 * b!) / 0.95047)
  const y = f(0.2126 * r! + 0.7152 * g! + 0.0722 * b!)
  const z = f((0.0193 * r! + 0.1192 * g! + 0.9505 * b!) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** CIE 1976: plain distance in L*a*b*. */
const distance = (one: Rgb, other: Rgb) => Math.hypot(...one.map((value, at) => value - other[at]!))

const SERIES = Array.from({ length: 8 }, (_, index) => `series-${index + 1}`)

describe.each(THEMES)('%s tokens', (theme) => {
  it.each(['ground', 'surface'])('keep text readable on the %s', (under) => {
    for (const name of ['text', 'muted', 'accent', 'danger', 'good']) {
      expect(contrast(token(name, theme), token(under, theme)), name).toBeGreaterThanOrEqual(5)
    }
    for (const name of SERIES) expect(contrast(token(name, theme), token(under, theme)), name).toBeGreaterThanOrEqual(3)
  })

  it('keep the words on the primary button readable', () => {
    expect(contrast(token('on-accent', theme), token('accent', theme))).toBeGreaterThanOrEqual(5)
  })

  it.each(['usual', 'protanopia', 'deuteranopia', 'tritanopia'] as const)('stay apart with %s sight', (sight) => {
    const seen = SERIES.map((name) => lab(token(name, theme), sight))
    const distances = (count: number) =>
      seen.slice(0, count).flatMap((one, at) => seen.slice(at + 1, count).map((other) => distance(one, other)))
    expect(Math.min(...distances(6))).toBeGreaterThanOrEqual(16.5)
    expect(Math.min(...distances(8))).toBeGreaterThanOrEqual(12.3)
  })
})
