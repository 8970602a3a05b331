import { SERIES_COLOURS } from './drawing.ts'

export interface Palette {
  series: string[]
  text: string
  muted: string
  line: string
  surface: string
  good: string
  danger: string
  dark: boolean
}

/** The colours in force where the chart stands: the tokens stay the single source, in either theme. */
export function readPalette(at: HTMLElement): Palette {
  const probe = document.createElement('span')
  at.append(probe)
  const read = (name: string) => {
    probe.style.color = `var(--${name})`
    return toHex(getComputedStyle(probe).color)
  }
  const palette = {
    series: Array.from({ length: SERIES_COLOURS + 1 }, (_, index) => read(`series-${index + 1}`)),
    text: read('text'),
    muted: read('muted'),
    line: read('line'),
    surface: read('surface'),
    good: read('good'),
    danger: read('danger'),
    dark: isDark(probe),
  }
  probe.remove()
  return palette
}

function isDark(probe: HTMLElement): boolean {
  probe.style.color = 'light-dark(#000000, #ffffff)'
  return toHex(getComputedStyle(probe).color) === '#ffffff'
}

const toHex = (rgb: string) => {
  const channels = rgb
    .match(/[\d.]+/g)
    ?.slice(0, 3)
    .map(Number) ?? [0, 0, 0]
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}

/** `#rrggbb` with an opacity from 0 to 1. */
export const fade = (hex: string, opacity: number) =>
  hex +
  Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')
