import { orderedProperties } from './matching.ts'
import './property-table.css'

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
const kind = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value)

/** About as much as stands in a cell before it scrolls. */
const LONG = 500

/** Properties of an event, one's own first; numbers and texts can be told apart. */
export function PropertyTable({ properties }: { properties: Record<string, unknown> }) {
  const entries = orderedProperties(properties)
  if (entries.length === 0) return <p className="muted">This event has no properties.</p>
  return (
    <dl className="property-table">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          {/* A box that scrolls must be reachable with the keyboard. */}
          <dd data-kind={kind(value)} tabIndex={text(value).length > LONG ? 0 : undefined}>
            {text(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
