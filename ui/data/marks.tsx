import { Icon } from '../kit/icon.tsx'
import { Tag } from '../kit/notes.tsx'
import './marks.css'

/** What people decided about an event or a property. */
export function StatusMarks({
  verified,
  hidden,
}: {
  verified: boolean | undefined
  hidden: boolean | null | undefined
}) {
  return (
    <>
      {verified && (
        <span className="verified">
          <Icon name="verified" /> Verified
        </span>
      )}
      {hidden && <span className="muted">Hidden</span>}
    </>
  )
}

export function Tags({ names }: { names: readonly string[] }) {
  return (
    <div className="tags">
      {names.map((name) => (
        <Tag key={name}>{name}</Tag>
      ))}
    </div>
  )
}
