import type { DrawnFunnel, DrawnStep, FunnelDrawing, Picked } from './drawing.ts'
import { duration, exact, percent } from './format.ts'
import { FoldedNames } from './legend.tsx'
import './funnel-view.css'

interface FunnelViewProps {
  drawing: FunnelDrawing
  /** Asks for the people who reached a step, or fell away before it. */
  onPick?: ((picked: Picked) => void) | undefined
  /** Draws the values that were folded, too. */
  onShowAll?: (() => void) | undefined
}

/** Steps side by side: how many got there, how many fell away, and how long the step took. */
export function FunnelView({ drawing, onPick, onShowAll }: FunnelViewProps) {
  const names = drawing.funnels[0]?.steps.map((step) => step.name) ?? []
  const several = drawing.funnels.length > 1
  const pick = (index: number, reached: boolean, { name: value, breakdown }: DrawnFunnel) => {
    const name = names[index] ?? ''
    const words = `${reached ? 'Reached' : 'Fell away before'} ${name}${several ? `, ${value}` : ''}`
    onPick?.({ kind: 'step', step: index + 1, reached, breakdown, words })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a box of its own, but no landmark
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable with the keyboard
    <div className="funnel" tabIndex={0} role="group" aria-label="Funnel">
      <ol className="funnel-steps" style={{ '--steps': names.length, '--values': drawing.funnels.length }}>
        {names.map((name, index) => (
          <li key={`${index} ${name}`} className="funnel-step">
            <header className="funnel-name">
              <span className="funnel-number">{index + 1}</span>
              <span className="clip" title={name}>
                {name}
              </span>
            </header>
            <div className="funnel-bars">
              {drawing.funnels.map((funnel) => {
                const step = funnel.steps[index]
                return step ? (
                  <FunnelBar
                    key={funnel.key}
                    step={step}
                    name={several ? funnel.name : ''}
                    colour={several ? funnel.colour : 0}
                    first={index === 0}
                    {...(onPick && !funnel.addedUp
                      ? { onPick: (reached: boolean) => pick(index, reached, funnel) }
                      : {})}
                  />
                ) : null
              })}
            </div>
          </li>
        ))}
      </ol>
      {several && <FunnelLegend {...drawing} onShowAll={onShowAll} />}
    </div>
  )
}

interface FunnelLegendProps {
  funnels: DrawnFunnel[]
  folded: number
  onShowAll: (() => void) | undefined
}

/** Which colour is which value, how many of each came to the end, and the way to the values that are not drawn. */
function FunnelLegend({ funnels, folded, onShowAll }: FunnelLegendProps) {
  return (
    <ul className="funnel-legend" aria-label="Legend">
      {funnels.map(({ key, name, colour, steps }) => (
        <li key={key}>
          <i style={{ background: `var(--series-${colour + 1})` }} />
          <span className="clip" title={name}>
            {name}
          </span>
          <span className="muted">{percent(steps.at(-1)?.share ?? 0)}</span>
        </li>
      ))}
      <FoldedNames folded={folded} onShowAll={onShowAll} />
    </ul>
  )
}

interface FunnelBarProps {
  step: DrawnStep
  name: string
  colour: number
  first: boolean
  onPick?: (reached: boolean) => void
}

function FunnelBar({ step, name, colour, first, onPick }: FunnelBarProps) {
  const { lost } = step
  // Beside other values there is room for the number alone.
  const narrow = name !== '' || undefined
  const lostWords = `−${exact(lost)}${narrow ? '' : ' here'}`
  const words = `${name ? `${name}: ` : ''}${exact(step.count)} got here, ${percent(step.share)} of all`
  return (
    <div className="funnel-one">
      <button
        type="button"
        className="funnel-bar"
        title={words}
        aria-label={`${words}; show them`}
        disabled={!onPick || step.count === 0}
        onClick={() => onPick?.(true)}
      >
        {step.count > 0 && <span style={{ '--share': step.share, '--swatch': `var(--series-${colour + 1})` }} />}
      </button>
      <p className="funnel-words" data-narrow={narrow}>
        <strong>{percent(step.share)}</strong>
        <span>{exact(step.count)}</span>
      </p>
      <p className="funnel-words muted" data-narrow={narrow}>
        {first ? (
          <span>began</span>
        ) : onPick && lost > 0 ? (
          <button
            type="button"
            className="funnel-lost"
            aria-label={narrow && `${name}: ${lostWords} here; show them`}
            onClick={() => onPick(false)}
          >
            {lostWords}
          </button>
        ) : (
          <span>{lost > 0 ? lostWords : name === '' ? 'nobody lost' : '−0'}</span>
        )}
        {name === '' && step.median !== null && (
          <span title="Median time since the step before">{duration(step.median)}</span>
        )}
      </p>
    </div>
  )
}
