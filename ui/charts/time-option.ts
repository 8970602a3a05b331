/** A time drawing as the options of ECharts. Pure: colours and sizes come in as data. */
import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts'
import type { EChartsCoreOption } from 'echarts/core'
import type { DrawnSeries, TimeDrawing } from './drawing.ts'
import { compact } from './format.ts'
import { fade, type Palette } from './palette.ts'
import { BARE_TOOLTIP } from './tooltip.ts'

const PREVIOUS_OPACITY = 0.5

function lineWidths(series: DrawnSeries, palette: Palette) {
  const colour = palette.series[series.colour] ?? palette.muted
  return {
    color: series.previous ? fade(colour, PREVIOUS_OPACITY) : colour,
    width: series.previous ? 1.5 : 2,
    type: series.previous || series.dashed ? ([5, 4] satisfies number[]) : ('solid' as const),
  }
}

/** A line in two parts: what is over is solid; the step into the running interval is dashed. */
function lines(drawing: TimeDrawing, series: DrawnSeries, palette: Palette): LineSeriesOption[] {
  const style = lineWidths(series, palette)
  const area = drawing.shape === 'area'
  const last = drawing.days.length - 1
  const split = drawing.unfinished && !series.previous && last > 0
  const few = drawing.days.length <= 1
  const common: LineSeriesOption = {
    type: 'line',
    name: series.name,
    color: style.color,
    showSymbol: few,
    symbol: 'circle',
    symbolSize: few ? 8 : 7,
    smooth: false,
    animation: false,
    emphasis: { disabled: false, focus: 'none', lineStyle: { width: style.width } },
    z: series.previous ? 2 : 3,
  }
  const fill = (opacity: number) =>
    area && !series.previous ? { areaStyle: { color: fade(style.color.slice(0, 7), opacity) } } : {}
  const stack = (name: string) => (area && !series.previous ? { stack: name } : {})
  const solid: LineSeriesOption = {
    ...common,
    ...fill(0.28),
    ...stack('whole'),
    lineStyle: style,
    data: split ? series.values.slice(0, last) : series.values,
  }
  if (!split) return [solid]
  const running: LineSeriesOption = {
    ...common,
    ...fill(0.12),
    ...stack('running'),
    lineStyle: { ...style, type: [4, 4] },
    data: series.values.map((value, index) => (index >= last - 1 ? value : null)),
  }
  return [solid, running]
}

/** Of a bar thinner than this share of the axis, only the dashed outline would be seen. */
const OUTLINE_FROM = 0.04

function bars(
  drawing: TimeDrawing,
  series: DrawnSeries,
  palette: Palette,
  top: boolean,
  most: number,
): BarSeriesOption {
  const colour = palette.series[series.colour] ?? palette.muted
  const last = drawing.days.length - 1
  const stacked = drawing.shape === 'stacked-bar'
  const radius = top || !stacked ? [3, 3, 0, 0] : 0
  return {
    type: 'bar',
    name: series.name,
    animation: false,
    barMaxWidth: 48,
    barCategoryGap: '28%',
    barGap: '12%',
    itemStyle: { color: fade(colour, series.previous ? 0.4 : 1), borderRadius: radius },
    emphasis: { disabled: true },
    ...(stacked ? { stack: series.previous ? 'previous' : 'current' } : {}),
    data: series.values.map((value, index) =>
      drawing.unfinished && index === last && !series.previous && value !== null
        ? {
            value,
            itemStyle: {
              color: fade(colour, 0.3),
              borderRadius: radius,
              ...(Math.abs(value) > most * OUTLINE_FROM
                ? { borderColor: colour, borderType: [3, 3], borderWidth: 1 }
                : {}),
            },
          }
        : value,
    ),
  }
}

export function timeOption(
  drawing: TimeDrawing,
  hidden: ReadonlySet<string>,
  palette: Palette,
  width: number,
  tooltip: (index: number) => HTMLElement,
): EChartsCoreOption {
  const shown = drawing.series.filter((series) => !hidden.has(series.key))
  const isBars = drawing.shape === 'bar' || drawing.shape === 'stacked-bar'
  const most = maximum(shown)
  const topmost = shown.findLast((series) => !series.previous)
  const room = Math.max(2, Math.floor(width / 84))
  const every = Math.max(1, Math.ceil(drawing.labels.length / room))
  return {
    animation: false,
    textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif' },
    grid: { left: 4, right: 12, top: 10, bottom: 5, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: drawing.labels,
      boundaryGap: isBars || drawing.labels.length === 1,
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
      axisLabel: {
        color: palette.muted,
        fontSize: 12,
        hideOverlap: true,
        margin: 8,
        interval: (index: number) => (drawing.labels.length - 1 - index) % every === 0,
        alignMinLabel: isBars ? 'center' : 'left',
        alignMaxLabel: isBars ? 'center' : 'right',
      },
    },
    yAxis: {
      type: 'value',
      ...(hasNegative(shown) ? {} : { min: 0 }),
      splitNumber: 4,
      minInterval: drawing.unit.format === 'numeric' && (most >= 4 || areWhole(shown)) ? 1 : 0,
      ...(most === 0 ? { max: 4 } : {}),
      axisLabel: {
        color: palette.muted,
        fontSize: 12,
        margin: 8,
        formatter: (value: number) => compact(value, drawing.unit),
      },
      splitLine: { lineStyle: { color: palette.line, opacity: 0.75 } },
    },
    tooltip: {
      trigger: 'axis',
      confine: false,
      transitionDuration: 0,
      ...BARE_TOOLTIP,
      axisPointer: {
        type: isBars ? 'shadow' : 'line',
        lineStyle: { color: palette.muted, width: 1, type: 'solid', opacity: 0.6 },
        shadowStyle: { color: fade(palette.text, 0.05) },
      },
      formatter: (points: { dataIndex: number }[]) => tooltip(points[0]?.dataIndex ?? 0),
    },
    series: shown.flatMap((series): (BarSeriesOption | LineSeriesOption)[] =>
      isBars ? [bars(drawing, series, palette, series === topmost, most)] : lines(drawing, series, palette),
    ),
  }
}

const maximum = (series: DrawnSeries[]) =>
  series.reduce((most, one) => Math.max(most, ...one.values.map((value) => value ?? 0)), 0)

const areWhole = (series: DrawnSeries[]) =>
  series.every((one) => one.values.every((value) => Number.isInteger(value ?? 0)))

const hasNegative = (series: DrawnSeries[]) => series.some((one) => one.values.some((value) => (value ?? 0) < 0))
