import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Behind } from '../api/actors.ts'
import { type Correlation, type CorrelationOf, correlationActors, correlationsQuery } from '../api/correlations.ts'
import type { FunnelsQuery } from '../api/types.ts'
import { exact } from '../charts/format.ts'
import { Refusal } from '../kit/field.tsx'
import { Fold } from '../kit/fold.tsx'
import { SkeletonRows } from '../kit/notes.tsx'
import { Segments } from '../kit/segments.tsx'
import '../kit/list.css'
import './correlations.css'

interface CorrelationsProps {
  project: number
  query: FunnelsQuery
  /** Asks for the people behind a number. */
  onBehind: (behind: Behind) => void
}

const WAYS: { value: CorrelationOf; words: string }[] = [
  { value: 'events', words: 'What they did' },
  { value: 'properties', words: 'Who they are' },
]

/** Under a funnel, and asked only when it is opened: what those who got through did or are, and the others not. */
export function Correlations({ project, query, onBehind }: CorrelationsProps) {
  const [of, setOf] = useState<CorrelationOf>('events')
  return (
    <Fold className="correlations" summary="What goes with getting through?">
      <Segments label="What is compared" choices={WAYS} chosen={of} onChoose={setOf} />
      <Found project={project} query={query} of={of} onBehind={onBehind} />
    </Fold>
  )
}

function Found({ project, query, of, onBehind }: CorrelationsProps & { of: CorrelationOf }) {
  const { data, error, isPending } = useQuery(correlationsQuery(project, query, of))
  if (error) return <Refusal error={error} />
  if (isPending) return <SkeletonRows count={4} height={38} />
  if (data.events.length === 0)
    return (
      <p className="muted">
        {data.skewed
          ? 'There is nothing to compare: nobody got through, or everybody did.'
          : 'Nothing tells those who got through from the others.'}
      </p>
    )
  const show = (event: Correlation['event'], converted: boolean) =>
    onBehind({
      words: `${labelOf(of, event)} · ${converted ? 'got through' : 'did not'}`,
      source: correlationActors(query, of, event, converted),
    })
  return (
    <>
      {data.skewed && (
        <p className="muted">
          One side is more than ten times the other, so read these with care: a few people decide them.
        </p>
      )}
      <div className="list-box">
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{of === 'events' ? 'Did on the way' : 'Has'}</th>
              <th
                scope="col"
                className="correlations-odds"
                title="Odds of getting through, beside those of everybody else"
              >
                Odds
              </th>
              <th scope="col" className="correlations-count">
                Got through
              </th>
              <th scope="col" className="correlations-count">
                Did not
              </th>
            </tr>
          </thead>
          <tbody>
            {data.events.map((found) => (
              <Row key={found.event.event} found={found} of={of} onShow={show} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

interface RowProps {
  found: Correlation
  of: CorrelationOf
  onShow: (event: Correlation['event'], converted: boolean) => void
}

function Row({ found, of, onShow }: RowProps) {
  const name = labelOf(of, found.event)
  const helps = found.correlation_type === 'success'
  return (
    <tr>
      <th scope="row" className="correlations-name" title={name}>
        {name}
      </th>
      <td className="correlations-odds" data-helps={helps}>
        {found.odds_ratio !== 1 && <span aria-hidden="true">{helps ? '↑' : '↓'}</span>}
        {oddsWords(found)}
      </td>
      <Count count={found.success_count} words={`${name}: got through`} onShow={() => onShow(found.event, true)} />
      <Count count={found.failure_count} words={`${name}: did not`} onShow={() => onShow(found.event, false)} />
    </tr>
  )
}

function Count({ count, words, onShow }: { count: number; words: string; onShow: () => void }) {
  return (
    <td className="correlations-count">
      <button type="button" disabled={count === 0} aria-label={`${exact(count)} ${words}; show them`} onClick={onShow}>
        {exact(count)}
      </button>
    </td>
  )
}

function labelOf(of: CorrelationOf, { event, properties }: Correlation['event']): string {
  const [pair] = Object.entries(properties)
  return of === 'properties' && pair ? pair.join(' = ') : event
}

/** `11` → `11× higher`, `0.25` → `4× lower`: they are always told by a number above one. */
function oddsWords({ odds_ratio: odds }: Correlation): string {
  if (odds === 1) return 'the same'
  const times = odds > 1 ? odds : 1 / odds
  // Beyond that it says no more than that next to nobody is on one side.
  if (times > 1000) return `>1,000× ${odds > 1 ? 'higher' : 'lower'}`
  return `${exact(Number(times.toPrecision(times < 100 ? 2 : 3)))}× ${odds > 1 ? 'higher' : 'lower'}`
}
