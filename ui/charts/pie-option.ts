import type { DrawnValue } from './drawing.ts'
import type { Palette } from './palette.ts'

interface Slices {
  rows: readonly DrawnValue[]
  palette: Palette
  /** A click on a slice leads to the people behind it. */
  leads: boolean
}

/** Shares of a whole as the options of ECharts, without what happens under the pointer. */
export const pieOption = ({ rows, palette, leads }: Slices) => ({
  animation: false,
  series: [
    {
      type: 'pie',
      radius: ['56%', '88%'],
      // Else nothing at all would be a full ring.
      stillShowZeroSum: false,
      label: { show: false },
      itemStyle: { borderColor: palette.surface, borderWidth: 2, borderRadius: 3 },
      emphasis: { scaleSize: 3 },
      data: rows.map((row) => ({
        name: row.name,
        value: row.value,
        cursor: leads && !row.point.addedUp ? 'pointer' : 'default',
        itemStyle: { color: palette.series[row.colour] },
      })),
    },
  ],
})
