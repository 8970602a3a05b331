import type { TooltipTable } from './table-of.ts'
import './tooltip.css'

const GAP = 20

interface Sizes {
  contentSize: number[]
  viewSize: number[]
}

/**
 * Where the tooltip stands, from the chart's corner: right below the pointer, or on the other sides where there is no room.
 * Where neither side has room, as on a phone, above the finger and within the chart's width.
 */
export function placeTooltip(point: number[], _what: unknown, _box: unknown, _rect: unknown, sizes: Sizes): number[] {
  const [x = 0, y = 0] = point
  const [width = 0, height = 0] = sizes.contentSize
  const [viewWidth = 0, viewHeight = 0] = sizes.viewSize
  const below = y + GAP + height <= viewHeight ? y + GAP : y - GAP - height
  if (x + GAP + width <= viewWidth) return [x + GAP, below]
  if (x - GAP - width >= 0) return [x - GAP - width, below]
  return [Math.max(0, Math.min(x - width / 2, viewWidth - width)), y - GAP - height]
}

/**
 * Where tooltips stand: over the whole page, cut off at its sides. The library shows a tooltip before it asks where; on a
 * phone that moment made the page wider than the screen for good.
 */
function tooltipLayer(): HTMLElement {
  const there = document.querySelector<HTMLElement>('body > .tooltip-layer')
  if (there) return there
  const layer = make('div', 'tooltip-layer')
  document.body.append(layer)
  return layer
}

/** The library's own box is taken away: ours has the tokens. */
export const BARE_TOOLTIP = {
  padding: 0,
  borderWidth: 0,
  backgroundColor: 'transparent',
  appendTo: tooltipLayer,
  position: placeTooltip,
  extraCssText: 'box-shadow: none; z-index: 50',
}

const make = (tag: string, className: string, text = '') => {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

/** The tooltip's table as elements: names come from events, so they are only ever set as text. */
export function tooltipElement(table: TooltipTable): HTMLElement {
  const root = make('div', 'tooltip-table')
  const head = make('div', 'tooltip-head')
  head.append(make('strong', '', table.title))
  if (table.note) head.append(make('span', 'muted', table.note))
  root.append(head)
  const body = make('table', '')
  for (const row of table.rows) {
    const line = make('tr', row.previous ? 'is-previous' : '')
    const name = make('td', '')
    const sign = make('i', 'swatch')
    sign.style.setProperty('--swatch', `var(--series-${row.colour + 1})`)
    const words = make('span', 'tooltip-name', row.previous ? `${row.name} (previous)` : row.name)
    words.dir = 'auto'
    name.append(sign, words)
    line.append(name, make('td', 'tooltip-value', row.words))
    if (table.rows.some((one) => one.change !== '')) line.append(make('td', 'tooltip-change', row.change))
    body.append(line)
  }
  if (table.total !== undefined) {
    const line = make('tr', 'tooltip-total')
    line.append(make('td', '', 'Total'), make('td', 'tooltip-value', table.total))
    body.append(line)
  }
  root.append(body)
  return root
}
