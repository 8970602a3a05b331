import './sparkline.css'

const WIDTH = 96
const HEIGHT = 22

interface SparklineProps {
  values: readonly number[] | undefined
  /** What the line shows, for who cannot see it. */
  label: string
}

/** A month in a word's length: bars for days, the last, unfinished one paler. */
export function Sparkline({ values, label }: SparklineProps) {
  if (!values) return <span className="sparkline" aria-hidden="true" />
  const most = Math.max(1, ...values)
  const step = WIDTH / values.length
  const total = values.reduce((sum, value) => sum + value, 0)
  return (
    <span className="sparkline" title={`${total.toLocaleString('en')} ${label}`}>
      <svg width={WIDTH} height={HEIGHT} role="img" aria-label={`${total.toLocaleString('en')} ${label}`}>
        {values.map((value, day) => {
          const height = value === 0 ? 1 : Math.max(2, (value / most) * HEIGHT)
          const tone = value === 0 ? 'none' : day === values.length - 1 ? 'open' : 'day'
          return (
            <rect key={day} x={day * step} y={HEIGHT - height} width={step - 0.8} height={height} data-tone={tone} />
          )
        })}
      </svg>
      <span>{new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(total)}</span>
    </span>
  )
}
