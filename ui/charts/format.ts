import type { Unit } from './drawing.ts'

const compactForm = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 })
const shortForm = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 2 })
const exactForm = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })
const hugeForm = new Intl.NumberFormat('en', { notation: 'scientific', maximumSignificantDigits: 3 })
const smallForm = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })
const percentForm = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

export const PLAIN: Unit = { format: 'numeric', prefix: '', postfix: '' }

const TIMES = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'm'],
  [1, 's'],
] as const

/** `133` → `2 m 13 s`: the largest unit and the one below it, rounded to that, and neither where it is zero. */
export function duration(seconds: number): string {
  const sign = seconds < 0 ? '−' : ''
  const length = Math.abs(seconds)
  if (length < 0.9995) return length === 0 ? '0 s' : `${sign}${Math.max(1, Math.round(length * 1000))} ms`
  const at = TIMES.findIndex(([size]) => Math.round(length) >= size)
  const [least] = TIMES[at + 1] ?? TIMES[3]
  let rest = Math.round(length / least) * least
  const parts = TIMES.flatMap(([size, name]) => {
    const count = Math.floor(rest / size)
    rest -= count * size
    return count > 0 ? [`${count} ${name}`] : []
  })
  return sign + parts.join(' ')
}

function write(value: number, unit: Unit, form: Intl.NumberFormat): string {
  const body = (() => {
    switch (unit.format) {
      case 'duration':
        return duration(value)
      case 'duration_ms':
        return duration(value / 1000)
      case 'percentage':
        return `${form.format(value)}%`
      case 'percentage_scaled':
        return percentForm.format(value)
      default:
        return form.format(value)
    }
  })()
  // The sign stands before the unit: −$5.
  const below = body.startsWith('-') || body.startsWith('−')
  return (below ? '−' : '') + unit.prefix + (below ? body.slice(1) : body) + unit.postfix
}

/** There is no letter after T. */
const HUGE = 1e15
const lettered = (form: Intl.NumberFormat) => (value: number) => (Math.abs(value) < HUGE ? form : hugeForm)
const compactFor = lettered(compactForm)
const shortFor = lettered(shortForm)
/** What is there at all is not written as zero. */
const exactFor = (value: number) => (value !== 0 && Math.abs(value) < 0.1 ? smallForm : exactForm)

/** For axes and big numbers: `12.3K`. */
export const compact = (value: number, unit: Unit = PLAIN) => write(value, unit, compactFor(value))

/** For cells that are narrow: `1.1K`, and whole up to a thousand. */
export const short = (value: number, unit: Unit = PLAIN) =>
  write(value, unit, Math.abs(value) < 999.5 ? compactForm : shortFor(value))

/** For hover, tables and copies: `12,345.67`. */
export const exact = (value: number, unit: Unit = PLAIN) => write(value, unit, exactFor(value))

export const percent = (share: number) => percentForm.format(share).replace('-', '−')

const columnForm = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** For a column of shares: points stand below each other, and what is there at all is not called nothing. */
export const percentInColumn = (share: number) =>
  share > 0 && share < 0.0005 ? '<0.1%' : columnForm.format(share).replace('-', '−')

export interface Change {
  direction: 'up' | 'down' | 'same'
  /** Signed words: `+12.5%`, `−3%`, `new`. */
  words: string
}

/** How a value stands against an earlier one; without an earlier value there is no share to speak of. */
export function change(value: number, previous: number): Change {
  if (value === previous) return { direction: 'same', words: '0%' }
  const direction = value > previous ? 'up' : 'down'
  if (previous === 0) return { direction, words: 'from 0' }
  const share = (value - previous) / Math.abs(previous)
  const size = Math.abs(share) >= 10 ? `${compactForm.format(Math.abs(share))}×` : percentForm.format(Math.abs(share))
  return { direction, words: `${share > 0 ? '+' : '−'}${size}` }
}

const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB'] as const

/** `812 bytes`, `3.4 MB`. */
export function byteWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  const power = Math.min(BYTE_UNITS.length, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${value.toFixed(value < 9.95 ? 1 : 0)} ${BYTE_UNITS[power - 1]}`
}
