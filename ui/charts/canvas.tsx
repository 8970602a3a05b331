import { type ECharts, type EChartsCoreOption, init } from 'echarts/core'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useIsDark } from '../kit/theme.ts'
import { type OnAxis, useAxis } from './on-axis.ts'
import { type Palette, readPalette } from './palette.ts'
import { usePicking } from './picking.ts'
import { selectRange } from './select-range.ts'

interface CanvasProps {
  /** Read aloud instead of the picture. */
  label: string
  /** How many places the arrow keys can visit. */
  places: number
  /** Words for one place, spoken as the arrows move. */
  wordsAt: (index: number) => string
  /** A drag chose the places from one to another; a double click wants the wider view back. */
  onSelect?: ((first: number, last: number) => void) | undefined
  onBack?: (() => void) | undefined
  /** A click, or Enter at the place the arrows reached: the place, the value at that height, and the series it hit. */
  onPick?: ((index: number, value: number, mark?: number) => void) | undefined
  /** What a click means: a place along the axis, or the mark it hits where there is no axis. */
  picks?: 'places' | 'marks'
  /** What stands over the picture along its axis; drawn again whenever the places move. */
  over?: ((axis: OnAxis) => ReactNode) | undefined
  /** `m` at the place the arrows reached. */
  onMark?: ((index: number) => void) | undefined
  option: (palette: Palette, width: number) => EChartsCoreOption
}

/** One drawing surface: sized by its box, redrawn when the option or the theme changes, walked with the arrow keys. */
export function Canvas({
  label,
  places,
  wordsAt,
  option,
  onSelect,
  onBack,
  onPick,
  picks = 'places',
  over,
  onMark,
}: CanvasProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts>(undefined)
  const shade = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<number>()
  const dark = useIsDark()

  useEffect(() => {
    const element = box.current
    if (!element) return
    const drawn = init(element, null, { renderer: 'canvas' })
    chart.current = drawn
    const observer = new ResizeObserver(() => drawn.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      drawn.dispose()
      chart.current = undefined
    }
  }, [])

  useEffect(() => {
    if (!chart.current || !shade.current || !onSelect) return
    return selectRange({
      chart: chart.current,
      shade: shade.current,
      places,
      onSelect,
      onBack: onBack ?? (() => undefined),
    })
  }, [places, onSelect, onBack])

  usePicking({ chart, places, picks, onPick, waits: onBack !== undefined })
  const axis = useAxis(chart, places, over !== undefined)

  // `dark` is read through the tokens: a change of theme must draw again.
  useEffect(() => {
    if (box.current)
      chart.current?.setOption(option(readPalette(box.current), box.current.clientWidth), { notMerge: true })
  }, [option, dark])

  const show = (next: number) => {
    setPlace(next)
    chart.current?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: next })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && place !== undefined) onPick?.(place, Number.POSITIVE_INFINITY)
    if (event.key === 'm' && place !== undefined && onMark) {
      event.stopPropagation()
      onMark(place)
    }
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0 || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    show(Math.min(places - 1, Math.max(0, (place ?? (step > 0 ? -1 : places)) + step)))
  }
  const leave = () => {
    setPlace(undefined)
    chart.current?.dispatchAction({ type: 'hideTip' })
  }
  return (
    <div className="chart-surface">
      <div
        ref={box}
        className="chart-canvas"
        role="img"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk through the chart
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={leave}
      />
      <span className="sr" aria-live="polite">
        {place === undefined ? '' : wordsAt(place)}
      </span>
      <div ref={shade} className="chart-shade" />
      {axis && over?.(axis)}
    </div>
  )
}
