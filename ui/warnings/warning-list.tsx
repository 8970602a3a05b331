import { useQuery } from '@tanstack/react-query'
import { type IngestionWarning, warningsQuery } from '../api/ingestion.ts'
import { Age } from '../kit/age.tsx'
import { Fold } from '../kit/fold.tsx'
import { Empty, Failure, SkeletonRows, Tag } from '../kit/notes.tsx'
import { factsOf, warningWords } from './warning-words.ts'
import '../live/property-table.css'
import './warnings.css'

interface WarningTypeProps {
  warning: IngestionWarning
  open: boolean
  onToggle: (open: boolean) => void
}

function WarningType({ warning, open, onToggle }: WarningTypeProps) {
  const { title, outcome, happened, remedy } = warningWords(warning.type)
  return (
    <Fold
      className="warning-type"
      open={open}
      onToggle={onToggle}
      summary={
        <>
          <span className="warning-words">
            <strong>{title}</strong>
            <span className="muted">{happened}</span>
            {outcome !== 'Unknown' && <Tag>{outcome}</Tag>}
          </span>
          <span className="warning-count">
            <b>{warning.count.toLocaleString('en')}</b>
            <span className="muted">
              <Age at={warning.last_seen_at} />
            </span>
          </span>
        </>
      }
    >
      <div className="warning-open">
        {remedy && <p>{remedy}</p>}
        <h3>{warning.samples.length === 1 ? 'The newest' : `The newest ${warning.samples.length}`}</h3>
        <ul className="warning-samples">
          {warning.samples.map((sample, index) => (
            <li key={index}>
              <Age at={sample.timestamp} />
              <dl className="property-table">
                {factsOf(sample).map(([label, value]) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd data-kind="string">{value}</dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      </div>
    </Fold>
  )
}

interface WarningListProps {
  project: number
  /** The type that stands open. */
  type: string | undefined
  onOpen: (type: string | undefined) => void
}

/** What happened to events that were not taken as they were sent, by type, the newest first. */
export function WarningList({ project, type, onOpen }: WarningListProps) {
  const { data: warnings, error, refetch } = useQuery(warningsQuery(project))
  return (
    <section aria-label="Warnings">
      <div className="warnings-head">
        <h2>Warnings of the last 30 days</h2>
      </div>
      {error && !warnings && (
        <Failure what="The warnings could not be read" error={error} retry={() => void refetch()} />
      )}
      {!error && !warnings && <SkeletonRows count={3} height={64} />}
      {warnings && warnings.length > 0 && (
        <ul className="folds">
          {warnings.map((warning) => (
            <li key={warning.type}>
              <WarningType
                warning={warning}
                open={warning.type === type}
                onToggle={(open) => onOpen(open ? warning.type : undefined)}
              />
            </li>
          ))}
        </ul>
      )}
      {warnings?.length === 0 && (
        <Empty icon="check" title="No warnings">
          Senders are told that all is well even where an event cannot be taken as it is. What happened to it is said
          here, with how often and a few samples.
        </Empty>
      )}
    </section>
  )
}
